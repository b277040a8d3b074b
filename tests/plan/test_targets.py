"""Tests of targets and synergies in a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.program.policy import Synergy, Target

from .programs import SETTINGS, chosen, cluster, options, preparation, program, result, site, source


def target(metric: str, amount: float, **over: Any) -> Target:
    """A target over everything by the end of 2036, at least the amount."""
    base: dict[str, Any] = {
        "filter_by": "all", "filter": "", "sense": "at least", "by_period": 9, "is_share": False,
        "price_musd": None, "cell": "Targets!E5",
    }  # fmt: skip
    return Target(metric=metric, amount=amount, **base | over)


def planned(*targets: Target, perspective: str = "Program", synergies: Any = ()) -> Plan:
    """A (10 jobs, Ohio) starts in 2027 and B (30 jobs, Texas) in 2028; 100 each, worth 50 and 70.

    Both are built in one period.
    """
    made = program(
        [
            cluster("A", jobs=10.0, sector="Fiber", output_year=5.0, output_unit="km"),
            cluster("B", jobs=30.0, sector="Energy"),
        ],
        [site("R", state="Ohio"), site("S", state="Texas")],
        targets=targets,
        synergies=synergies,
        settings=replace(SETTINGS, perspective=perspective),
    )
    keys = [(0, 0, 0), (1, 1, 1)]
    picked = options({keys[0]: 50.0, keys[1]: 70.0})
    decided = chosen(picked, keys, {0: 0, 1: 0})
    return build_plan(made, picked, preparation(made), result(120.0), decided)


@pytest.mark.parametrize(
    ("wanted", "actual", "required", "unit"),
    [
        (target("clusters", 1, by_period=0), 1.0, 1.0, "clusters"),
        (target("jobs", 40, by_period=1), 10.0, 40.0, "jobs"),
        (target("jobs", 40, by_period=2), 40.0, 40.0, "jobs"),
        (target("output", 4), 5.0, 4.0, "km/year"),
        (target("capex", 250, by_period=0), 100.0, 250.0, "USD m"),
        (target("value", 100), 120.0, 100.0, "USD m"),
        (target("jobs", 5, filter_by="state", filter="Ohio"), 10.0, 5.0, "jobs"),
        (target("jobs", 0.5, filter_by="sector", filter="Energy", is_share=True), 30.0, 20.0,
         "jobs"),
    ],
)  # fmt: skip
def test_a_metric_by_its_date(wanted: Target, actual: float, required: float, unit: str) -> None:
    """Tests jobs and output from operation, capex as spent, clusters and value from the start."""
    (state,) = planned(wanted).targets
    assert (state.actual, state.required, state.unit) == (actual, required, unit)


def test_a_must_is_a_limit() -> None:
    """Tests that 40 jobs against at least 30 leave 10, and the words for it."""
    wanted = target("jobs", 30, filter_by="state", filter="Texas", by_period=2)
    (limit,) = (limit for limit in planned(wanted).limits if limit.name == "target")
    assert (limit.subject, limit.used, limit.limit) == ("jobs of state Texas by 2029", 30.0, 30.0)
    assert (limit.sense, limit.cell) == ("at least", "Targets!E5")


def test_a_price_lowers_the_objective_and_no_party() -> None:
    """Tests 10 of 50 jobs missed at 0.5 each: 120 - 5 = 115, and the parties keep 120."""
    plan = planned(target("jobs", 50, price_musd=0.5))
    assert (plan.targets[0].missed, plan.penalty_musd) == (10.0, 5.0)
    assert (plan.value_musd, plan.values_musd["program"]) == (115.0, 120.0)
    assert claim_of(plan).penalty_musd == 5.0
    assert not [limit for limit in plan.limits if limit.name == "target"]


def test_at_most_is_missed_from_above() -> None:
    """Tests that two clusters are one more than at most one, and 40 % of jobs at most, 25 % are."""
    over = target("clusters", 1, sense="at most", price_musd=2.0)
    under = target(
        "jobs", 0.4, sense="at most", is_share=True, filter_by="site", filter="R", price_musd=2.0
    )
    plan = planned(over, under)
    assert [state.missed for state in plan.targets] == [1.0, 0.0]


def test_a_source_counts_with_its_share() -> None:
    """Tests that EXT, which pays 30 %, has 3 of the 10 jobs of A."""
    wanted = target("jobs", 3, filter_by="source", filter="EXT")
    made = program(
        [cluster("A", jobs=10.0)], [site("S")], further=(source("EXT"),), targets=(wanted,)
    )
    picked = options({(0, 0, 0): 50.0}, to_source=(0.0, 0.0))
    decided = chosen(picked, [(0, 0, 0)], {0: 0}, shares=[(0.7, 0.3)])
    plan = build_plan(made, picked, preparation(made), result(50.0), decided)
    assert plan.targets[0].actual == pytest.approx(3.0)


def test_receipts_are_held_against_calls() -> None:
    """Tests 80 received by the date against half of 100 called and 20 for the site: 60."""
    wanted = target("receipts", 0.5, filter_by="source", filter="JPN", is_share=True)
    made = program([cluster("A")], [site("S", preparation_musd=20.0)], targets=(wanted,))
    picked = options({(0, 0, 0): 50.0})
    picked = replace(picked, receipts_by_musd=picked.npv_musd[:, None] + 30.0)
    decided = chosen(picked, [(0, 0, 0)], {0: 0})
    (state,) = build_plan(made, picked, preparation(made), result(30.0), decided).targets
    assert (state.actual, state.whole, state.required, state.missed) == (80.0, 120.0, 60.0, 0.0)
    assert state.subject == "receipts of source JPN by 2036 (50.0% of its calls)"


def together(perspective: str) -> Plan:
    """A from 2027 and B from 2028 at one site gain 3 a year, and 8 once."""
    made = program(
        [cluster("A"), cluster("B")],
        [site("S")],
        synergies=(Synergy("A", "B", 3.0, 8.0, "Synergies!A5"),),
        settings=replace(SETTINGS, perspective=perspective),
    )
    keys = [(0, 0, 0), (1, 0, 1)]
    picked = options(dict.fromkeys(keys, 50.0), source_part=0.5)
    decided = chosen(picked, keys, {0: 0})
    return build_plan(made, picked, preparation(made), result(100.0), decided)


def test_a_synergy_counts_while_both_operate() -> None:
    """Tests that both operate from 2029: 3 in each of eight years, and 8 saved in 2028: 32."""
    (made,) = together("Program").synergies
    assert made.benefit_musd == (0.0, 0.0, *[3.0] * 8)
    assert made.saving_musd == (0.0, 8.0, *[0.0] * 8)
    assert made.value_musd == 32.0


@pytest.mark.parametrize(
    ("perspective", "value"), [("Program", 132.0), ("United States", 82.0), ("Japan", 50.0)]
)
def test_a_synergy_is_the_program_s_and_the_host_s(perspective: str, value: float) -> None:
    """Tests 100 + 32 for the program, 50 + 32 for the host, 50 for Japan."""
    plan = together(perspective)
    assert plan.value_musd == value
    assert (plan.synergy_musd, claim_of(plan).synergy_musd) == (32.0, 32.0)
