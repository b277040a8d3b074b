"""What a source can pay period by period, as runs of periods that share what is unused."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.program.program import CallLimit, Source


@dataclass(frozen=True, slots=True)
class CallWindow:
    """Consecutive periods in which what is unused may be carried forward; or one period."""

    periods: tuple[int, ...]
    maximum_musd: tuple[float, ...]
    """What can be called in each period, before anything is carried."""


def call_windows(source: Source, horizon: int) -> tuple[CallWindow, ...]:
    """Split the horizon into runs with carrying forward and single periods without.

    A period without a limit is in no window and ends a run; a period outside the first and
    last call has the maximum 0 and stands alone.
    """
    windows: list[tuple[list[int], list[float]]] = []
    carrying = False
    for h in range(horizon):
        outside = not source.first_call <= h <= source.last_call
        limit = None if outside else _governing(source, h)
        if not outside and (limit is None or limit.maximum_musd is None):
            carrying = False
            continue
        carries = limit is not None and limit.carry_forward
        if not (carries and carrying):
            windows.append(([], []))
        maximum = limit.maximum_musd if limit is not None else 0.0
        windows[-1][0].append(h)
        windows[-1][1].append(maximum or 0.0)
        carrying = carries
    return tuple(CallWindow(tuple(periods), tuple(most)) for periods, most in windows)


def _governing(source: Source, period: int) -> CallLimit | None:
    """The row of Funding calls that governs a period: the last one that begins by then."""
    begun = [limit for limit in source.call_limits if limit.from_period <= period]
    return begun[-1] if begun else None
