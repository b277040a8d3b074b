"""Sums that are rounded once, and never raise."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum


def exact_sum(amounts: Iterable[float]) -> float:
    """Sum as ``math.fsum`` does; infinite where the sum is beyond what a float can hold."""
    listed = list(amounts)
    try:
        return fsum(listed)
    except OverflowError:
        return float(sum(listed))
