"""The tiny example against the plan that is derived by hand in docs/examples.md."""

from __future__ import annotations

from itertools import product

import pytest

from optmodel.api import solve
from optmodel.examples import rows
from optmodel.plan.plan import Plan

CLUSTERS = {
    "FIBER": (80, 1, 45, 50),
    "TEST": (50, 1, 16, 30),
    "PACK": (60, 1, 60, 50),
    "POWER": (120, 2, 70, 60),
}
"""Capex, years of build, cash a year, acres."""
SITES = {"NORTH": (100, 1.0, 10), "SOUTH": (60, 1.1, 0)}
"""Acres, capex factor, cost of opening."""

Choice = dict[str, tuple[str, int]]
"""Cluster to its site and the index of its year."""


def value(choice: Choice) -> float:
    """Cash to the end of the sixth year less capex and openings."""
    total = 0.0
    for name, (site, year) in choice.items():
        capex, build, cash, _ = CLUSTERS[name]
        total += cash * (6 - year - build) - capex * SITES[site][1]
    return total - sum(SITES[site][2] for site in {site for site, _ in choice.values()})


def calls(choice: Choice) -> list[float]:
    """Calls by year, openings included."""
    years = [0.0] * 6
    for name, (site, year) in choice.items():
        capex, build, _, _ = CLUSTERS[name]
        for step in range(build):
            years[year + step] += capex * SITES[site][1] / build
    for site, (_, _, opening) in SITES.items():
        starts = [year for where, year in choice.values() if where == site]
        if starts:
            years[min(starts)] += opening
    return years


def possible(choice: Choice) -> bool:
    """Whether land, money and the order allow it."""
    for site, (acres, _, _) in SITES.items():
        if sum(CLUSTERS[name][3] for name, (where, _) in choice.items() if where == site) > acres:
            return False
    if "PACK" in choice and choice["PACK"][1] < choice.get("TEST", ("", 9))[1] + 1:
        return False
    paid = calls(choice)
    within = all(sum(paid[: year + 1]) <= 90 * (year + 1) + 1e-9 for year in range(6))
    return within and sum(paid) <= 240


def every_plan() -> list[Choice]:
    """All ways to place each cluster or leave it, whatever the limits say."""
    places = [None, *product(SITES, range(3))]
    return [
        {name: place for name, place in zip(CLUSTERS, picked, strict=True) if place is not None}
        for picked in product(places, repeat=len(CLUSTERS))
    ]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan of the example."""
    settings, sheets = rows("tiny")
    return solve({"Settings": settings, **sheets})


def test_the_plan_is_the_one_by_hand(plan: Plan) -> None:
    """Tests decisions and value: 145 + (4 x 16 - 55) + 120 - 10 = 264."""
    assert plan.value_musd == pytest.approx(264)
    chosen = {each.cluster: (each.site, each.period) for each in plan.decisions if each.funded}
    assert chosen == {"FIBER": ("NORTH", 0), "TEST": ("SOUTH", 1), "PACK": ("NORTH", 2)}


def test_no_other_plan_is_as_good(plan: Plan) -> None:
    """Tests the derivation by trying all 2,401 choices of place and year."""
    plans = every_plan()
    assert len(plans) == 7**4
    best, second = sorted((value(choice) for choice in plans if possible(choice)), reverse=True)[:2]
    assert best == pytest.approx(plan.value_musd)
    assert second == pytest.approx(263)


def test_what_binds(plan: Plan) -> None:
    """Tests the calls 90, 55 and 60, the full land at NORTH, and 35 of the pledge left."""
    assert plan.calls_musd["Pledge"] == pytest.approx((90, 55, 60, 0, 0, 0))
    binding = {(limit.name, limit.subject.split(" (")[0]) for limit in plan.limits if limit.binding}
    assert {("call_limit", "Pledge 2027"), ("site_supply", "NORTH land")} <= binding
    commitment = next(limit for limit in plan.limits if limit.name == "commitment_limit")
    assert commitment.slack == pytest.approx(35)


def test_the_waterfall_of_fiber(plan: Plan) -> None:
    """Tests the balance at 4 %: 80.00, 60.70, 40.63, 19.75, and 20.54 is repaid from 22.50."""
    assert plan.schedule is not None
    fiber = [plan.decisions[index].cluster for index in plan.funded].index("FIBER")
    balance = plan.schedule.balance_close[fiber]
    assert balance[:5] == pytest.approx([80, 60.7, 40.628, 19.75312, 0])
    assert plan.decisions[plan.funded[fiber]].recovery_years == 4
