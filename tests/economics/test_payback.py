"""Payback, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.economics.payback import first_spend, payback_years
from tests.economics.programs import calendar

THREE_YEARS_OF_BUILDING = [-100.0, -100.0, -100.0] + [75.0] * 7
"""Cumulative -100, -200, -300, -225, -150, -75, 0 at the end of year 7."""


def payback(cash: list[float], since: int = 0, months: int = 12) -> float:
    """Payback of one option."""
    when = calendar(horizon=len(cash), months=months)
    return float(payback_years(np.array([cash]), np.array([since]), when)[0])


def test_from_first_spend():
    """Tests 300 over three years, then 75 a year: back after 3 + 300 / 75 = 7 years."""
    assert payback(THREE_YEARS_OF_BUILDING) == pytest.approx(7.0, abs=1e-12)


def test_from_first_operation():
    """Tests the same from the end of the build: 300 / 75 = 4 years."""
    assert payback(THREE_YEARS_OF_BUILDING, since=3) == pytest.approx(4.0, abs=1e-12)


def test_interpolated_inside_the_period():
    """Tests 100 out, 40 a year in: after 2 years 20 are missing, half of the next 40: 3.5."""
    assert payback([-100.0, 40.0, 40.0, 40.0]) == pytest.approx(3.5)


def test_the_last_crossing_counts():
    """Tests -10, +20, -30, +40: back in year 1, again out of pocket, back for good at 3.5.

    Cumulative -10, 10, -20, 20: the last crossing takes 20 of the 40 of period 3.
    """
    assert payback([-10.0, 20.0, -30.0, 40.0]) == pytest.approx(3.5)


def test_never():
    """Tests that 100 out and 20 in by the horizon is never, and so is a relapse at its end."""
    assert payback([-100.0, 10.0, 10.0]) == np.inf
    assert payback([-10.0, 20.0, -30.0]) == np.inf


def test_never_out_of_pocket_is_at_once():
    """Tests that cumulative cash of 0 or more throughout is 0 years, from wherever counted."""
    assert payback([0.0, 10.0, -10.0], since=1) == 0.0


def test_a_horizon_of_one_period():
    """Tests that one period has no crossing: never out of pocket, or never back."""
    assert payback([5.0]) == 0.0
    assert payback([-5.0]) == np.inf


def test_quarters_count_as_quarters():
    """Tests 100 out and 40 a quarter in: 3.5 quarters are 0.875 years."""
    assert payback([-100.0, 40.0, 40.0, 40.0], months=3) == pytest.approx(0.875)


def test_exactly_zero_is_paid_back_despite_rounding():
    """Tests that ten tenths repay 1, though floats leave 1e-16 missing."""
    assert payback([-1.0] + [0.1] * 10) == pytest.approx(11.0)


def test_first_spend_is_the_first_period_with_capital():
    """Tests capital from period 2, and none at all: then the start stands for it."""
    capital = np.array([[0.0, 0.0, 5.0, 1.0], [0.0, 0.0, 0.0, 0.0]])
    assert first_spend(capital, np.array([1, 1])).tolist() == [2, 1]
