"""Spreading an amount: capex over the build, revenue over the first years."""

from __future__ import annotations

from math import floor

Steps = tuple[float, ...]


def stretch(steps: Steps, periods: int) -> Steps:
    """Shares of capex in each of ``periods`` build periods, at least one.

    The cumulative share grows evenly inside each step; the build is cut at other points of
    the same curve. No steps = even.
    """
    periods = max(periods, 1)
    if not steps:
        return (1.0 / periods,) * periods
    points = [cumulative(steps, len(steps) * i / periods) for i in range(periods + 1)]
    return tuple(points[i + 1] - points[i] for i in range(periods))


def cumulative(steps: Steps, position: float) -> float:
    """Sum of the steps up to a position between 0 and their number, even inside a step."""
    whole = min(floor(position + 1e-12), len(steps))
    part = max(0.0, position - whole)
    return sum(steps[:whole]) + (part * steps[whole] if whole < len(steps) else 0.0)


def step_of(steps: Steps, index: int) -> float:
    """Step number ``index`` of a ramp; the last one lasts; no steps = 1."""
    return steps[min(index, len(steps) - 1)] if steps else 1.0


def at(row: Steps, index: int) -> float:
    """Amount number ``index`` of a row, 0 before it begins and after it ends."""
    return row[index] if 0 <= index < len(row) else 0.0
