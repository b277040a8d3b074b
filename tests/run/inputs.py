"""A small program for tests of runs, by hand: A at S in 2027 is the best plan.

A costs 100 in 2027 and earns 30 a year in 2028 to 2036: 270 - 100 = 170 at a rate of 0. B costs
200, earns 10 a year and loses 200 - 90 = 110: not funded.
"""

from __future__ import annotations

from tests.cases import Rows, cluster, pledge, site, tiny_settings

EARNS_30 = {"Revenue (USD m/year)": 30.0, "Taxable owner": "no"}
EARNS_10 = {"Revenue (USD m/year)": 10.0, "Taxable owner": "no"}


def small(**settings: object) -> dict[str, Rows | dict[str, object]]:
    """The sheets of the small program, as a library user gives them."""
    return {
        "Settings": tiny_settings(**settings),
        "Clusters": [cluster("A", 100.0, **EARNS_30), cluster("B", 200.0, **EARNS_10)],
        "Sites": [site("S", 500.0)],
        "Funding": [pledge(1000.0)],
    }


def impossible() -> dict[str, Rows | dict[str, object]]:
    """The small program with A to be funded from a pledge of 60: 40 short."""
    must = cluster("A", 100.0, **EARNS_30, Decision="fund")
    return small() | {"Clusters": [must], "Funding": [pledge(60.0)]}
