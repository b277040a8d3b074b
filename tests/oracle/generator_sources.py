"""Random further sources, pools, their calls, and sector limits."""

from __future__ import annotations

from .chance import Chance
from .generator_money import capex_in_all, funding_calls_rows, funding_row

Row = dict[str, object]
Sheets = dict[str, list[Row]]

NAMES = ("JPN", "EXT", "LOC")
"""Sources; the first is the pledge."""

FORCED = {1: ([1.0],), 2: ([0.6, 0.4], [0.25, 0.75]), 3: ([0.5, 0.25, 0.25], [0.2, 0.5, 0.3])}
"""Maximum shares that add up to exactly 1, so that every source pays its maximum."""

OPEN = {
    2: ([1.0, 1.0], [1.0, 0.5], [0.7, 0.6], [0.5, 1.0], [0.0, 1.0]),
    3: ([1.0, 1.0, 1.0], [0.6, 1.0, 0.3], [0.5, 0.5, 0.5], [1.0, 0.4, 0.4]),
}
"""Maximum shares that leave a choice."""


def add_sources(
    chance: Chance, sheets: Sheets, *, pooled: bool, several: bool, forced: bool
) -> None:
    """Share the money among one to three sources, with ``forced`` shares where there is a pool.

    What a pool receives is not linear in what it pays, so that the best shares of several
    sources with a pool cannot be found by trying plans.
    """
    count = chance.one([2, 2, 3]) if several else 1
    rows = [{**funding_row(chance, sheets["Clusters"]), "Source": name} for name in NAMES[:count]]
    if count > 1:
        fixed = (pooled and forced) or chance.happens(0.2)
        _share(chance, rows, chance.one(FORCED[count] if fixed else OPEN[count]))
    if pooled:
        _pool(chance, rows, one_payer=forced)
    sheets["Funding"] = rows
    sheets["Funding calls"] = [
        {**row, "Source": name}
        for name in NAMES[:count]
        for row in funding_calls_rows(chance, sheets["Clusters"])
        if count == 1 or chance.happens(0.6)
    ]


def add_sector_limits(chance: Chance, sheets: Sheets) -> None:
    """Least and most of some sectors, in money of the sizes of their capex."""
    sectors = sorted({str(row["Sector"]) for row in sheets["Clusters"]})
    for source in sheets["Funding"]:
        for sector in sectors:
            if not chance.happens(0.6):
                continue
            inside = [row for row in sheets["Clusters"] if row["Sector"] == sector]
            capex = capex_in_all(inside)
            least = round(capex * chance.share(0.1, 0.4)) if chance.happens(0.2) else None
            most = round(capex * chance.share(0.4, 1.0)) if chance.happens(0.7) else None
            sheets["Sector limits"].append(
                {
                    "Source": source["Source"],
                    "Sector": sector,
                    "Minimum (USD m)": least,
                    "Maximum (USD m)": most,
                }
            )


def _share(chance: Chance, rows: list[Row], shares: list[float]) -> None:
    """Give each source its maximum share and a part of the money, still short together."""
    for row, share in zip(rows, shares, strict=True):
        row["Maximum share of a cluster"] = share
        money = float(str(row["Commitment (USD m)"])) * chance.share(0.5, 1.2)
        row["Commitment (USD m)"] = round(money)
        row["Already committed (USD m)"] = chance.one([0, 0, round(money * 0.1)])
        if chance.happens(0.7):
            row |= {"First call": None, "Last call": None, "Last commitment": None}


def _pool(chance: Chance, rows: list[Row], *, one_payer: bool) -> None:
    """Pool some of the sources; with ``one_payer`` at most one of several pays for sites."""
    for row in rows:
        if chance.happens(0.7) or len(rows) == 1:
            row["Vehicle"] = "pooled"
            if row["Share before recovery"] == 0.0:
                row["Share before recovery"] = 0.5
            if chance.happens(0.3):
                periods = chance.share(0.3, 1.4) * chance.horizon
                row["Recovery target (years)"] = periods * chance.years
                row["Recovery rule"] = chance.one([None, "required"])
    if len(rows) > 1 and one_payer:
        payer = chance.one([None, *(row["Source"] for row in rows)])
        for row in rows:
            row["Pays for site preparation"] = "yes" if row["Source"] == payer else "no"
