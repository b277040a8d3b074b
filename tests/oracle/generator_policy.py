"""Random synergies, latest dates in the order, rules per site, and targets."""

from __future__ import annotations

from itertools import combinations

from .chance import Chance
from .generator_money import capex_in_all

Row = dict[str, object]
Sheets = dict[str, list[Row]]

FILTERS = {"sector": "Sector", "product": "Product", "state": "State", "site": "Site"}
"""Filter to the column that it is compared with."""


def add_synergies(chance: Chance, sheets: Sheets) -> None:
    """What pairs gain at the same site, about as much as a cluster is worth."""
    for one, other in combinations(sheets["Clusters"], 2):
        if not chance.happens(0.7):
            continue
        size = (float(str(one["Capex (USD m)"])) or 30.0) * chance.share(0.1, 0.6)
        years = max(chance.horizon * chance.years, 0.1)
        pair = [one["Cluster"], other["Cluster"]]
        chance.random.shuffle(pair)
        sheets["Synergies"].append(
            {
                "Cluster A": pair[0],
                "Cluster B": pair[1],
                "Benefit (USD m/year)": chance.one([None, round(2 * size / years, 1)]),
                "Capex saving (USD m)": chance.one([None, round(size, 1)]),
            }
        )


def add_latest_dates(chance: Chance, sheets: Sheets) -> None:
    """A latest start after what a cluster waits for; one waits for another in any case."""
    first, second, *_ = sheets["Clusters"]
    if not sheets["Dependencies"]:
        sheets["Dependencies"] = [
            {
                "Cluster": second["Cluster"],
                "Needs": first["Cluster"],
                "Timing": chance.one(["start", "finish"]),
                "Lag (periods)": chance.one([0, 0, 1]),
                "Same site": chance.one(["yes", "no"]),
            }
        ]
    for row in sheets["Dependencies"]:
        if chance.happens(0.7):
            lag = int(str(row["Lag (periods)"]))
            row["Maximum lag (periods)"] = lag + chance.one([0, 0, 1, 2])


def add_same_site(chance: Chance, sheets: Sheets) -> None:
    """Group rules that are counted site by site."""
    for row in sheets["Group rules"]:
        if chance.happens(0.7):
            row["Same site"] = "yes"


def add_targets(chance: Chance, sheets: Sheets) -> None:
    """One to three targets, most of them with a price."""
    for _ in range(chance.between(1, 3)):
        metric = chance.one(["clusters", "jobs", "output", "capex", "value", "receipts"])
        by, filter_ = ("source", None) if metric == "receipts" else _filter(chance, sheets)
        if metric == "receipts":
            filter_ = chance.one([row["Source"] for row in sheets["Funding"]])
            by, filter_ = chance.one([(by, filter_), ("all", None), (None, None)])
        is_share = metric != "receipts" and chance.happens(0.3)
        sense = chance.one(["at least", "at least", "at most"])
        size = _size(metric, sheets["Clusters"])
        share = chance.share(0.1, 0.8)
        amount = share if is_share else round(size * share, 2)
        if metric == "receipts":
            amount = chance.share(0.0, 1.2)
        if metric == "clusters" and not is_share:
            amount = chance.between(0, 3)
        price = round(capex_in_all(sheets["Clusters"]) / size * chance.share(0.1, 1.5), 4)
        sheets["Targets"].append(
            {
                "Metric": metric,
                "Filter by": by,
                "Filter": filter_,
                "Sense": sense,
                "Amount": amount,
                "Amount is": "share" if is_share or metric == "receipts" else None,
                "By": chance.one([None, chance.day(0, 2), chance.day(0, chance.horizon)]),
                "Strength": chance.one(["must", None, price, price, price, price]),
            }
        )


def _filter(chance: Chance, sheets: Sheets) -> tuple[str | None, object]:
    """What a target is restricted to."""
    by = chance.one([None, "all", "sector", "product", "state", "site", "source"])
    if by in {None, "all"}:
        return by, None
    if by == "source":
        return by, chance.one([row["Source"] for row in sheets["Funding"]])
    column = FILTERS[str(by)]
    rows = sheets["Clusters" if by in {"sector", "product"} else "Sites"]
    return by, chance.one([row[column] for row in rows])


def _size(metric: str, clusters: list[Row]) -> float:
    """About the most that a metric can reach."""
    column = {"jobs": "Jobs", "output": "Output (units/year)"}.get(metric)
    if column is not None:
        return sum(float(str(row[column])) * int(str(row["Copies"])) for row in clusters) or 1.0
    if metric == "clusters":
        return float(len(clusters))
    return capex_in_all(clusters)
