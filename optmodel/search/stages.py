"""The search in three stages: the root of the tree, better plans, then the whole tree.

A model of some size gets its bound at the root within seconds, while plans as good as that
bound come late in the tree. So after the root the best plan is improved by neighborhoods, and
only if the gap is still too wide the tree is searched, beginning with that plan. Measured on
the program of Japan's pledge (1,641 whole numbers, one busy core): the tree alone had a plan
within 0.44 % after 89 s, with neighborhoods there was one within 0.29 % after 15 s.

That no plan is possible is searched twice: without presolve and from another seed it has to
come out again, because presolve is where solvers of this kind have been wrong.
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

from optmodel.search.exchange import (
    LOG_FILE,
    LOG_FILE_AGAIN,
    LOG_FILE_ROUNDS,
    Event,
    write_plan,
)
from optmodel.search.improve import WORK, Round, improve
from optmodel.search.solver import Arrays, Incumbent, branch, incumbent_of, new_solver, set_start
from optmodel.search.units import in_units, units_of

LARGE = 1000
"""A model with fewer whole-number columns goes to the tree at once, whose own heuristics do."""
ROOT_NODES = 1
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
        self._units = units_of(arrays)
        self._arrays, self._options = in_units(arrays, self._units), options
        self._folder, self._channel, self._stop = folder, channel, stop
        self._began = time.monotonic()
        self._found = Found()
        self._iterations = 0

    def run(self) -> Found:
        """Search until the gap is proven, or time, the user or the solver ends it.

        Raises
        ------
        OptionError
            Where HiGHS does not take an option or the model as given.
        """
        large = int(np.count_nonzero(self._arrays["integer"])) >= LARGE
        self._branch(LOG_FILE, {"mip_max_nodes": ROOT_NODES} if large else {})
        if not self._settled():
            self._improve()
            if not self._settled():
                self._branch(LOG_FILE_AGAIN, {})
                self._settled()
        if self._found.status == "kInfeasible" and self._found.incumbent is None:
            self._confirm()
        self._found.seconds = self._seconds()
        return self._found

    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _left(self) -> float:
        return max(0.0, float(self._options["time_limit"]) - self._seconds())

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
        self._iterations += max(0, info.simplex_iteration_count)
        incumbent = incumbent_of(solver, self._arrays)
        if self._arrays["integer"].any():
            self._lower(info.mip_dual_bound)
        elif status == highspy.HighsModelStatus.kOptimal and incumbent is not None:
            self._lower(incumbent.value)  # a linear program is its own bound
        if incumbent is not None:
            self._keep(incumbent)

    def _improve(self) -> None:
        """Search neighborhoods of the plan of the root."""
        if self._found.incumbent is None:
            return
        self._found.incumbent = improve(
            self._arrays,
            self._found.incumbent,
            self._options,
            iterations=WORK * self._iterations,
            enough=self._enough,
            left_s=self._left,
            stop=self._stop,
            on_gain=self._keep,
            on_round=self._note,
        )

    def _note(self, searched: Round) -> None:
        """Count a neighborhood, and write a line about it beside the solver's own log."""
        self._found.nodes += searched.nodes
        line = (
            f"{self._seconds():8.1f} s  neighborhood of {searched.kind}: {searched.free} free, "
            f"{'solved' if searched.solved else 'cut short'} after {searched.nodes} nodes and "
            f"{searched.iterations} iterations, {searched.value:.6f}\n"
        )
        with (self._folder / LOG_FILE_ROUNDS).open("a", encoding="utf-8") as log:
            log.write(line)

    def _confirm(self) -> None:
        """Search once more for a plan where the solver says that there is none."""
        seed = (int(self._options["random_seed"]) + 1) % 2**31
        # The claim is in doubt, and with it the bound that came with it.
        self._found.bound = float("inf")
        self._branch(LOG_FILE_AGAIN, {"presolve": "off", "random_seed": seed})
        if self._found.incumbent is not None and self._found.status == "kOptimal":
            self._found.status_text += ", after another search had claimed that there is no plan"
        elif self._found.incumbent is None and self._found.status in {"kTimeLimit", "kInterrupt"}:
            self._found.status = "kInfeasible"
            self._found.status_text = "model Infeasible, not confirmed in the time that was left"

    def _settled(self) -> bool:
        """Whether the search is over: by the solver's own word, a proven gap, time or the user."""
        found = self._found
        if found.status not in CUT_SHORT:
            return True
        if found.incumbent is not None and self._enough(found.incumbent.value):
            found.status = "kOptimal"
            found.status_text += ", best plan within the gap of the lowest bound"
        elif self._stop.is_set():
            found.status = "kInterrupt"
        elif self._left() <= 0.0:
            found.status = "kTimeLimit"
        return found.status != "kSolutionLimit"

    def _enough(self, value: float) -> bool:
        """Whether a plan of this value is proven within the requested gap."""
        allowed = max(self._options["mip_rel_gap"] * abs(value), self._options["mip_abs_gap"])
        return bool(self._found.bound - value <= allowed)

    def _keep(self, incumbent: Incumbent) -> None:
        """Keep a plan if it is the best, where a parent finds it even if this process dies."""
        best = self._found.incumbent
        if best is None or incumbent.value > best.value:
            self._found.incumbent = incumbent
            write_plan(self._folder, incumbent.x * self._units, incumbent.value)
            self._report(0)

    def _lower(self, bound: float) -> None:
        """Keep a bound if it is the lowest."""
        self._found.bound = min(self._found.bound, bound)

    def _report(self, nodes: int) -> None:
        """Send where the search stands."""
        best = self._found.incumbent
        self._channel.send(
            "progress",
            value=None if best is None else best.value,
            bound=self._found.bound,
            seconds=self._seconds(),
            nodes=self._found.nodes + nodes,
        )

    def _subscribe(self, solver: highspy.Highs) -> None:
        """Connect the solver's callbacks: progress, improving plans, interrupt."""

        def report(event: highspy.HighsCallbackEvent) -> None:
            self._lower(event.data_out.mip_dual_bound)
            self._report(event.data_out.mip_node_count)

        def keep(event: highspy.HighsCallbackEvent) -> None:
            state = event.data_out
            self._lower(state.mip_dual_bound)
            self._keep(Incumbent(np.array(state.mip_solution), state.objective_function_value))

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            best = self._found.incumbent
            if self._stop.is_set() or (best is not None and self._enough(best.value)):
                event.interrupt()

        solver.cbMipLogging.subscribe(report)
        solver.cbMipImprovingSolution.subscribe(keep)
        solver.cbMipInterrupt.subscribe(interrupt)
        solver.cbSimplexInterrupt.subscribe(interrupt)
