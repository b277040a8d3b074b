"""Programs that look like a real pledge, drawn at random: so many clusters, sites and periods.

Every figure comes from the seed alone, so a size and a seed name one program for ever. What is
drawn, and why (docs/performance.md says the same for readers):

- Capex is lognormal around USD 3 bn, as the sourced factories spread; the first year's margin is
  9 to 22 % of it, so that some clusters lose money, most earn little and a few earn much.
- Land, power and workers grow with capex, with a spread of their own; the sites together offer
  less land and power than all clusters want, and each site takes a handful of clusters.
- Sites differ in what building and running costs there, in permits (none, or a median of half a
  year to three years) and in the fixed cost and time of preparing them.
- Clusters come in sectors with stages; most of those of a later stage need one of the stage
  before, some of them at the same site.
- The pledge pays for less than half of all capex, in yearly steps whose unused part may be
  carried forward.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

Row = dict[str, object]
FIRST_DAY = date(2027, 1, 1)
SEEDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a program is."""

    clusters: int
    sites: int
    periods: int
    """Decision periods."""
    months: int
    """Of a period."""

    @property
    def name(self) -> str:
        """Clusters x sites x periods."""
        return f"{self.clusters}x{self.sites}x{self.periods}"


SIZES = (Size(30, 16, 12, 6), Size(60, 20, 36, 3), Size(150, 40, 20, 6), Size(400, 60, 20, 6))
OPERATING_YEARS = 15
"""The horizon goes on for so long after the last decision."""

LAND_OFFERED, POWER_OFFERED = 0.75, 0.85
"""What all sites offer together, as a part of what all clusters want."""
PLEDGED = 0.45
"""The pledge, as a part of all capex."""
CALLED_EARLY = 1.15
"""The yearly limits together, as a multiple of the pledge."""
STAGES = 3
NEEDS_EARLIER, AT_SAME_SITE = 0.7, 0.25
"""Parts of the clusters of a later stage that need an earlier one, and of those at its site."""
NOT_ALLOWED, FAVORED = 0.15, 0.15
"""Parts of the pairs of cluster and site that are forbidden, or earn more."""


def program(
    size: Size, seed: int, gap: float = 0.01, time_limit_s: float = 600
) -> dict[str, object]:
    """Return the sheets of one program, as ``optmodel.solve`` takes them."""
    draw = np.random.default_rng([size.clusters, size.sites, size.periods, seed])
    clusters = _clusters(size, draw)
    sites = _sites(size, draw, clusters)
    return {
        "Settings": _settings(size, seed, gap, time_limit_s),
        "Clusters": clusters,
        "Sites": sites,
        "Placement": _placement(draw, clusters, sites),
        "Profiles": _profiles(),
        **_funding(size, clusters),
        "Dependencies": _dependencies(draw, clusters),
    }


def _settings(size: Size, seed: int, gap: float, time_limit_s: float) -> Row:
    """Draw nothing: the same for every program of a size."""
    return {
        "Plan name": f"{size.name} seed {seed}",
        "First period": FIRST_DAY,
        "Months per period": size.months,
        "Decision periods": size.periods,
        "Horizon periods": size.periods + OPERATING_YEARS * 12 // size.months,
        "Discount rate": 0.08,
        "Revenue escalation": 0.02,
        "Cost escalation": 0.02,
        "Capex escalation": 0.03,
        "Optimality gap": gap,
        "Time limit": time_limit_s,
    }


