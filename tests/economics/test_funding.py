"""Calls of an option, and what a source can pay."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.economics.funding import (
    breaks_commitment,
    called_after_last,
    called_before_first,
    capital_calls,
    first_unpayable,
)
from optmodel.program.call_windows import call_windows
from optmodel.program.program import CallLimit
from tests.economics.programs import source


def row(period: int, maximum: float | None, *, carry: bool = False) -> CallLimit:
    """A row of Funding calls."""
    return CallLimit(period, maximum, carry, f"Funding calls!C{5 + period}")


def unpayable(calls: list[float], *rows: CallLimit, **window: int) -> int:
    """First period in which one option's calls cannot be paid."""
    pledge = source(call_limits=rows, **window)
    return int(first_unpayable(call_windows(pledge, len(calls)), np.array([calls]))[0])


def test_calls_follow_the_spending():
    """Tests draw as spent: 0, 60, 40 is called as 0, 60, 40."""
    capital = np.array([[0.0, 60.0, 40.0]])
    assert capital_calls(source(), capital, np.array([1])).tolist() == [[0.0, 60.0, 40.0]]


def test_calls_come_at_the_start():
    """Tests draw at start: all 100 is called in period 1, though spent in 1 and 2."""
    capital = np.array([[0.0, 60.0, 40.0]])
    found = capital_calls(source(draw="at start"), capital, np.array([1]))
    assert found.tolist() == [[0.0, 100.0, 0.0]]


def test_each_period_has_its_own_maximum():
    """Tests 10 from period 0 and 20 from period 2: 10, 10, 20 can be paid, 10, 11, 20 not."""
    rows = (row(0, 10.0), row(2, 20.0))
    assert unpayable([10.0, 10.0, 20.0], *rows) == -1
    assert unpayable([10.0, 11.0, 20.0], *rows) == 1
    assert unpayable([0.0, 0.0, 21.0], *rows) == 2


def test_unused_room_is_carried_forward():
    """Tests 10 a period carried: 0, 20, 10 can be paid; 0, 20, 11 and 11 at once cannot."""
    rows = (row(0, 10.0, carry=True),)
    assert unpayable([0.0, 20.0, 10.0], *rows) == -1
    assert unpayable([0.0, 20.0, 11.0], *rows) == 2
    assert unpayable([11.0, 0.0, 0.0], *rows) == 0


def test_nothing_is_carried_into_or_out_of_a_period_without_carrying():
    """Tests carry, no carry, carry with 10 each: each of the three runs stands alone."""
    rows = (row(0, 10.0, carry=True), row(1, 10.0), row(2, 10.0, carry=True))
    assert unpayable([0.0, 11.0, 0.0], *rows) == 1
    assert unpayable([0.0, 0.0, 11.0], *rows) == 2
    assert unpayable([10.0, 10.0, 10.0], *rows) == -1


def test_a_run_goes_on_over_rows_that_all_carry():
    """Tests 10, then 5 a period, both carried: 0 and then 15."""
    rows = (row(0, 10.0, carry=True), row(1, 5.0, carry=True))
    assert unpayable([0.0, 15.0], *rows) == -1
    assert unpayable([0.0, 16.0], *rows) == 1


def test_a_blank_maximum_has_no_limit_and_ends_a_run():
    """Tests carry 10, no limit, carry 10: a million in period 1, but only 10 in period 2."""
    rows = (row(0, 10.0, carry=True), row(1, None, carry=True), row(2, 10.0, carry=True))
    assert unpayable([0.0, 1e6, 10.0], *rows) == -1
    assert unpayable([0.0, 0.0, 11.0], *rows) == 2


def test_no_limit_before_the_first_row():
    """Tests a first row from period 1: period 0 is free and hands nothing on."""
    rows = (row(1, 10.0, carry=True),)
    assert unpayable([1e6, 10.0], *rows) == -1
    assert unpayable([0.0, 11.0], *rows) == 1


def test_periods_outside_the_window_add_no_room():
    """Tests 10 a period carried, first call in period 1: by then 10 can be paid, not 20."""
    rows = (row(0, 10.0, carry=True),)
    assert unpayable([0.0, 10.0], *rows, first_call=1) == -1
    assert unpayable([0.0, 11.0], *rows, first_call=1) == 1


def test_a_limit_that_is_met_to_the_digit_is_met():
    """Tests that 0.1 + 0.2, which floats make a hair more than 0.3, fits into 0.3."""
    assert unpayable([0.1 + 0.2], row(0, 0.3)) == -1
    assert unpayable([0.300001], row(0, 0.3)) == 0


def test_rounding_grows_with_the_limit():
    """Tests that a trillion dollars may be 500 dollars off (1e-9 of it is 1,000), not 2,000."""
    assert unpayable([1e6 + 5e-4], row(0, 1e6)) == -1
    assert unpayable([1e6 + 2e-3], row(0, 1e6)) == 0


def test_calls_outside_the_window():
    """Tests a window of periods 1 to 2: calls in 0 or 3 are outside, 0 is no call."""
    pledge = source(first_call=1, last_call=2)
    calls = np.array([[1.0, 0, 0, 0], [0.0, 1, 1, 0], [0.0, 0, 0, 1]])
    assert called_before_first(pledge, calls).tolist() == [True, False, False]
    assert called_after_last(pledge, calls).tolist() == [False, False, True]


@pytest.mark.parametrize(("calls", "broken"), [([60.0, 30.0], False), ([60.0, 31.0], True)])
def test_commitment_less_what_is_already_committed(calls, broken):
    """Tests that of 100 with 10 committed 90 can be called."""
    pledge = source(commitment_musd=100.0, already_committed_musd=10.0)
    assert breaks_commitment(pledge, np.array([calls])).tolist() == [broken]
