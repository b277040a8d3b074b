"""Tests of plans that several sources pay for, and of pools."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.plan.source_state import beyond_pledge_musd, source_states

from .programs import SETTINGS, chosen, cluster, options, preparation, program, result, site, source


def shared(perspective: str = "Program") -> Plan:
    """A, 100 in 2027, is paid to 60 % by JPN and to 40 % by EXT; S costs 20, half each.

    A is worth 50, and -20 to JPN or -10 to EXT if one of them paid for everything.
    """
    made = program(
        [cluster("A")],
        [site("S", preparation_musd=20.0)],
        pledge=source(notice_business_days=0),
        further=(source("EXT", notice_business_days=45),),
        settings=replace(SETTINGS, perspective=perspective),
    )
    picked = options({(0, 0, 0): 50.0}, to_source=(-20.0, -10.0))
    decided = chosen(
        picked, [(0, 0, 0)], {0: 0}, shares=[(0.6, 0.4)], preparation_shares=(0.5, 0.5)
    )
    return build_plan(made, picked, preparation(made), result(30.0), decided)


def test_values_follow_the_shares() -> None:
    """Tests 50 - 20 = 30; JPN 0.6 x -20 - 10 = -22; EXT 0.4 x -10 - 10 = -14; the rest 66."""
    assert shared().values_musd == pytest.approx(
        {"program": 30.0, "united_states": 66.0, "japan": -22.0, "other": -14.0}
    )


def test_calls_follow_the_shares() -> None:
    """Tests 60 + 10 from JPN and 40 + 10 from EXT in 2027."""
    plan = shared()
    assert plan.calls_musd["JPN"][:2] == (70.0, 0.0)
    assert plan.calls_musd["EXT"][:2] == (50.0, 0.0)
    assert beyond_pledge_musd(plan) == 50.0
    jpn, ext = source_states(plan)
    assert (jpn.called_musd, jpn.preparation_musd, jpn.left_musd) == (70.0, 10.0, 9930.0)
    assert (ext.called_musd, ext.preparation_musd) == (50.0, 10.0)


def test_a_decision_says_who_pays_what() -> None:
    """Tests shares, calls and values by source; both get half of their part of 30 a year.

    JPN is owed 60 and has 0.6 x 15 = 9 a year: repaid in the seventh year of operation, 2034,
    seven years after the call. EXT likewise.
    """
    (a,) = shared().decisions
    assert a.shares == (0.6, 0.4)
    assert a.source_calls_musd == (60.0, 40.0)
    assert a.npv_source_musd == (-12.0, -4.0)
    assert a.npv_host_musd == 66.0
    assert (a.recovery_years, a.source_recovery_years) == (7.0, (7.0, 7.0))


def test_the_earliest_notice_counts() -> None:
    """Tests that EXT's 45 business days before 4 January 2027 count, not JPN's none.

    From Friday 1 January (a holiday) back: 22 business days in December 2026 (23 weekdays less
    Christmas), 19 in November (21 less the 11th and the 26th), leave 4 in October: the 27th.
    """
    assert shared().decisions[0].notice == date(2026, 10, 27)


def test_the_claim_names_the_sources() -> None:
    """Tests that shares of starts and of openings reach the audit by id."""
    claim = claim_of(shared())
    assert claim.shares == ({"JPN": 0.6, "EXT": 0.4},)
    assert claim.preparation_shares == ({"JPN": 0.5, "EXT": 0.5},)
    assert claim.figures[0].npv_source_musd == {"JPN": -12.0, "EXT": -4.0}
    assert claim.pools == {}


def test_a_claim_of_one_source_has_no_shares() -> None:
    """Tests that the only source is not named again at every start."""
    made = program([cluster("A")], [site("S")])
    picked = options({(0, 0, 0): 50.0})
    decided = chosen(picked, [(0, 0, 0)], {0: 0})
    claim = claim_of(build_plan(made, picked, preparation(made), result(50.0), decided))
    assert (claim.shares, claim.preparation_shares) == ((), ())


def pooled(perspective: str = "Program") -> Plan:
    """A pool pays 100 for A in 2027 and 20 for S; A earns 30 a year from 2028."""
    made = program(
        [cluster("A")],
        [site("S", preparation_musd=20.0)],
        pledge=source(vehicle="pooled"),
        settings=replace(SETTINGS, perspective=perspective),
        horizon_periods=11,
    )
    cash = (0.0, *[30.0] * 10)
    picked = options({(0, 0, 0): 200.0}, to_source=(-100.0,), cash=cash)
    decided = chosen(picked, [(0, 0, 0)], {0: 0})
    return build_plan(made, picked, preparation(made), result(180.0), decided)


def test_a_pool_repays_preparation_too() -> None:
    """Tests that 120 are repaid by 15 a year in eight years (2035), and 3 a year follow.

    Receipts: 120 + 2 x 3 = 126, so the pledge gains 6 and the host 180 - 6 = 174.
    """
    plan = pooled()
    (pool,) = source_states(plan)
    assert (pool.recovery_period, pool.recovery_years) == (8, 8.0)
    assert pool.recovery_date == date(2035, 12, 31)
    assert (pool.receipts_musd, pool.balance_musd) == (126.0, 0.0)
    assert plan.values_musd == pytest.approx(
        {"program": 180.0, "united_states": 174.0, "japan": 6.0, "other": 0.0}
    )
    assert pool.value_musd == pytest.approx(6.0)


def test_a_pool_is_claimed_line_by_line() -> None:
    """Tests the closing balance: 120, 105, 90 ... and that no cluster has a recovery."""
    claim = claim_of(pooled())
    assert claim.pools["JPN"]["balance_close"][:3] == (120.0, 105.0, 90.0)
    assert claim.pools["JPN"]["calls"][:2] == (120.0, 0.0)
    assert claim.figures[0].recovery_years == 0.0
    assert claim.figures[0].npv_source_musd == {"JPN": -100.0}


def test_the_perspective_of_a_pool_has_its_receipts() -> None:
    """Tests that Japan's objective is 6, not the -120 that clusters and site cost it."""
    assert pooled("Japan").value_musd == pytest.approx(6.0)
