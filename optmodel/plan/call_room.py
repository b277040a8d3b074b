"""What a source can pay, period by period, with what may be carried forward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.program.program import CallLimit, Source


@dataclass(frozen=True, slots=True)
class CallWindow:
    """A limit on the calls of consecutive periods ``first`` to ``last``, both included."""

    first: int
    last: int
    maximum_musd: float
    cell: str


def _governing(source: Source, period: int) -> CallLimit | None:
    """Find the row of Funding calls that holds in a period."""
    row: CallLimit | None = None
    for candidate in source.call_limits:
        if candidate.from_period <= period:
            row = candidate
    return row


def call_windows(source: Source, horizon: int) -> Iterator[CallWindow]:
    """Every limit on a source's calls inside its call window, one per limited period.

    Where money may be carried forward, the window of a period reaches back to the first period
    of the unbroken run of such periods, and its maximum is the sum over the run so far. Periods
    outside the first and last call add nothing to a run.
    """
    first, total = -1, 0.0
    for period in range(horizon):
        row = _governing(source, period)
        if row is None or row.maximum_musd is None:
            first = -1
            continue
        callable_now = source.first_call <= period <= source.last_call
        if not row.carry_forward:
            first = -1
            if callable_now:
                yield CallWindow(period, period, row.maximum_musd, row.cell)
            continue
        if first < 0:
            first, total = period, 0.0
        total += row.maximum_musd if callable_now else 0.0
        if callable_now:
            yield CallWindow(first, period, total, row.cell)


def outside_calls(source: Source, calls_musd: FloatArray) -> tuple[float, float]:
    """Sum the calls before the first and after the last call of a source, USD m."""
    before = float(np.sum(calls_musd[: source.first_call]))
    return before, float(np.sum(calls_musd[source.last_call + 1 :]))
