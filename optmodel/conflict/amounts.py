"""Figures that a person would type: a few digits, never below the need."""

from __future__ import annotations

import math

from optmodel.conflict.lever import tidy

DIGITS = 3
NOISE = 1e-9
"""Part of an amount that the solver's sums may be off by: 486,000.0000001 is 486,000."""
SMALLEST_UNIT = 1e-6
"""Of an amount: a dollar where it is money."""


def unit_of(amount: float) -> float:
    """Return the unit of the last digit that is shown of an amount."""
    if amount <= SMALLEST_UNIT:
        return SMALLEST_UNIT
    shown = 10.0 ** (math.floor(math.log10(amount) + NOISE) - DIGITS + 1)
    return max(SMALLEST_UNIT, shown)


def rounded_up(amount: float, step: float) -> tuple[float, float]:
    """Round an amount up: the figure, and the unit of its last digit.

    Parameters
    ----------
    amount
        What is needed at least.
    step
        Of what the figure is a multiple; 0 = of the unit of its third digit.
    """
    unit = step or unit_of(amount)
    count = math.ceil(amount / unit - max(NOISE * abs(amount / unit), NOISE))
    return float(tidy(max(0, count) * unit)), unit
