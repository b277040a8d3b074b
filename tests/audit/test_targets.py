"""What targets measure and what missing them costs, against sums made by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.verdict import Verdict

from .test_planted_plans import year
from .workbooks import cluster, external, opening, site, start, tables_of

FIB, CAB = start("FIB"), start("CAB", 1, "INL")
SHARES = {FIB: {"JPN": 0.25, "EXT": 0.75}, CAB: {"JPN": 1.0}}


def judge(target: Mapping[str, object], vehicle: str = "cluster") -> Verdict:
    """A plan of two clusters under one target.

    FIB (glass, in Tennessee) costs 100 in period 0 and has 60 a year from period 1 on: worth
    5 x 60 - 100 = 200. CAB (metal, in Idaho) costs 100 in period 1 and in period 2 and has 60 a
    year from period 3 on: worth 3 x 60 - 200 = -20. External capital pays three quarters of FIB and
    has a fifth of its cash.
    """
    tables = tables_of(
        {},
        [
            cluster("FIB", Sector="Glass", Product="fiber", Jobs=30, **{"Output (units/year)": 5}),
            cluster("CAB", 200, 2, Sector="Metal", Jobs=70, **{"Output (units/year)": 8}),
        ],
        [site("ORR", State="TN"), site("INL", State="ID")],
        ({}, external(**{"Share before recovery": 0.2, "Vehicle": vehicle})),
        Targets=[{"Sense": "at least", "Amount": 1, **target}],
    )
    return evaluate(tables, [FIB, CAB], [opening(), opening("INL")], SHARES)


@pytest.mark.parametrize(
    ("metric", "filters", "by", "actual"),
    [
        ("clusters", {}, 2027, 1),
        ("clusters", {}, 2028, 2),
        ("clusters", {"sector": "Glass"}, None, 1),
        ("clusters", {"source": "JPN"}, None, 1.25),
        ("jobs", {}, 2027, 0),
        ("jobs", {}, 2028, 30),
        ("jobs", {}, 2029, 30),
        ("jobs", {}, 2030, 100),
        ("jobs", {}, 2055, 100),
        ("jobs", {"source": "EXT"}, None, 22.5),
        ("output", {"product": "fiber"}, None, 5),
        ("output", {"site": "INL"}, None, 8),
        ("capex", {}, 2027, 100),
        ("capex", {}, 2028, 200),
        ("capex", {}, None, 300),
        ("capex", {"state": "ID"}, 2028, 100),
        ("capex", {"source": "EXT"}, None, 75),
        ("value", {}, 2027, 200),
        ("value", {}, None, 180),
        ("value", {"state": "ID"}, None, -20),
        ("receipts", {"source": "EXT"}, 2027, 0),
        ("receipts", {"source": "EXT"}, 2029, 0.75 * 0.2 * 120),
        ("receipts", {}, None, 0),
        ("receipts", {"source": None}, None, 0),
    ],
)
def test_metric_by_a_date(metric: str, filters: dict, by: int | None, actual: float) -> None:
    """Tests every metric over filters and dates; blank = the end, receipts the first source's."""
    target: dict[str, object] = {"Metric": metric, "By": None if by is None else year(by)}
    for kind, wanted in filters.items():
        target |= {"Filter by": kind, "Filter": wanted}
    (result,) = judge(target).targets
    assert result.actual == pytest.approx(actual)


@pytest.mark.parametrize("vehicle", ["cluster", "pooled"])
def test_receipts_are_held_against_calls(vehicle: str) -> None:
    """Tests that external capital has 9 a year on 75 called: 45 of 37.5 by the end.

    By period 2 it has 18 of the 37.5 asked for and lacks 19.5; a price of 2 makes that 39. A pool
    of one cluster is the same.
    """
    asked = {"Metric": "receipts", "Filter by": "source", "Filter": "EXT", "Amount": 0.5}
    (end,) = judge(asked, vehicle).targets
    assert (end.actual, end.limit, end.missed) == pytest.approx((45, 37.5, 0))
    verdict = judge({**asked, "By": year(2029), "Strength": 2}, vehicle)
    assert verdict.targets[0].missed == pytest.approx(19.5)
    assert verdict.penalty_musd == pytest.approx(39)


@pytest.mark.parametrize(("sense", "missed"), [("at least", 20), ("at most", 0)])
def test_share_of_the_metric_without_the_filter(sense: str, missed: float) -> None:
    """Tests 60 % of capex in Idaho by period 1: of the 200 spent that is 120, and it has 100."""
    target = {
        "Metric": "capex",
        "Filter by": "state",
        "Filter": "ID",
        "Sense": sense,
        "Amount": 0.6,
        "Amount is": "share",
        "By": year(2028),
        "Strength": 1,
    }
    (result,) = judge(target).targets
    assert (result.actual, result.limit) == pytest.approx((100, 120))
    assert result.missed == pytest.approx(missed)


def test_price_lowers_the_value_and_no_party_s() -> None:
    """Tests that 150 jobs asked for and 100 there cost 50 x 0.5 = 25; parties keep their values.

    The program is worth 200 - 20 = 180, the plan 155.
    """
    verdict = judge({"Metric": "jobs", "Amount": 150, "Strength": 0.5})
    assert verdict.feasible
    assert verdict.penalty_musd == pytest.approx(25)
    assert verdict.values["program"] == pytest.approx(180)
    assert verdict.value == pytest.approx(155)


def test_target_that_must_be_met_has_no_price() -> None:
    """Tests that the same target as a rule is broken and costs nothing."""
    verdict = judge({"Metric": "jobs", "Amount": 150, "Strength": "must"})
    assert [broken.excess for broken in verdict.violations] == [50]
    assert verdict.penalty_musd == 0
    assert verdict.value == pytest.approx(180)
