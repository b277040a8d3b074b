"""Several sources: who may pay for a start, and what each would have of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.economics.options import build_options
from optmodel.economics.perspective import share_values
from optmodel.economics.types import Exclusion, Options
from optmodel.program.program import CallLimit, Cluster, Program, Source
from tests.economics.programs import calendar, cluster, program, source, target

WHEN = calendar(horizon=8, decisions=4)
"""Starts in 2027 to 2030, horizon to 2034."""


def paid_by(*sources: Source, plant: Cluster | None = None) -> Program:
    """The plain cluster, or another one, with these sources."""
    return program(plant or cluster(), pledge=sources[0], others=sources[1:], when=WHEN)


def bank(**terms: object) -> Source:
    """A second source: 6 % deemed, all of it until repaid, nothing after."""
    base = {
        "id": "BNK",
        "share_before": 1.0,
        "share_after": 0.0,
        "deemed_rate": 0.06,
        "cells": {
            "Last commitment": "Funding!E6",
            "First call": "Funding!F6",
            "Commitment (USD m)": "Funding!C6",
            "Recovery target (years)": "Funding!O6",
        },
    }
    return source(**base | terms)


def out(options: Options) -> list[tuple[int, int, str, str]]:
    """First, last, rule and reason of every exclusion."""
    return [(one.first, one.last, one.rule, one.reason) for one in options.excluded]


def test_each_source_as_if_it_paid_for_everything():
    """Tests 100 out, 50 a year for two years to a bank at 0 %: half of each, then all.

    The first takes half until 100 is repaid in the fourth year, then a tenth: 4 * 25 + 3 * 5.
    The bank takes all until then, in the second year: 100. In all -100 + 7 * 50 = 250.
    """
    plant = cluster(revenue_musd_year=50.0, latest_start=0)
    found = build_options(paid_by(source(deemed_rate=0.0), bank(deemed_rate=0.0), plant=plant))
    assert found.npv_source_musd.tolist() == [[15.0, 0.0]]
    assert found.recovery_years.tolist() == [[4.0, 2.0]]
    assert found.payable.tolist() == [[True, True]]
    assert found.npv_musd.tolist() == [250.0]
    assert out(found) == [(1, 3, "start_window", "its latest start is 2027")]


def test_a_start_that_one_source_may_pay_for_is_an_option():
    """Tests a first source that commits until 2028 and a bank from 2028: one, both, the other."""
    found = build_options(paid_by(source(last_start=1), bank(first_call=1)))
    assert found.payable.tolist() == [[True, False], [True, True], [False, True], [False, True]]
    assert found.excluded == ()


def test_the_rule_that_leaves_too_little_is_the_reason():
    """Tests the first up to 60 % and until 2028, the bank up to 50 % and from 2028.

    In 2027 the bank's first call leaves 60 %, from 2029 the first's last commitment 50 %.
    """
    terms = (source(last_start=1, maximum_share=0.6), bank(first_call=1, maximum_share=0.5))
    found = build_options(paid_by(*terms))
    assert found.start.tolist() == [1]
    beside = ", and what others may pay is not enough"
    words = "it needs money before the first call on BNK, 2028" + beside
    assert found.excluded == (
        Exclusion(0, -1, 0, 0, "first_call", words, "Funding!F6"),
        Exclusion(0, -1, 2, 3, "last_commitment", "JPN commits nothing after None" + beside),
    )


def test_shares_that_add_up_to_the_digit():
    """Tests ten sources of a tenth each, which floats leave short of 1."""
    tenths = [source(id=f"S{i}", maximum_share=0.1) for i in range(10)]
    assert build_options(paid_by(*tenths)).start.tolist() == [0, 1, 2, 3]


def test_a_source_that_may_pay_nothing_does_not_pay():
    """Tests a maximum share of 0."""
    found = build_options(paid_by(source(), bank(maximum_share=0.0)))
    assert found.payable.tolist() == [[True, False]] * 4


def test_money_drawn_at_the_start_falls_into_another_window():
    """Tests two build years from 2030 and last calls in 2030: only what is drawn at once can."""
    plant = cluster(build_periods=2, earliest_start=3)
    found = build_options(
        paid_by(source(last_call=3), bank(last_call=3, draw="at start"), plant=plant)
    )
    assert found.start.tolist() == [3]
    assert found.payable.tolist() == [[False, True]]
    assert found.capital_steps_musd.tolist() == [[50.0, 50.0]]


@pytest.mark.parametrize(
    ("limit", "rule"),
    [
        ({"commitment_musd": 90.0}, "commitment_limit"),
        ({"call_limits": (CallLimit(0, 90.0, False, "Funding calls!C5"),)}, "call_limit"),
    ],
)
def test_limits_exclude_alone_only_where_one_source_has_to_pay_all(limit, rule):
    """Tests 100 against 90 of a bank, from 2029 on alone; before that another source shares."""
    found = build_options(paid_by(source(last_start=1), bank(**limit)))
    assert found.start.tolist() == [0, 1]
    assert [one[:3] for one in out(found)] == [(2, 3, rule)]
    assert "BNK" in out(found)[0][3]


def test_limits_exclude_where_the_others_recover_too_late():
    """Tests the hand-checkable case, 8 years to recovery against 7, beside a bank with 90."""
    late = source(recovery_target_years=7.0, recovery_rule="required")
    given = program(pledge=late, others=[bank(commitment_musd=90.0)], when=calendar())
    assert [one.rule for one in build_options(given).excluded] == ["commitment_limit"]


def test_a_source_that_recovers_too_late_does_not_pay():
    """Tests a target of 5 years: JPN at half of 30 a year takes 8, the bank at all of it 4."""
    target_of_five = {"recovery_target_years": 5.0, "recovery_rule": "required"}
    terms = (source(**target_of_five), bank(**target_of_five))
    given = program(pledge=terms[0], others=terms[1:], when=calendar())
    found = build_options(given)
    assert found.recovery_years.tolist() == [[8.0, 4.0]]
    assert found.payable.tolist() == [[False, True]]
    half = program(pledge=terms[0], others=[replace(terms[1], maximum_share=0.5)], when=calendar())
    words = "the recovery of JPN is 8 years, the target is 5 years"
    words += ", and what others may pay is not enough"
    assert out(build_options(half)) == [(0, 0, "source_recovery", words)]


def test_a_pooled_source_has_its_calls_and_no_recovery():
    """Tests 100 called in 2027, and cash of 30 a year for its pool; a target excludes nothing."""
    pooled = bank(vehicle="pooled", recovery_target_years=1.0, recovery_rule="required")
    found = build_options(paid_by(source(), pooled, plant=cluster(latest_start=0)))
    assert found.npv_source_musd[0, 1] == -100.0
    assert found.recovery_years[0, 1] == 0.0
    assert found.payable.tolist() == [[True, True]]
    assert found.operating_cash_musd.tolist() == [[0.0] + [30.0] * 7]


def test_cash_is_listed_for_pools_alone():
    """Tests that without a pooled source there is no cash by period."""
    assert build_options(paid_by(source(), bank())).operating_cash_musd.shape == (4, 0)


def test_receipts_by_a_date():
    """Tests half of 30 a year from 2028: 45 to JPN by 2030, 90 to the bank; none to a pool."""
    targets = (
        target("jobs", 3),
        target("receipts", 3, "source", "BNK"),
        target("receipts", 3, "source", "JPN"),
        target("receipts", 7, "source", "POOL"),
    )
    pool = bank(id="POOL", vehicle="pooled")
    given = replace(paid_by(source(), bank(), pool), targets=targets)
    found = build_options(given)
    assert found.receipts_by_musd[0].tolist() == pytest.approx([90.0, 45.0, 0.0])


def test_values_to_each_perspective():
    """Tests 250 in all, of which JPN has 15 and the bank 0 if either paid for everything.

    Japan counts what JPN has, the United States what the source that pays leaves.
    """
    plant = cluster(revenue_musd_year=50.0, latest_start=0)
    given = paid_by(source(deemed_rate=0.0), bank(deemed_rate=0.0), plant=plant)
    found = build_options(given)
    by_view = {
        view: share_values(
            replace(given, settings=replace(given.settings, perspective=view)), found
        ).tolist()
        for view in ("Program", "United States", "Japan")
    }
    assert by_view == {
        "Program": [[250.0, 250.0]],
        "United States": [[235.0, 250.0]],
        "Japan": [[15.0, 0.0]],
    }
