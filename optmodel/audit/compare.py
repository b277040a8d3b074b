"""Many pairs of figures that must agree, as one line of the check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isfinite
from typing import NamedTuple

from optmodel.audit.check import Check


class Pair(NamedTuple):
    """One figure from both calculations."""

    words: object
    """Which figure it is, as ``str`` says it: words are made for the pair that is shown."""
    expected: float
    """The audit's."""
    actual: float
    """The plan's."""


def compare(
    name: str,
    description: str,
    pairs: Iterable[Pair],
    tolerance: Callable[[float], float],
) -> Check:
    """One check over many pairs; it shows the pair that lies furthest apart.

    Of pairs that lie equally far apart, such as not at all, it shows the largest figure.
    Distance is counted in tolerances. A figure that is not a finite number is infinitely far.
    """
    furthest, distance, wrong = Pair("", 0.0, 0.0), 0.0, 0
    for pair in pairs:
        apart = _distance(pair, tolerance)
        wrong += apart > 1.0
        larger = abs(pair.expected) > abs(furthest.expected)
        if apart > distance or (apart == distance and larger):
            furthest, distance = pair, apart
    others = f"; {wrong - 1} more differ" if wrong > 1 else ""
    words = f"{furthest.words}: expected {furthest.expected:.9g}, got {furthest.actual:.9g}{others}"
    return Check(
        name=name,
        description=description,
        expected=furthest.expected,
        actual=furthest.actual,
        tolerance=tolerance(furthest.expected),
        passed=wrong == 0,
        detail=words if wrong else "",
    )


def _distance(pair: Pair, tolerance: Callable[[float], float]) -> float:
    """How many tolerances lie between two figures."""
    if not (isfinite(pair.expected) and isfinite(pair.actual)):
        return float("inf")
    return abs(pair.actual - pair.expected) / tolerance(pair.expected)
