"""A program with two sources, a pool, operators, a synergy and targets, by hand.

A, B and C cost 100 each in 2027, at a rate of 0, and earn 40, 30 and 40 in each of the nine years
from 2028 on; A and B gain 5 a year together. C's only operator declined. A is worth 260, B 170,
the synergy 45: 475 for the program. Each has 10 jobs; 25 are wished for at 2 each: a price of 10,
so that the objective is 465. JPN has 150, so EXT, a pool with 80 % and then 20 %, pays 50: half
of B, because a source that pays as little as it can pays for what comes last.
"""

from __future__ import annotations

from tests.cases import Rows, cluster, pledge, site, tiny_settings


def two_sources(**settings: object) -> dict[str, Rows | dict[str, object]]:
    """The sheets of the program, as a library user gives them."""
    earns = {"Revenue (USD m/year)": 40.0, "Taxable owner": "no", "Jobs": 10}
    half = {"Share before recovery": 0.5, "Share after recovery": 0.1}
    pool = {"Vehicle": "pooled", "Share before recovery": 0.8, "Share after recovery": 0.2}
    return {
        "Settings": tiny_settings(**settings),
        "Clusters": [
            cluster("A", 100.0, Sector="Fiber", **earns),
            cluster("B", 100.0, Sector="Energy", **{**earns, "Revenue (USD m/year)": 30.0}),
            cluster("C", 100.0, Sector="Energy", **earns),
        ],
        "Sites": [site("S", 500.0)],
        "Funding": [
            pledge(150.0, Name="Japan", **half),
            pledge(500.0, Name="Outside money", **pool) | {"Source": "EXT"},
        ],
        "Synergies": [{"Cluster A": "A", "Cluster B": "B", "Benefit (USD m/year)": 5.0}],
        "Operators": [
            {"Operator": "ACME", "Status": "committed"},
            {"Operator": "ZETA", "Status": "declined"},
        ],
        "Operator fit": [
            {"Cluster": "A", "Operator": "ACME"},
            {"Cluster": "A", "Operator": "ZETA"},
            {"Cluster": "C", "Operator": "ZETA"},
        ],
        "Targets": [
            {"Metric": "jobs", "Sense": "at least", "Amount": 25, "Strength": 2.0},
            {"Metric": "clusters", "Sense": "at least", "Amount": 1, "Strength": "must"},
        ],
    }
