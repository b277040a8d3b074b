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
    cells: tuple[str, ...]
    """Address of the row of Funding calls behind each maximum; empty outside the calls."""


def call_windows(source: Source, horizon: int) -> tuple[CallWindow, ...]:
    """Split the horizon into runs with carrying forward and single periods without.

    A period without a limit is in no window and ends a run; a period outside the first and
    last call has the maximum 0 and stands alone.
    """
    windows: list[list[tuple[int, float, str]]] = []
    carrying = False
    for h in range(horizon):
        if not source.first_call <= h <= source.last_call:
            windows.append([(h, 0.0, "")])
            carrying = False
            continue
        limit = _governing(source, h)
        if limit is None or limit.maximum_musd is None:
            carrying = False
            continue
        if not (limit.carry_forward and carrying):
            windows.append([])
        windows[-1].append((h, limit.maximum_musd, limit.cell))
        carrying = limit.carry_forward
    return tuple(CallWindow(*zip(*window, strict=True)) for window in windows)


def _governing(source: Source, period: int) -> CallLimit | None:
    """The row of Funding calls that governs a period: the last one that begins by then."""
    begun = [limit for limit in source.call_limits if limit.from_period <= period]
    return begun[-1] if begun else None
