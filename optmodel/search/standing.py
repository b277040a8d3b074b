"""Where a search stands: the best plan, the lowest bound, the time; and who is told of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from optmodel.search.controls import Levers
from optmodel.search.exchange import LOG_FILE_ROUNDS, Event, write_plan
from optmodel.search.solver import Arrays, Incumbent
from optmodel.search.units import in_units, units_of

CUT_SHORT = frozenset({"kSolutionLimit", "kInterrupt", "kTimeLimit"})
"""HiGHS' names for a search that it did not finish."""


class Speaks(Protocol):
    """Where messages to the parent go."""

    def send(self, event: Event, **fields: object) -> None:
        """Send one message."""


@dataclass(slots=True)
class Found:
    """What a search has come to."""

    status: str = ""
    """HiGHS' name of the model status."""
    status_text: str = ""
    incumbent: Incumbent | None = None
    bound: float = float("inf")
    """The lowest bound that any stage proved."""
    nodes: int = 0
    seconds: float = 0.0


class Standing:
    """One search: the model, the options, and what is known so far.

    Parameters
    ----------
    arrays
        The model.
    options
        HiGHS options as asked for.
    folder
        Where plans and logs go.
    channel
        Where progress goes.
    stop
        Set when the user asks to stop.
    levers
        What else than the tree a search makes use of.
    """

    def __init__(
        self,
        arrays: Arrays,
        options: Mapping[str, Any],
        folder: Path,
        channel: Speaks,
        stop: threading.Event,
        *,
        levers: Levers | None = None,
    ) -> None:
        self._levers = levers or Levers()
        self._units = units_of(arrays)
        self._arrays, self._options = in_units(arrays, self._units), options
        self._folder, self._channel, self._stop = folder, channel, stop
        self._began = time.monotonic()
        self._found = Found()
        self._iterations = 0
        self._improved = 0
        """Times that neighborhoods were searched."""
        self._tree_options: Mapping[str, Any] = options
        self._lock = threading.RLock()
        """Held by a thread that changes what was found, or tells of it."""
        self._nodes_by_log: dict[str, int] = {}
        """Nodes of the trees that are being searched, by the names of their logs."""

    def _is_over(self) -> bool:
        """Whether the gap is proven, or time or the user ends the search."""
        best = self._found.incumbent
        proven = best is not None and self._is_proven(best.value)
        return proven or self._stop.is_set() or self._left() <= 0.0

    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _left(self) -> float:
        return max(0.0, float(self._options["time_limit"]) - self._seconds())

    def _write(self, line: str) -> None:
        """Write a line beside the solver's own log."""
        with self._lock, (self._folder / LOG_FILE_ROUNDS).open("a", encoding="utf-8") as log:
            log.write(f"{self._seconds():8.1f} s  {line}\n")

    def _settled(self) -> bool:
        """Whether the search is over: by the solver's own word, a proven gap, time or the user."""
        found = self._found
        if found.status not in CUT_SHORT:
            return True
        if found.incumbent is not None and self._is_proven(found.incumbent.value):
            found.status = "kOptimal"
            found.status_text += ", best plan within the gap of the lowest bound"
        elif self._stop.is_set():
            found.status = "kInterrupt"
        elif self._left() <= 0.0:
            found.status = "kTimeLimit"
        return found.status != "kSolutionLimit"

    def _is_proven(self, value: float) -> bool:
        """Whether a plan of this value is proven within the requested gap."""
        allowed = max(self._options["mip_rel_gap"] * abs(value), self._options["mip_abs_gap"])
        return bool(self._found.bound - value <= allowed)

    def _keep_plan(self, incumbent: Incumbent) -> None:
        """Keep a plan if it is the best, where a parent finds it even if this process dies."""
        with self._lock:
            best = self._found.incumbent
            if best is None or incumbent.value > best.value:
                self._found.incumbent = incumbent
                write_plan(self._folder, incumbent.x * self._units, incumbent.value)
                self._report()

    def _keep_bound(self, bound: float) -> None:
        """Keep a bound if it is the lowest."""
        with self._lock:
            self._found.bound = min(self._found.bound, bound)

    def _report(self) -> None:
        """Send where the search stands."""
        with self._lock:
            best = self._found.incumbent
            self._channel.send(
                "progress",
                value=None if best is None else best.value,
                bound=self._found.bound,
                seconds=self._seconds(),
                nodes=self._found.nodes + sum(self._nodes_by_log.values()),
            )