def _clusters(size: Size, draw: np.random.Generator) -> list[Row]:
    """Draw clusters: one in three of each stage, in sectors of about six."""
    count = size.clusters
    capex = np.round(3000 * draw.lognormal(0.0, 0.7, count), 0)
    margin = capex * draw.uniform(0.09, 0.22, count)
    revenue = margin * draw.uniform(1.5, 3.5, count)
    land = capex * 0.15 * draw.lognormal(0.0, 0.5, count)
    power = capex * 0.03 * draw.lognormal(0.0, 0.6, count)
    workers = capex * 0.4 * draw.lognormal(0.0, 0.4, count)
    years = draw.integers(2, 5, count)
    sectors = max(2, count // 6)
    return [
        {
            "Cluster": f"C{k + 1:03}",
            "Sector": f"Sector {k % sectors + 1}",
            "Stage": f"Stage {k // sectors % STAGES + 1}",
            "Capex (USD m)": float(capex[k]),
            "Build (periods)": int(years[k]) * 12 // size.months,
            "Capex profile": "Spread",
            "Revenue (USD m/year)": round(float(revenue[k]), 1),
            "Operating cost (USD m/year)": round(float(revenue[k] - margin[k]), 1),
            "Sustaining capex (% of capex/year)": 0.01,
            "Ramp profile": "Ramp",
            "Land (acres)": round(float(land[k])),
            "Power (MW)": round(float(power[k])),
            "Workers": round(float(workers[k])),
        }
        for k in range(count)
    ]


def _sites(size: Size, draw: np.random.Generator, clusters: list[Row]) -> list[Row]:
    """Draw sites that share out less land and power than the clusters want."""
    count = size.sites
    land = _shares(draw, count) * LAND_OFFERED * _total(clusters, "Land (acres)")
    power = _shares(draw, count) * POWER_OFFERED * _total(clusters, "Power (MW)")
    # The largest cluster fits somewhere.
    land[land.argmax()] = max(land.max(), 1.1 * _largest(clusters, "Land (acres)"))
    permits = np.where(draw.random(count) < 0.3, 0.0, draw.uniform(6, 36, count))
    typical = _total(clusters, "Capex (USD m)") / count
    return [
        {
            "Site": f"S{s + 1:02}",
            "Land (acres)": round(float(land[s])),
            "Power (MW)": round(float(power[s])),
            "Permit median (months)": round(float(permits[s])) or None,
            "Permit P80 (months)": round(float(permits[s] * 1.4)) or None,
            "Preparation cost (USD m)": round(float(typical * draw.uniform(0.03, 0.12))),
            "Preparation (periods)": int(draw.integers(1, 3)) * 6 // size.months,
            "Capex factor": round(float(draw.uniform(0.92, 1.12)), 3),
            "Operating cost factor": round(float(draw.uniform(0.95, 1.08)), 3),
        }
        for s in range(count)
    ]


def _placement(draw: np.random.Generator, clusters: list[Row], sites: list[Row]) -> list[Row]:
    """Draw pairs that are forbidden and pairs that earn more."""
    rows: list[Row] = []
    for cluster in clusters:
        chance = draw.random(len(sites))
        more = draw.uniform(0.005, 0.02, len(sites)) * _number(cluster, "Capex (USD m)")
        for index, site in enumerate(sites):
            pair: Row = {"Cluster": cluster["Cluster"], "Site": site["Site"]}
            if chance[index] < NOT_ALLOWED:
                rows.append({**pair, "Allowed": "no"})
            elif chance[index] > 1.0 - FAVORED:
                rows.append({**pair, "Extra margin (USD m/year)": round(float(more[index]), 1)})
    return rows


def _profiles() -> list[Row]:
    """Return one way to spend and one to ramp up, both by step."""
    return [
        {"Profile": "Spread", "Kind": "capex", "Step 1": 0.2, "Step 2": 0.5, "Step 3": 0.3},
        {"Profile": "Ramp", "Kind": "ramp", "Step 1": 0.4, "Step 2": 0.8, "Step 3": 1.0},
    ]


def _funding(size: Size, clusters: list[Row]) -> dict[str, list[Row]]:
    """Pledge less than half of all capex, by yearly limits with carrying forward."""
    pledge = round(PLEDGED * _total(clusters, "Capex (USD m)"))
    years = max(1, size.periods * size.months // 12)
    per_period = CALLED_EARLY * pledge / (years + 2) * size.months / 12
    source: Row = {
        "Source": "PLEDGE",
        "Commitment (USD m)": pledge,
        "Share before recovery": 0.5,
        "Share after recovery": 0.1,
        "Deemed rate": 0.05,
    }
    call: Row = {
        "Source": "PLEDGE",
        "From": FIRST_DAY,
        "Maximum call (USD m/period)": round(per_period),
        "Carry forward": "yes",
    }
    return {"Funding": [source], "Funding calls": [call]}


def _dependencies(draw: np.random.Generator, clusters: list[Row]) -> list[Row]:
    """Draw what the clusters of a later stage need of the stage before in their sector."""
    rows: list[Row] = []
    for cluster in clusters:
        earlier = [
            other["Cluster"]
            for other in clusters
            if other["Sector"] == cluster["Sector"] and _stage(other) == _stage(cluster) - 1
        ]
        chance, same, pick, lag = draw.random(), draw.random(), draw.random(), draw.integers(0, 3)
        if earlier and chance < NEEDS_EARLIER:
            rows.append(
                {
                    "Cluster": cluster["Cluster"],
                    "Needs": earlier[int(pick * len(earlier))],
                    "Lag (periods)": int(lag),
                    "Same site": "yes" if same < AT_SAME_SITE else "no",
                }
            )
    return rows


def _stage(cluster: Row) -> int:
    return int(str(cluster["Stage"]).removeprefix("Stage "))


def _shares(draw: np.random.Generator, count: int) -> np.ndarray:
    """Draw parts that add up to 1, the largest several times the smallest."""
    parts = draw.uniform(0.4, 1.6, count)
    return np.asarray(parts / parts.sum())


def _number(row: Mapping[str, object], header: str) -> float:
    return float(str(row[header]))


def _total(rows: list[Row], header: str) -> float:
    return sum(_number(row, header) for row in rows)


def _largest(rows: list[Row], header: str) -> float:
    return max(_number(row, header) for row in rows)
