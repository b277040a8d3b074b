"""The schedule of chosen options and their returns."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from optmodel.economics.returns import returns
from optmodel.economics.schedule import build_schedule
from optmodel.economics.types import Schedule
from optmodel.program.program import Program
from tests.economics.programs import calendar, cluster, fit, operator, program, site, source


def test_rows_stand_in_the_order_given():
    """Tests two clusters, one in two copies, in an order of the caller's own."""
    given = program(
        [
            cluster(id="A", copies=2),
            cluster(id="A", copy=2, copies=2),
            cluster(id="B", capex_musd=7.0),
        ],
        when=calendar(horizon=4, decisions=3),
    )
    found = build_schedule(given, [2, 1, 0], [0, 0, 0], [1, 2, 0])
    assert found.capex.tolist() == [[0, 7, 0, 0], [0, 0, 100, 0], [100, 0, 0, 0]]


def test_identities_of_the_hand_checkable_case():
    """Tests that the host has 30 - 15 in year 1 and 30 - 3 in year 10, and the sums agree."""
    found = build_schedule(program(), [0], [0], [0])
    assert found.host[0, [0, 1, 10]] == pytest.approx([0.0, 15.0, 27.0])
    assert found.source[0] == pytest.approx(found.receipts[0] - found.calls[0])
    assert found.host[0] + found.source[0] == pytest.approx(found.free_cash[0])
    assert float(found.receipts.sum()) == pytest.approx(124.91, abs=0.005)


def test_the_host_holds_what_is_drawn_early():
    """Tests 100 over two years drawn at the start: the host has +50, then -50.

    The source gives 100 in period 0; 50 of it is spent then, 50 in period 1. The balance is
    100 and 104 before the first cash of period 2: 108.16 - 15 = 93.16.
    """
    given = program(
        cluster(build_periods=2), pledge=source(draw="at start"), when=calendar(horizon=3)
    )
    found = build_schedule(given, [0], [0], [0])
    assert found.calls[0].tolist() == [100.0, 0.0, 0.0]
    assert found.host[0].tolist() == [50.0, -50.0, 15.0]
    assert found.balance_close[0] == pytest.approx([100.0, 104.0, 93.16])


def test_nothing_chosen_is_an_empty_schedule():
    """Tests that no options give arrays of (0, H) and empty returns."""
    found = build_schedule(program(), [], [], [])
    assert found.host.shape == (0, 11)
    assert returns(program(), [], [], found).irr_note == ()


def test_returns_of_three_years_of_building():
    """Tests 300 over three years from period 1, then 75 a year: 7.0 and 4.0 years.

    Discounted at 0 % it is the same. Japan called from period 1, operation from period 4.
    """
    given = program(
        cluster(capex_musd=300.0, build_periods=3, revenue_musd_year=75.0),
        pledge=source(deemed_rate=0.0),
        when=calendar(horizon=20, decisions=2),
    )
    schedule = build_schedule(given, [0], [0], [1])
    found = returns(given, [0], [1], schedule)
    assert found.payback_years[0] == pytest.approx(7.0)
    assert found.payback_from_operation_years[0] == pytest.approx(4.0)
    assert found.discounted_payback_years[0] == pytest.approx(7.0)
    assert found.discounted_payback_from_operation_years[0] == pytest.approx(4.0)
    assert (found.first_call[0], found.first_operation[0]) == (1, 4)
    # 37.5 a year repays 300 in eight years: periods 4 to 11, ten after the first call.
    assert (found.recovery_period[0], found.recovery_years[0]) == (11, 10.0)


def test_discounted_payback():
    """Tests 100 out, 60 a year at 10 %: 54.55 and 49.59, so 1 + 45.45 / 49.59 + 1 = 2.9167."""
    given = program(cluster(revenue_musd_year=60.0), when=calendar(horizon=4), discount_rate=0.1)
    found = returns(given, [0], [0], build_schedule(given, [0], [0], [0]))
    expected = 2 + (100 - 60 / 1.1) / (60 / 1.21)
    assert found.discounted_payback_years[0] == pytest.approx(expected, rel=1e-13)
    assert found.discounted_payback_from_operation_years[0] == pytest.approx(expected - 1)


