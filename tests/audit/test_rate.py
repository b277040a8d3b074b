"""Rates of return against the cash that they are of."""

from __future__ import annotations

import math

import pytest

from optmodel.audit.rate import _sign_changes, _worth


@pytest.mark.parametrize(
    ("cash", "rate", "years"),
    [
        ((-100.0, 110.0), 0.1, 1.0),
        ((0.0, 0.0, -100.0, 110.0, 0.0), 0.1, 1.0),
        ((-100.0, 0.0, 110.25), 0.1025, 0.5),
        ((-100.0, 50.0), -0.5, 1.0),
        ((-1.0, 1e6), 999_999.0, 1.0),
    ],
)
def test_cash_is_worth_nothing_at_its_rate(
    cash: tuple[float, ...], rate: float, years: float
) -> None:
    """Tests rates by hand, such as 110.25 after two half-years: 1.05 squared is 1.1025."""
    assert _worth(cash, rate, years) == pytest.approx(0.0, abs=1e-12)
    assert abs(_worth(cash, rate + 1e-3, years)) > 1e-10


@pytest.mark.parametrize("rate", [-1.0, -2.0, math.inf, math.nan])
def test_what_is_no_rate_is_infinitely_far(rate: float) -> None:
    """Tests that a rate at which nothing can be discounted never passes."""
    assert _worth((-100.0, 110.0), rate, 1.0) == math.inf


def test_zeros_have_no_sign() -> None:
    """Tests that only cash counts, and a tenth of a thousandth of a dollar is none."""
    assert _sign_changes((0.0, -1.0, 0.0, 1.0, 1e-10, 2.0)) == 1
    assert _sign_changes((-1600.0, 10_000.0, -10_000.0)) == 2
    assert _sign_changes((0.0, 5.0)) == 0
