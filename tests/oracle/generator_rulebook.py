"""Random small workbooks over the whole rulebook: each further rule is in some of them."""

from __future__ import annotations

from random import Random

from .chance import Chance
from .generator import Row, Workbook, base_sheets, chance_of, settings_row
from .generator_capacity import (
    add_construction,
    add_further_resource,
    add_markets,
    add_operators,
    add_site_supply,
)
from .generator_policy import add_latest_dates, add_same_site, add_synergies, add_targets
from .generator_sources import add_sector_limits, add_sources

EMPTY = (
    "Sector limits",
    "Site supply",
    "Synergies",
    "Construction",
    "Construction use",
    "Markets",
    "Operators",
    "Operator fit",
    "Targets",
)
"""Sheets that the base workbooks do not have."""

ADDITIONS = {
    "site supply": add_site_supply,
    "further resource": add_further_resource,
    "construction": add_construction,
    "markets": add_markets,
    "operators": add_operators,
    "synergies": add_synergies,
    "latest dates": add_latest_dates,
    "same site": add_same_site,
    "sector limits": add_sector_limits,
    "targets": add_targets,
}
"""What can be added to a workbook, after its sources."""


def rulebook(seed: int) -> Workbook:
    """The random workbook of a seed; some have one rule more than the base, some nearly all."""
    return _made(Random(f"rulebook {seed}"), open_pools=False)


def open_pools(seed: int) -> Workbook:
    """Likewise, with several sources, a pool among them, and shares for the plan to choose."""
    return _made(Random(f"open pools {seed}"), open_pools=True)


def shared_sites(seed: int) -> Workbook:
    """A workbook in which several operators could put more copies on a site than it takes."""
    random = Random(f"shared sites {seed}")
    chance = chance_of(random, [1, 1, 2], least_after=3, tightness=[0.1, 0.2])
    sheets = base_sheets(chance, most_sites=2, clusters=(1, 2))
    sheets |= {name: [] for name in EMPTY}
    sheets["Operators"] = [{"Operator": "TOYO"}, {"Operator": "KITA"}]
    for cluster in sheets["Clusters"]:
        cluster["Copies"] = chance.between(2, 3)
        cluster["Revenue (USD m/year)"] = 3.0 * float(str(cluster["Revenue (USD m/year)"]))
        sheets["Operator fit"] += [
            {"Cluster": cluster["Cluster"], "Operator": name} for name in ("TOYO", "KITA")
        ]
    for site in sheets["Sites"]:
        site["Decision"] = chance.one(["open", "open", "free"])
        site["Maximum clusters"] = chance.one([None, 1, 2])
    return Workbook(settings_row(chance), sheets)


def _made(random: Random, *, open_pools: bool) -> Workbook:
    """A workbook; each of the further rules is as likely as all others."""
    chance = chance_of(random, [1, 2, 2, 3], least_after=3, tightness=[0.1, 0.2, 0.5])
    sheets = base_sheets(chance, most_sites=2, clusters=(2, 3))
    sheets |= {name: [] for name in EMPTY}
    for cluster in sheets["Clusters"]:
        cluster.update(_traits(chance))
        # Every further rule costs something; clusters that earn little would not be funded.
        cluster["Revenue (USD m/year)"] = 1.5 * float(str(cluster["Revenue (USD m/year)"]))
    for site in sheets["Sites"]:
        site["State"] = chance.one(["TN", "ID"])
    often = chance.one([0.1, 0.3, 0.6])
    several, pooled = chance.happens(0.2 + often), chance.happens(often)
    if open_pools:
        add_sources(chance, sheets, pooled=True, several=True, forced=False)
    elif several or pooled:
        add_sources(chance, sheets, pooled=pooled, several=several, forced=True)
    for add in ADDITIONS.values():
        if chance.happens(often):
            add(chance, sheets)
    return Workbook(settings_row(chance), sheets)


def _traits(chance: Chance) -> Row:
    """What limits and targets look at."""
    return {
        "Sector": chance.one(["glass", "energy"]),
        "Product": chance.one(["fiber", "cable"]),
        "Jobs": chance.one([0, 50, 80, 120]),
        "Output (units/year)": chance.one([0, 10, 25, 40]),
        "Output unit": "t",
    }