def test_rate_of_return_and_its_notes():
    """Tests a plant that returns 10 %, and one whose cash turns twice.

    100, then 110 for a life of one year: 10 %. With 0 of revenue the cash never turns: none.
    """
    given = program(
        [
            cluster(id="A", revenue_musd_year=110.0, life_periods=1),
            cluster(id="B", revenue_musd_year=0.0),
        ],
        [site()],
        when=calendar(horizon=4),
    )
    found = returns(given, [0, 1], [0, 0], build_schedule(given, [0, 1], [0, 0], [0, 0]))
    assert found.irr[0] == pytest.approx(0.1)
    assert found.irr_note == ("", "none")
    assert np.isnan(found.irr[1])
    assert found.payback_years.tolist() == [pytest.approx(2 - 10 / 110), np.inf]
    assert found.recovery_period.tolist() == [-1, -1]


def shared() -> Program:
    """The plain cluster; JPN, a bank that has all until repaid, and a pool drawn at the start."""
    bank = source(id="BNK", share_before=1.0, share_after=0.0)
    pool = source(id="POOL", vehicle="pooled", draw="at start")
    return program(cluster(build_periods=2), others=[bank, pool], when=calendar(horizon=12))


def test_everything_is_in_proportion_to_the_part_that_each_pays():
    """Tests that a quarter and three quarters give a quarter and three quarters of every line."""
    lines = {
        who: build_schedule(shared(), [0], [0], [0], shares=np.array([part]))
        for who, part in {"JPN": [1, 0, 0], "BNK": [0, 1, 0], "both": [0.25, 0.75, 0]}.items()
    }
    for line in fields(Schedule):
        first, second, both = (getattr(lines[who], line.name) for who in ("JPN", "BNK", "both"))
        assert both == pytest.approx(0.25 * first + 0.75 * second, rel=1e-13, abs=1e-12)


def test_of_a_pool_only_the_calls_are_here():
    """Tests 40 % by the pool: 40 called at once beside 30 and 30, and none of its receipts."""
    found = build_schedule(shared(), [0], [0], [0], shares=np.array([[0.6, 0.0, 0.4]]))
    alone = build_schedule(shared(), [0], [0], [0])
    assert found.calls[0, :2].tolist() == [70.0, 30.0]
    assert found.pooled_calls[0, :2].tolist() == [40.0, 0.0]
    assert found.receipts == pytest.approx(0.6 * alone.receipts)
    assert found.source == pytest.approx(found.receipts - found.calls)
    assert found.host == pytest.approx(found.free_cash - found.source)
    assert found.distributable.tolist() == alone.distributable.tolist()
    own_calls = found.calls - found.pooled_calls
    closing = found.balance_open + found.interest + own_calls - found.receipts_before
    assert closing == pytest.approx(found.balance_close)


def test_operators_cost_more():
    """Tests a cluster with ACME at 20 more of capex and one without an operator."""
    given = program([cluster(id="A", fits=(fit("ACME", 20.0),)), cluster(id="B")])
    given = replace(given, operators=(operator("BETA"), operator("ACME")))
    found = build_schedule(given, [1, 0], [0, 0], [0, 0], operators=[-1, 1])
    assert found.capex[:, 0].tolist() == [100.0, 120.0]


def test_recovery_of_each_source_whatever_part_it_pays():
    """Tests 50 and 102 owed at 4 %, then 30 a year: to a bank all of it, to JPN half.

    The bank: 106.08 - 30 = 76.08, 49.12, 21.09, 0 in period 5. JPN: 91.08, 79.72, 67.91, 55.63,
    42.85, 29.57, 15.75, 1.38, 0 in period 10. The pool has no recovery for one cluster.
    """
    given = shared()
    rows = np.array([[0.0, 0.5, 0.5], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])
    schedule = build_schedule(given, [0] * 3, [0] * 3, [0] * 3, shares=rows)
    found = returns(given, [0] * 3, [0] * 3, schedule, shares=rows)
    assert found.source_recovery_years.tolist() == [[10.0, 5.0, 0.0]] * 3
    assert found.source_recovery_period.tolist() == [[10, 5, -1]] * 3
    # The first source with vehicles of its own that pays a part: bank, JPN, none.
    assert found.recovery_years.tolist() == [5.0, 10.0, 0.0]
    assert found.recovery_period.tolist() == [5, 10, -1]
    assert found.first_call.tolist() == [0, 0, 0]
