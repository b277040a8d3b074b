"""Permit times: lognormal through their median and P80, read at a confidence."""

from __future__ import annotations

import math
from statistics import NormalDist

Z_80 = NormalDist().inv_cdf(0.8)
"""Standard normal deviation that four cases in five stay under."""

ROUNDING = 1e-9
"""A permit that is due exactly at the start of a period does not wait for the next one."""


def permit_months(median: float, p80: float, confidence: float) -> float:
    """Permit time in months that is met with a probability of ``confidence``.

    ln(months) is normal with mean ln(median) and deviation ln(p80 / median) / z(0.8), hence
    months = median * exp(deviation * z(confidence)). 0 where the permit is in hand.
    """
    if median <= 0:
        return 0.0
    deviation = math.log(p80 / median) / Z_80
    return median * math.exp(deviation * NormalDist().inv_cdf(confidence))


def permit_periods(months: float, months_per_period: int) -> int:
    """First period that begins when the permit is in hand."""
    return math.ceil(months / months_per_period - ROUNDING)
