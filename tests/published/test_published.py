"""Tests that published instances give their published optimum at gap 0.

Each is written in the sheets of the input contract and solved by the library entry, so that the
whole line from rows to the audited plan takes part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

import optmodel

Rows = list[Mapping[str, object]]


def _settings(periods: int, decisions: int = 1) -> dict[str, object]:
    return {
        "Plan name": "Published",
        "First period": date(2027, 1, 1),
        "Months per period": 12,
        "Decision periods": decisions,
        "Horizon periods": periods,
        "Discount rate": 0.0,
        "Optimality gap": 0.0,
        "Time limit": 120,
    }


def _cluster(name: str, capex: float, **over: object) -> dict[str, object]:
    return {"Cluster": name, "Capex (USD m)": capex, "Build (periods)": 0} | over


def _solve(settings: Mapping[str, object], **sheets: Rows) -> optmodel.Plan:
    rows = {name.replace("_", " "): table for name, table in sheets.items()}
    settings_rows = [{"Setting": name, "Value": value} for name, value in settings.items()]
    return optmodel.solve({"Settings": settings_rows} | rows)


def _funded(plan: optmodel.Plan) -> set[str]:
    return {decision.cluster for decision in plan.decisions if decision.funded}


def test_lorie_savage_two_budgets() -> None:
    """Tests the nine projects of Lorie and Savage (1955) with two yearly budgets.

    Source: J. H. Lorie and L. J. Savage, "Three problems in rationing capital", Journal of
    Business 28 (1955); as an integer program in H. M. Weingartner, "Mathematical Programming
    and the Analysis of Capital Budgeting Problems" (1963): projects 1, 3, 4, 6, 9 worth
    14 + 17 + 15 + 12 + 12 = 70, with outlays of 48 and 20 out of 50 and 20.
    """
    value = (14, 17, 17, 15, 40, 12, 14, 10, 12)
    first_year = (12, 54, 6, 6, 30, 6, 48, 36, 18)
    second_year = (3, 7, 6, 2, 35, 6, 4, 3, 3)
    clusters: Rows = []
    cash: Rows = []
    for number, (worth, now, later) in enumerate(
        zip(value, first_year, second_year, strict=True), start=1
    ):
        name = f"Project {number}"
        clusters.append(_cluster(name, now + later, **{"Build (periods)": 2}))
        cash.append({"Cluster": name, "Line": "capex", "Period 0": now, "Period 1": later})
        cash.append(
            {"Cluster": name, "Line": "net", "Period 0": 0, "Period 1": worth + now + later}
        )
    plan = _solve(
        _settings(periods=2),
        Clusters=clusters,
        Sites=[{"Site": "Anywhere", "Land (acres)": 0}],
        Funding=[{"Source": "Budget", "Commitment (USD m)": 1000}],
        Funding_calls=[
            {"Source": "Budget", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 50},
            {"Source": "Budget", "From": date(2028, 1, 1), "Maximum call (USD m/period)": 20},
        ],
        Cash_flows=cash,
    )
    assert plan.value_musd == pytest.approx(70.0, abs=1e-6)
    assert _funded(plan) == {f"Project {number}" for number in (1, 3, 4, 6, 9)}


def test_knapsack_p01() -> None:
    """Tests the ten-item knapsack P01 of Kreher and Stinson as a single budget of 165.

    Source: D. L. Kreher and D. R. Stinson, "Combinatorial Algorithms" (1999); the optimum
    takes items 1, 2, 3, 4 and 6 with a weight of 165 and a profit of 309.
    """
    weight = (23, 31, 29, 44, 53, 38, 63, 85, 89, 82)
    profit = (92, 57, 49, 68, 60, 43, 67, 84, 87, 72)
    plan = _solve(
        _settings(periods=1),
        Clusters=[
            _cluster(f"Item {n}", w, **{"Revenue (USD m/year)": w + p})
            for n, (w, p) in enumerate(zip(weight, profit, strict=True), start=1)
        ],
        Sites=[{"Site": "Anywhere", "Land (acres)": 0}],
        Funding=[{"Source": "Budget", "Commitment (USD m)": 165}],
    )
    assert plan.value_musd == pytest.approx(309.0, abs=1e-6)
    assert _funded(plan) == {f"Item {number}" for number in (1, 2, 3, 4, 6)}


C515_PROFIT = (
    (17, 21, 22, 18, 24, 15, 20, 18, 19, 18, 16, 22, 24, 24, 16),
    (23, 16, 21, 16, 17, 16, 19, 25, 18, 21, 17, 15, 25, 17, 24),
    (16, 20, 16, 25, 24, 16, 17, 19, 19, 18, 20, 16, 17, 21, 24),
    (19, 19, 22, 22, 20, 16, 19, 17, 21, 19, 25, 23, 25, 25, 25),
    (18, 19, 15, 15, 21, 25, 16, 16, 23, 15, 22, 17, 19, 22, 24),
)
C515_LAND = (
    (8, 15, 14, 23, 8, 16, 8, 25, 9, 17, 25, 15, 10, 8, 24),
    (15, 7, 23, 22, 11, 11, 12, 10, 17, 16, 7, 16, 10, 18, 22),
    (21, 20, 6, 22, 24, 10, 24, 9, 21, 14, 11, 14, 11, 19, 16),
    (20, 11, 8, 14, 9, 5, 6, 19, 19, 7, 6, 6, 13, 9, 18),
    (8, 13, 13, 13, 10, 20, 25, 16, 16, 17, 10, 10, 5, 12, 23),
)
C515_ACRES = (36, 34, 38, 27, 33)


def _assignment_rows(
    profit: Sequence[Sequence[int]], land: Sequence[Sequence[int]], acres: Sequence[int]
) -> dict[str, Rows]:
    """One cluster per job, one site per agent, the need of an agent as acres of the pair."""
    jobs = range(len(profit[0]))
    return {
        "Clusters": [_cluster(f"Job {j}", 0, Decision="fund") for j in jobs],
        "Sites": [{"Site": f"Agent {a}", "Land (acres)": room} for a, room in enumerate(acres)],
        "Funding": [{"Source": "None needed", "Commitment (USD m)": 0}],
        "Placement": [
            {
                "Cluster": f"Job {j}",
                "Site": f"Agent {a}",
                "Extra margin (USD m/year)": profit[a][j],
                "Land (acres)": land[a][j],
            }
            for a in range(len(acres))
            for j in jobs
        ],
    }


def test_generalized_assignment_c515_1() -> None:
    """Tests instance c515-1 (5 agents, 15 jobs) of gap1, whose published maximum is 336.

    Source: J. E. Beasley's OR-Library, file gap1; the instances are from I. H. Osman,
    "Heuristics for the generalised assignment problem", OR Spektrum 17 (1995).
    """
    rows = _assignment_rows(C515_PROFIT, C515_LAND, C515_ACRES)
    plan = _solve(_settings(periods=1), **rows)
    assert plan.value_musd == pytest.approx(336.0, abs=1e-6)
    assert len(_funded(plan)) == 15
