"""Tests of the plan that follows from the chosen options."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.program.program import Program

from .programs import SETTINGS, chosen, cluster, options, preparation, program, result, site, source


def two_clusters(perspective: str = "Program", *, pays_preparation: bool = True) -> Plan:
    """B stands at S from 2028, opened in 2027 for 20 over one period; A is left out.

    The program's rows are sorted A, B; the sheet has B first. B is worth 50, of which half is
    the source's.
    """
    made: Program = replace(
        program(
            [cluster("A"), cluster("B")],
            [site("R"), site("S", preparation_musd=20.0, preparation_periods=1)],
            settings=replace(SETTINGS, perspective=perspective),
            pledge=source(pays_preparation=pays_preparation, notice_business_days=45),
        ),
        cluster_order=("B", "A"),
    )
    picked = options({(0, 0, 0): -7.0, (1, 1, 1): 50.0}, source_part=0.5)
    paid = (1.0,) if pays_preparation else (0.0,)
    decided = chosen(picked, [(1, 1, 1)], {1: 0}, preparation_shares=paid)
    return build_plan(made, picked, preparation(made), result(30.0), decided)


def test_decisions_stand_in_the_order_of_the_sheet() -> None:
    """Tests that B comes first, with its dates; A follows with its reason."""
    plan = two_clusters()
    b, a = plan.decisions
    assert (b.cluster, b.funded, b.site, b.period) == ("B", True, "S", 1)
    assert (b.start, b.operation) == (date(2028, 1, 1), date(2029, 1, 1))
    assert (a.cluster, a.funded, a.rule) == ("A", False, "value")
    assert plan.funded == (0,)
    assert plan.openings[0].clusters == (0,)


def test_notice_is_counted_back_from_the_first_call() -> None:
    """Tests that the money of 2028 is due on Monday 3 January 2028.

    45 business days before: 21 in December 2027 (23 weekdays less Christmas, observed on the
    24th, and New Year's Day, observed on the 31st), 20 in November (22 less the 11th and the
    25th), leave 4 in October: the 26th.
    """
    assert two_clusters().decisions[0].notice == date(2027, 10, 26)


def test_figures_of_a_funded_cluster() -> None:
    """Tests 100 spent in 2028, then 30 a year: paid back 4 1/3 years after the first spend.

    The source gets 15 a year until its 100 are repaid: in the seventh year of operation (2035),
    seven years after the call.
    """
    b = two_clusters().decisions[0]
    assert (b.capex_musd, b.calls_musd, b.npv_musd) == (100.0, 100.0, 50.0)
    assert b.payback_years == pytest.approx(1.0 + 100.0 / 30.0)
    assert b.payback_from_operation_years == pytest.approx(100.0 / 30.0)
    assert (b.recovery_period, b.recovery_years) == (8, 7.0)
    assert b.recovery_date == date(2035, 12, 31)


def test_payback_is_measured_as_the_settings_say() -> None:
    """Tests that, from first operation, the headline payback is 3 1/3 years."""
    made = program(
        [cluster("A")], [site("S")], settings=replace(SETTINGS, payback_from="first operation")
    )
    picked = options({(0, 0, 0): 50.0})
    plan = build_plan(
        made, picked, preparation(made), result(50.0), chosen(picked, [(0, 0, 0)], {0: 0})
    )
    assert plan.decisions[0].payback_years == pytest.approx(100.0 / 30.0)


def test_calls_include_site_preparation() -> None:
    """Tests 20 in 2027 for the site and 100 in 2028 for the cluster."""
    assert two_clusters().calls_musd["JPN"][:3] == (20.0, 100.0, 0.0)


@pytest.mark.parametrize(
    ("pays", "values"),
    [
        (True, {"program": 30.0, "united_states": 25.0, "japan": 5.0, "other": 0.0}),
        (False, {"program": 30.0, "united_states": 5.0, "japan": 25.0, "other": 0.0}),
    ],
)
def test_whoever_prepares_the_site_bears_it(pays: bool, values: dict[str, float]) -> None:
    """Tests that 25 + 25 less 20 for the site is 30, whoever pays."""
    assert two_clusters(pays_preparation=pays).values_musd == values


@pytest.mark.parametrize(
    ("perspective", "value"), [("Program", 30.0), ("United States", 25.0), ("Japan", 5.0)]
)
def test_value_is_the_perspective_s(perspective: str, value: float) -> None:
    """Tests that the objective is the figure of the chosen party."""
    assert two_clusters(perspective).value_musd == value


def test_nothing_funded_is_a_plan() -> None:
    """Tests that a plan without clusters has value 0, no schedule and a reason for each."""
    made = program([cluster("A")], [site("S")])
    picked = options({(0, 0, 0): -1.0})
    plan = build_plan(made, picked, preparation(made), result(0.0), chosen(picked, [], {}))
    assert (plan.value_musd, plan.schedule, plan.funded) == (0.0, None, ())
    assert plan.decisions[0].reason.startswith("lowers the value by at least 1 USD m")
    assert (plan.status, plan.gap, plan.gap_musd) == ("optimal", 0.0, 0.0)


def test_the_gap_is_measured_from_the_recomputed_value() -> None:
    """Tests that a bound of 45 over a value of 30 leaves 15, or half."""
    plan = two_clusters()
    assert (plan.gap_musd, plan.gap) == (0.0, 0.0)
    wider = replace(plan, search=result(30.0, bound=45.0))
    assert (wider.status, wider.gap_musd, wider.gap) == ("feasible", 15.0, 0.5)


def test_the_claim_says_the_same_in_words() -> None:
    """Tests that ids, periods, figures and cash lines reach the audit unchanged."""
    claim = claim_of(two_clusters())
    assert [(s.cluster, s.copy, s.site, s.period) for s in claim.starts] == [("B", 1, "S", 1)]
    assert [(o.site, o.period) for o in claim.openings] == [("S", 0)]
    assert (claim.value, claim.bound) == (30.0, 30.0)
    (figures,) = claim.figures
    assert (figures.npv_musd, figures.npv_host_musd) == (50.0, 25.0)
    assert figures.npv_source_musd == {"JPN": 25.0}
    assert figures.lines["capex"][:3] == (0.0, 100.0, 0.0)
    assert len(figures.lines["host"]) == 10


def test_a_plan_as_tables() -> None:
    """Tests that the tables of a plan have one row per cluster, site, period and limit."""
    tables = two_clusters().tables()
    assert tables["clusters"]["cluster"].tolist() == ["B", "A"]
    assert tables["sites"]["site"].tolist() == ["R", "S"]
    assert tables["calls"]["call"].sum() == 120.0
    assert "commitment_limit" in tables["limits"]["name"].tolist()


def test_an_opening_has_its_period_and_its_spending() -> None:
    """Tests that S, opened in 2028, is prepared for 20 in that year."""
    made = program([cluster("A")], [site("S", preparation_musd=20.0)])
    picked = options({(0, 0, 2): 50.0})
    decided = chosen(picked, [(0, 0, 2)], {0: 1})
    (opening,) = build_plan(made, picked, preparation(made), result(30.0), decided).openings
    assert (opening.site, opening.period, opening.start) == ("S", 1, date(2028, 1, 1))
    assert opening.preparation_musd[:3] == (0.0, 20.0, 0.0)
