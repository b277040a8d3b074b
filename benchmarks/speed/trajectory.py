"""What a search knew when: value of the best plan and proven bound, both to be maximized."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

KEPT_CHANGE = 1e-5
"""Relative change of value or bound below which an event is not kept in the results."""
LEVELS = (0.01, 0.001)
"""Gaps whose time is measured; the first event within one is always kept."""


class Event(NamedTuple):
    """The state after so many seconds; None where nothing is known yet."""

    seconds: float
    value: float | None
    bound: float | None

    @property
    def gap(self) -> float:
        """(bound - value) / |value|; infinite where one is missing."""
        if self.value is None or self.bound is None:
            return math.inf
        return max(0.0, self.bound - self.value) / max(abs(self.value), 1e-9)


def improving(events: Iterable[Sequence[float | None]]) -> list[Event]:
    """Bring events into order, each with the best value and the best bound heard so far."""
    value: float | None = None
    bound: float | None = None
    found: list[Event] = []
    for seconds, new_value, new_bound in sorted(events, key=lambda event: event[0] or 0.0):
        values = [v for v in (value, new_value) if v is not None and math.isfinite(v)]
        bounds = [b for b in (bound, new_bound) if b is not None and math.isfinite(b)]
        state = max(values, default=None), min(bounds, default=None)
        if state != (value, bound) or not found:
            found.append(Event(float(seconds or 0.0), *state))
        value, bound = state
    return found


def thinned(events: Sequence[Event]) -> list[Event]:
    """Leave out events that change next to nothing and reach no level; the last one stays."""
    kept: list[Event] = []
    for index, event in enumerate(events):
        last = kept[-1] if kept else None
        reaches = any(last is not None and event.gap <= level < last.gap for level in LEVELS)
        if last is None or reaches or index == len(events) - 1 or _changed(last, event):
            kept.append(event)
    return kept


def seconds_to_value(events: Iterable[Event], least: float) -> float | None:
    """Seconds until a plan was worth at least so much; None = never."""
    return next((e.seconds for e in events if e.value is not None and e.value >= least), None)


def seconds_to_gap(events: Iterable[Event], gap: float) -> float | None:
    """Seconds until the gap was proven; None = never."""
    # A search stops where its own arithmetic says that the gap is reached.
    return next((event.seconds for event in events if event.gap <= gap * (1 + 1e-9)), None)


def gap_at(events: Iterable[Event], seconds: float) -> float:
    """Gap after so many seconds; infinite where there is no plan or no bound."""
    return min((event.gap for event in events if event.seconds <= seconds), default=math.inf)


def _changed(before: Event, after: Event) -> bool:
    for old, new in ((before.value, after.value), (before.bound, after.bound)):
        if (old is None) != (new is None):
            return True
        if old is not None and new is not None and abs(new - old) > KEPT_CHANGE * abs(old):
            return True
    return False
