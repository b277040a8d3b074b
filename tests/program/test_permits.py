"""Permit times at a confidence."""

from __future__ import annotations

import pytest

from optmodel.program.permits import permit_months, permit_periods


def test_median_and_p80_are_met() -> None:
    """Tests that at 50 % the median is read, at 80 % the P80."""
    assert permit_months(12, 30, 0.5) == pytest.approx(12)
    assert permit_months(12, 30, 0.8) == pytest.approx(30)


def test_ninety_percent() -> None:
    """Tests 12 * (30/12)^(1.281552/0.841621) = 12 * 2.5^1.522719 = 48.4319 months."""
    assert permit_months(12, 30, 0.9) == pytest.approx(48.4319, rel=1e-5)


def test_certain_permit_is_the_same_at_every_confidence() -> None:
    """Tests that equal median and P80 leave no spread."""
    assert permit_months(9, 9, 0.95) == pytest.approx(9)


def test_permit_in_hand() -> None:
    """Tests that 0 is 0."""
    assert permit_months(0, 0, 0.9) == 0.0


@pytest.mark.parametrize(
    ("months", "length", "period"),
    [(0, 3, 0), (0.1, 3, 1), (3, 3, 1), (3.1, 3, 2), (12, 12, 1), (3 + 1e-12, 3, 1)],
)
def test_construction_waits_for_the_next_period(months: float, length: int, period: int) -> None:
    """Tests that a permit of exactly one period lets construction start in period 1."""
    assert permit_periods(months, length) == period
