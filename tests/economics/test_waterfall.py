"""The pledge's waterfall, to the cent."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.economics.recovery import first_called, recovery
from optmodel.economics.waterfall import Waterfall, waterfall
from tests.economics.programs import calendar, source


def split(calls: list[float], cash: list[float], operation: int = 1, **terms: object) -> Waterfall:
    """The waterfall of one option in yearly periods."""
    return waterfall(
        source(**terms),
        np.array([calls]),
        np.array([cash]),
        np.array([operation]),
        calendar(horizon=len(calls)),
    )


def test_the_hand_checkable_case():
    """Tests 100 drawn, 4 % a year, 30 a year: the flip in year 8.

    Each of years 1 to 7 the balance grows by 4 % and 15 repays it: 104 - 15 = 89.00,
    92.56 - 15 = 77.56, and so on to 13.12. In year 8 the need is 13.12 * 1.04 = 13.64, which
    takes 27.29 of cash at one half; of the other 2.71 the source has a tenth: 13.64 + 0.27 =
    13.91. In years 9 and 10 it has 3 of 30. Together 7 * 15 + 13.91 + 6 = 124.91 of 300.
    """
    found = split([100.0] + [0.0] * 10, [0.0] + [30.0] * 10)
    balances = [100.0, 89.00, 77.56, 65.66, 53.29, 40.42, 27.04, 13.12, 0.0, 0.0, 0.0]
    receipts = [0.0] + [15.0] * 7 + [13.91, 3.0, 3.0]
    assert np.round(found.balance_close[0], 2).tolist() == balances
    assert np.round(found.receipts[0], 2).tolist() == receipts
    host = found.distributable[0] - found.receipts[0]
    assert np.round(host, 2).tolist() == [0.0] + [15.0] * 7 + [16.09, 27.0, 27.0]
    assert round(float(found.receipts.sum()), 2) == 124.91
    assert round(float(host.sum()), 2) == 175.09
    assert found.source[0, 0] == -100.0


def test_recovery_of_the_hand_checkable_case():
    """Tests that the flip in period 8 is 8 years after the call in period 0."""
    when = calendar(horizon=11)
    calls = np.array([[100.0] + [0.0] * 10])
    found = split([100.0] + [0.0] * 10, [0.0] + [30.0] * 10)
    period, years = recovery(calls, found.balance_close, when)
    assert (period.tolist(), years.tolist()) == ([8], [8.0])


def test_cash_that_repays_exactly_leaves_nothing_at_the_second_share():
    """Tests that a need of 50 at one half takes all of 100."""
    found = split([50.0, 0.0], [0.0, 100.0], deemed_rate=0.0)
    assert found.receipts_before[0].tolist() == [0.0, 50.0]
    assert found.receipts_after[0].tolist() == [0.0, 0.0]
    assert found.balance_close[0].tolist() == [50.0, 0.0]


def test_interest_from_operation_waits_for_it():
    """Tests 100 called, operating from period 2: 100, 100, then 104 - 15 = 89."""
    found = split([100.0, 0.0, 0.0], [0.0, 0.0, 30.0], operation=2, interest_from="operation")
    assert found.interest[0] == pytest.approx([0.0, 0.0, 4.0])
    assert found.balance_close[0] == pytest.approx([100.0, 100.0, 89.0])


def test_interest_from_the_call_accrues_during_the_build():
    """Tests 100 called, operating from period 2: 100, 104, then 108.16 - 15 = 93.16."""
    found = split([100.0, 0.0, 0.0], [0.0, 0.0, 30.0], operation=2)
    assert found.balance_close[0] == pytest.approx([100.0, 104.0, 93.16])


def test_losses_are_made_good_before_anything_is_shared():
    """Tests -20, 10, 30, 30 of cash: 20 carried, then 10, then 20 and 30 can be shared."""
    found = split([0.0] * 4, [-20.0, 10.0, 30.0, 30.0])
    assert found.carried_loss[0].tolist() == [20.0, 10.0, 0.0, 0.0]
    assert found.distributable[0].tolist() == [0.0, 0.0, 20.0, 30.0]


def test_nothing_owed_is_shared_at_the_second_share():
    """Tests that without a call the source has a tenth of 30 from the first year."""
    found = split([0.0, 0.0], [30.0, 30.0], operation=0)
    assert found.receipts[0].tolist() == [3.0, 3.0]
    assert found.receipts_before[0].tolist() == [0.0, 0.0]


def test_a_later_call_opens_the_balance_again():
    """Tests a call of 10 repaid at once, and another of 10 repaid two years later.

    Without interest and with 10 of cash a year: 10 - 5, 0; then 10 - 5, 0 in period 4. The last
    recovery counts: 4 years from the first call.
    """
    calls = [10.0, 0.0, 0.0, 10.0, 0.0, 0.0]
    found = split(calls, [10.0] * 6, operation=0, deemed_rate=0.0)
    assert found.balance_close[0].tolist() == [5.0, 0.0, 0.0, 5.0, 0.0, 0.0]
    assert found.receipts[0].tolist() == [5.0, 5.0, 1.0, 5.0, 5.0, 1.0]
    period, years = recovery(np.array([calls]), found.balance_close, calendar(horizon=6))
    assert (period.tolist(), years.tolist()) == ([4], [4.0])


def test_never_recovered_within_the_horizon():
    """Tests that half of 30 does not repay 100 in two years: never, not the horizon."""
    found = split([100.0, 0.0, 0.0], [0.0, 30.0, 30.0])
    period, years = recovery(
        np.array([[100.0, 0.0, 0.0]]), found.balance_close, calendar(horizon=3)
    )
    assert (period.tolist(), years.tolist()) == ([-1], [np.inf])


def test_repaid_once_and_owed_again_is_never():
    """Tests that a balance left at the horizon is never, though an earlier one was repaid."""
    calls = [10.0, 0.0, 10.0]
    found = split(calls, [0.0, 20.0, 0.0], deemed_rate=0.0)
    period, years = recovery(np.array([calls]), found.balance_close, calendar(horizon=3))
    assert (period.tolist(), years.tolist()) == ([-1], [np.inf])


def test_a_call_that_is_repaid_at_once_does_not_put_off_recovery():
    """Tests 10 owed for a year, then 2 called and repaid in period 3: recovered in period 1.

    Without interest and with 10 of cash a year: 10 - 5, 0; in period 3 half of 4 repays the 2.
    """
    calls = [10.0, 0.0, 0.0, 2.0, 0.0]
    found = split(calls, [10.0] * 5, operation=0, deemed_rate=0.0)
    assert found.receipts_before[0].tolist() == [5.0, 5.0, 0.0, 2.0, 0.0]
    period, years = recovery(np.array([calls]), found.balance_close, calendar(horizon=5))
    assert (period.tolist(), years.tolist()) == ([1], [1.0])


def test_what_is_always_repaid_at_once_has_recovered_with_the_first_call():
    """Tests calls of 2 and 1 in periods 1 and 2, each repaid from half of 10: 0 years."""
    calls = [0.0, 2.0, 1.0]
    found = split(calls, [10.0] * 3, operation=0)
    assert found.balance_close[0].tolist() == [0.0, 0.0, 0.0]
    period, years = recovery(np.array([calls]), found.balance_close, calendar(horizon=3))
    assert (period.tolist(), years.tolist()) == ([1], [0.0])


def test_nothing_called_has_recovered_at_once():
    """Tests that a vehicle without calls has 0 years, no period and no first call."""
    calls = np.zeros((1, 3))
    found = split([0.0] * 3, [10.0] * 3)
    period, years = recovery(calls, found.balance_close, calendar(horizon=3))
    assert (period.tolist(), years.tolist()) == ([-1], [0.0])
    assert first_called(calls).tolist() == [-1]


def test_a_source_without_shares_receives_nothing():
    """Tests shares of 0: the balance grows and nothing is divided by zero."""
    found = split([100.0, 0.0], [0.0, 30.0], share_before=0.0, share_after=0.0)
    assert found.receipts[0].tolist() == [0.0, 0.0]
    assert found.balance_close[0].tolist() == [100.0, 104.0]


def test_a_balance_of_rounding_counts_as_repaid():
    """Tests ten repayments of a tenth, which floats leave 1.4e-16 short of 1: repaid in 10."""
    calls = [1.0] + [0.0] * 11
    found = split(calls, [0.0] + [0.2] * 11, deemed_rate=0.0)
    period, _ = recovery(np.array([calls]), found.balance_close, calendar(horizon=12))
    left = 1.0
    for _ in range(10):  # not sum(): newer Pythons compensate its rounding
        left -= 0.1
    assert left != 0.0
    assert found.balance_close[0, 10] == 0.0
    assert period.tolist() == [10]


@pytest.mark.parametrize("months", [1, 3, 6, 12])
def test_deemed_interest_compounds_to_the_annual_rate(months):
    """Tests that 100 owed for a year at 4 % is 104, whatever the periods."""
    periods = 12 // months
    found = waterfall(
        source(),
        np.array([[100.0] + [0.0] * periods]),
        np.zeros((1, periods + 1)),
        np.array([1]),
        calendar(horizon=periods + 1, months=months),
    )
    assert found.balance_close[0, -1] == pytest.approx(104.0, rel=1e-13)
