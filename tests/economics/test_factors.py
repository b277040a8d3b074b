"""Escalation and discount factors."""

from __future__ import annotations

import pytest

from optmodel.economics.factors import discount_factors, escalation_factors
from tests.economics.programs import calendar


def test_escalation_begins_in_the_second_period():
    """Tests prices of 1, 1.02, 1.0404 at 2 % a year."""
    assert escalation_factors(0.02, calendar(horizon=3)) == pytest.approx([1.0, 1.02, 1.0404])


@pytest.mark.parametrize(("months", "a_year_later"), [(1, 12), (3, 4), (6, 2), (12, 1)])
def test_factors_compound_to_a_year(months, a_year_later):
    """Tests that 10 % a year is 1.1 one year later, whatever the periods."""
    when = calendar(horizon=13, months=months)
    assert escalation_factors(0.1, when)[a_year_later] == pytest.approx(1.1, rel=1e-14)
    assert discount_factors(0.1, "start", when)[a_year_later] == pytest.approx(1 / 1.1, rel=1e-14)


@pytest.mark.parametrize(
    ("timing", "expected"),
    [("start", [1.0, 1 / 1.21]), ("middle", [1 / 1.1, 1 / 1.331]), ("end", [1 / 1.21, 1 / 1.4641])],
)
def test_cash_counts_at_start_middle_or_end(timing, expected):
    """Tests 21 % a year: half a year is a factor of 1.1, a year 1.21."""
    assert discount_factors(0.21, timing, calendar(horizon=2)) == pytest.approx(expected, rel=1e-14)


def test_half_of_a_quarter_is_an_eighth_of_a_year():
    """Tests the middle of the second quarter: 1.5 quarters are 0.375 years."""
    found = discount_factors(0.08, "middle", calendar(horizon=2, months=3))
    assert found[1] == pytest.approx(1.08**-0.375, rel=1e-14)
