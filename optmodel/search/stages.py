"""The search in three stages: the root of the tree, better plans, then the whole tree.

A model of some size gets its bound at the root within seconds, while plans as good as that
bound come late in the tree. So after the root the best plan is improved by neighborhoods, and
only if the gap is still too wide the tree is searched, beginning with that plan. Measured on
the program of Japan's pledge (4,900 binaries): the tree alone stands at a gap of 4.6 % after
two minutes on a busy machine, neighborhoods bring its plan to 1.8 % in one minute more.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import highspy
import numpy as np

from optmodel.search.exchange import LOG_FILE, LOG_FILE_AGAIN, Event, write_plan
from optmodel.search.improve import improve
from optmodel.search.solver import Arrays, Incumbent, branch, incumbent_of, new_solver, set_start

LARGE = 1000
"""A model with fewer whole-number columns goes to the tree at once: it is solved in seconds."""
ROOT_NODES = 1
IMPROVING = 0.15
"""Part of the time limit after which neighborhoods give way to the tree, which alone lowers the
bound: the program of Korea's pledge needs it for that, the one of Japan's hardly at all."""


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


class Search:
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
    """

    def __init__(
        self,
        arrays: Arrays,
        options: Mapping[str, Any],
        folder: Path,
        channel: Speaks,
        stop: threading.Event,
    ) -> None:
        self._arrays, self._options = arrays, options
        self._folder, self._channel, self._stop = folder, channel, stop
        self._began = time.monotonic()
        self._found = Found()

    def run(self) -> Found:
        """Search until the gap is proven, or time, the user or the solver ends it.

        Raises
        ------
        OptionError
            Where HiGHS does not take an option or the model as given.
        """
        large = int(np.count_nonzero(self._arrays["integer"])) >= LARGE
        self._branch(LOG_FILE, {"mip_max_nodes": ROOT_NODES} if large else {})
        if large and self._found.status == "kSolutionLimit":
            self._improve()
            if not self._settled():
                self._branch(LOG_FILE_AGAIN, {})
        self._found.seconds = self._seconds()
        return self._found

    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _left(self) -> float:
        return max(0.0, float(self._options["time_limit"]) - self._seconds())

    def _ended(self) -> bool:
        return self._stop.is_set() or self._left() <= 0.0

    def _branch(self, log: str, more: Mapping[str, Any]) -> None:
        """Let HiGHS search the tree, beginning with the best plan so far."""
        again = bool(self._found.status)
        wishes = {**self._options, **more, "log_file": log}
        if again:
            wishes["time_limit"] = self._left()
        solver, taken = new_solver(self._arrays, wishes)
        if not again:
            asked = {name: taken[name] for name in self._options}
            self._channel.send("started", options=asked, highs=solver.version())
        if self._found.incumbent is not None:
            set_start(solver, self._found.incumbent.x)
        self._subscribe(solver)
        branch(solver, wishes["time_limit"])
        info, status = solver.getInfo(), solver.getModelStatus()
        self._found.status = status.name
        primal = solver.solutionStatusToString(info.primal_solution_status)
        self._found.status_text = f"model {solver.modelStatusToString(status)}, primal {primal}"
        self._found.nodes += max(0, info.mip_node_count)
        self._found.bound = min(self._found.bound, info.mip_dual_bound)
        incumbent = incumbent_of(solver, self._arrays)
        if incumbent is not None:
            self._keep(incumbent)

    def _improve(self) -> None:
        """Search neighborhoods of the plan of the root."""
        if self._found.incumbent is None or self._ended():
            return
        until = self._seconds() + IMPROVING * float(self._options["time_limit"])
        best = improve(
            self._arrays,
            self._found.incumbent,
            self._options,
            enough=self._enough,
            ended=lambda: self._ended() or self._seconds() > until,
            stop=self._stop,
            on_gain=self._keep,
        )
        self._found.incumbent = best

    def _settled(self) -> bool:
        """Whether nothing is left to search: the gap is proven, or the search has to end."""
        best = self._found.incumbent
        if best is not None and self._enough(best.value):
            self._found.status = "kOptimal"
            self._found.status_text = "bound of the root, plan of a search of neighborhoods"
            return True
        if self._stop.is_set():
            self._found.status, self._found.status_text = "kInterrupt", "stopped by the user"
            return True
        if self._left() <= 0.0:
            self._found.status, self._found.status_text = "kTimeLimit", "time limit reached"
            return True
        return False

    def _enough(self, value: float) -> bool:
        """Whether a plan of this value is proven within the requested gap."""
        allowed = max(self._options["mip_rel_gap"] * abs(value), self._options["mip_abs_gap"])
        return bool(self._found.bound - value <= allowed)

    def _keep(self, incumbent: Incumbent) -> None:
        """Keep a plan if it is the best, where a parent finds it even if this process dies."""
        best = self._found.incumbent
        if best is None or incumbent.value > best.value:
            self._found.incumbent = incumbent
            write_plan(self._folder, incumbent.x, incumbent.value)
            self._report(self._found.bound, 0)

    def _report(self, bound: float, nodes: int) -> None:
        """Send where the search stands."""
        best = self._found.incumbent
        self._channel.send(
            "progress",
            value=None if best is None else best.value,
            bound=min(bound, self._found.bound),
            seconds=self._seconds(),
            nodes=self._found.nodes + nodes,
        )

    def _subscribe(self, solver: highspy.Highs) -> None:
        """Connect the solver's callbacks: progress, improving plans, interrupt."""

        def report(event: highspy.HighsCallbackEvent) -> None:
            self._report(event.data_out.mip_dual_bound, event.data_out.mip_node_count)

        def keep(event: highspy.HighsCallbackEvent) -> None:
            state = event.data_out
            self._keep(Incumbent(np.array(state.mip_solution), state.objective_function_value))

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            if self._stop.is_set():
                event.interrupt()

        solver.cbMipLogging.subscribe(report)
        solver.cbMipImprovingSolution.subscribe(keep)
        solver.cbMipInterrupt.subscribe(interrupt)
        solver.cbSimplexInterrupt.subscribe(interrupt)
