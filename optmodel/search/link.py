"""What the search by sites needs of the whole search."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from optmodel.decomposition.core import Core
from optmodel.search.controls import Levers
from optmodel.search.solver import Incumbent


class OverError(Exception):
    """Time is over, or the user asked to stop."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where the whole search stands, and where plans and bounds go."""

    options: Mapping[str, Any]
    levers: Levers
    seconds: Callable[[], float]
    """Since the search began."""
    left_s: Callable[[], float]
    stop: threading.Event
    best: Callable[[], Incumbent | None]
    """The best plan so far."""
    keep: Callable[[Incumbent], None]
    """Takes a plan."""
    lower: Callable[[float], None]
    """Takes a bound."""
    enough: Callable[[], bool]
    """Whether the gap that was asked for is proven."""
    explore: Callable[[Core, float, Incumbent | None], None]
    """Looks for plans in a core, whose bound says nothing, for so many seconds; from a plan, which
    the core holds, or from none."""
    improve: Callable[[Core, Incumbent, Callable[[], bool]], None]
    """Searches neighborhoods of a plan, which the core holds, until it is told to end."""
    note: Callable[[str], None]
    """Takes a line for the log."""

    def distance(self, bound: float) -> float:
        """From a bound down to the best plan."""
        best = self.best()
        return float("inf") if best is None else max(0.0, bound - best.value)

    def check(self) -> None:
        """Raise ``OverError`` where time is over, or the user asked to stop."""
        if self.stop.is_set() or self.left_s() <= 0.0:
            raise OverError
