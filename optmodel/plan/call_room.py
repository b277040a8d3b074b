"""What a source can pay by each period, with what may be carried forward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Source


@dataclass(frozen=True, slots=True)
class CallRoom:
    """A limit on the calls of consecutive periods ``first`` to ``last``, both included."""

    first: int
    last: int
    maximum_musd: float
    cell: str


def call_rooms(source: Source, horizon: int) -> Iterator[CallRoom]:
    """Every limit on a source's calls inside its call window, one per limited period.

    Where money may be carried forward, the room of a period reaches back to the first period
    of the unbroken run of such periods, and its maximum is the sum over the run so far.
    """
    for window in call_windows(source, horizon):
        totals = accumulate(window.maximum_musd)
        for period, total, cell in zip(window.periods, totals, window.cells, strict=True):
            if source.first_call <= period <= source.last_call:
                yield CallRoom(window.periods[0], period, total, cell)


def outside_calls(source: Source, calls_musd: FloatArray) -> tuple[float, float]:
    """Sum the calls before the first and after the last call of a source, USD m."""
    before = float(np.sum(calls_musd[: source.first_call]))
    return before, float(np.sum(calls_musd[source.last_call + 1 :]))
