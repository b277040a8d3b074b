"""What is left of a permit time after part of it has passed."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist

import pytest

from optmodel.examples.permit_time import remaining_months


def test_nothing_passed() -> None:
    """Tests that a procedure that has not begun takes its whole time."""
    assert remaining_months(14, 26, 0) == (14, 26)


def test_after_the_median() -> None:
    """Tests the quantiles once the median has passed.

    At 14 of 14 months half of the cases are still open. Their median is the 75th percentile of
    the whole time: 14 x exp(0.7356 x 0.6745) = 22.99, so 8.99 are left; their 80th percentile
    is the 90th: 14 x exp(0.7356 x 1.2816) = 35.94, so 21.94 are left.
    """
    sigma = log(26 / 14) / NormalDist().inv_cdf(0.8)
    assert sigma == pytest.approx(0.7356, abs=1e-4)
    assert 14 * exp(sigma * 0.67449) - 14 == pytest.approx(8.99, abs=0.01)
    assert remaining_months(14, 26, 14) == pytest.approx((8.99, 21.94), abs=0.01)


@pytest.mark.parametrize("elapsed", [1, 5, 9, 16, 40])
def test_the_share_of_open_cases_is_met(elapsed: float) -> None:
    """Tests that half of the open cases end within the median, and a fifth after the P80."""
    normal = NormalDist(log(14), log(26 / 14) / NormalDist().inv_cdf(0.8))
    half, eighty = remaining_months(14, 26, elapsed)
    still_open = 1 - normal.cdf(log(elapsed))
    assert (1 - normal.cdf(log(elapsed + half))) / still_open == pytest.approx(0.5)
    assert (1 - normal.cdf(log(elapsed + eighty))) / still_open == pytest.approx(0.2)
