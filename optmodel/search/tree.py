"""The tree of HiGHS, and neighborhoods of the best plan, on the whole model or a core of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np

from optmodel.decomposition.core import Core
from optmodel.search.improve import WORK, Round, improve
from optmodel.search.solver import (
    Arrays,
    Incumbent,
    branch,
    incumbent_of,
    new_solver,
    set_options,
    set_start,
)
from optmodel.search.standing import CUT_SHORT, Standing

ENDED = frozenset({"kOptimal", "kInfeasible"})
"""HiGHS' names for a search that it did finish."""
DOUBTFUL = "kUnknown"
"""Instead of its name where what it claims of a core contradicts a plan that the core holds."""
BELOW = 1e-6
"""Part of a plan's value by which a bound may lie below it, by rounding."""


OF_CORES = {"mip_allow_restart": False}
"""Options of HiGHS for the tree of a core: what a new beginning would leave out of it is left out
already. A whole model like newman1 is not proven without."""
FROM_PLAN = {"mip_heuristic_run_rens": False, "mip_heuristic_run_root_reduced_cost": False}
"""Likewise where it begins with a good plan: these two heuristics search small models around the
root for a first one. After a dive they find what the dive was made for."""


@dataclass(frozen=True, slots=True)
class View:
    """The model that is searched: the whole one, or a core of it."""

    arrays: Arrays
    core: Core | None = None
    limit: float = float("-inf")
    """No plan outside of the core is worth more."""

    @classmethod
    def of(cls, core: Core, limit: float) -> View:
        """A core, outside of which no plan is worth more than the limit."""
        return cls(core.arrays, core, limit)

    def lifted(self, found: Incumbent) -> Incumbent:
        """A plan of the whole model."""
        return found if self.core is None else replace(found, x=self.core.whole(found.x))

    def within(self, best: Incumbent) -> Incumbent:
        """A plan of this model."""
        return best if self.core is None else replace(best, x=self.core.within(best.x))


@dataclass(slots=True)
class Held:
    """The best that is known to be in a model: its start, and what its trees have found."""

    value: float = -np.inf

    def has(self, value: float) -> None:
        """Note a plan of the model."""
        self.value = max(self.value, value)

    def denies(self, bound: float) -> bool:
        """Whether a bound cannot be one, for a plan of the model is worth more."""
        return bound < self.value - BELOW * max(1.0, abs(self.value))


class TreeSearch(Standing):
    """Searches trees and neighborhoods, and keeps what they find and prove."""

    def _announce(self) -> None:
        """Tell the options as the solver has taken them."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        taken = set_options(solver, self._options)
        self._channel.send("started", options=taken, highs=solver.version())
        # Every tree runs on one thread, for HiGHS finds next to nothing to do for a second one,
        # and a process has one number of threads for all its solvers; sites are priced on several.
        self._tree_options = {**self._options, "threads": 1}

    def _branch(
        self,
        view: View,
        log: str,
        more: Mapping[str, Any],
        start: Incumbent | None,
        *,
        seconds: float = float("inf"),
        until: Callable[[], bool] = lambda: False,
        held: Held | None = None,
    ) -> str:
        """Let HiGHS search the tree, beginning with a plan that it holds or none; its status.

        It ends when the gap that was asked for is proven, when it is told to, or after so long.
        ``held`` is shared by trees of one model.
        """
        held = Held() if held is None else held
        limit = min(seconds, self._left())
        wishes = {**self._tree_options, **more, "log_file": log, "time_limit": limit}
        if view.core is not None:
            wishes |= OF_CORES
        solver, _ = new_solver(view.arrays, wishes)
        if start is not None:
            set_start(solver, view.within(start).x)
            held.has(start.value)
        self._subscribe(solver, view, log, until, held)
        branch(solver, limit)
        return self._taken(solver, view, log, held)

    def _taken(self, solver: highspy.Highs, view: View, log: str, held: Held) -> str:
        """Take what a tree has found and proven; its status."""
        info, status = solver.getInfo(), solver.getModelStatus()
        with self._lock:
            self._nodes_by_log.pop(log, None)
            self._found.nodes += max(0, info.mip_node_count)
            self._iterations += max(0, info.simplex_iteration_count)
        if view.core is None:
            self._found.status = status.name
            primal = solver.solutionStatusToString(info.primal_solution_status)
            self._found.status_text = f"model {solver.modelStatusToString(status)}, primal {primal}"
        incumbent = incumbent_of(solver, view.arrays)
        if incumbent is not None:
            incumbent = view.lifted(incumbent)
            held.has(incumbent.value)
        bound = _bound_of(solver, view, incumbent)
        believed = bound is None or self._proved(view, bound, held)
        if incumbent is not None:
            self._keep_plan(incumbent)
        return status.name if believed else DOUBTFUL

    def _proved(self, view: View, bound: float, held: Held) -> bool:
        """Keep a bound of a tree; not one of a core that contradicts a plan of it. Whether kept.

        What is wrong about the whole model is kept, for the parent to see it.
        """
        if view.core is not None and held.denies(bound):
            return False
        self._keep_bound(max(view.limit, bound))
        return True

    def _improve(
        self,
        view: View,
        start: Incumbent | None,
        iterations: float | None = None,
        *,
        until: Callable[[], bool] = lambda: False,
        longest_s: float = float("inf"),
    ) -> None:
        """Search neighborhoods of a plan, for so many iterations or until told to end.

        Each time others: a plan that was not made better once would not be the next time either.
        """
        if start is None:
            return
        seed = (int(self._options["random_seed"]) + self._improved) % 2**31
        self._improved += 1
        improve(
            view.arrays,
            view.within(start),
            {**self._tree_options, "random_seed": seed},
            iterations=WORK * self._iterations if iterations is None else iterations,
            enough=self._is_proven,
            left_s=self._left,
            over=lambda: self._stop.is_set() or until(),
            on_gain=lambda gain: self._keep_plan(view.lifted(gain)),
            on_round=self._note,
            longest_s=longest_s,
        )

    def _note(self, searched: Round) -> None:
        """Count a neighborhood, and write a line about it beside the solver's own log."""
        with self._lock:
            self._found.nodes += searched.nodes
        self._write(
            f"neighborhood of {searched.kind}: {searched.free} free, "
            f"{'solved' if searched.solved else 'cut short'} after {searched.nodes} nodes and "
            f"{searched.iterations} iterations, {searched.value:.6f}"
        )

    def _subscribe(
        self,
        solver: highspy.Highs,
        view: View,
        log: str,
        until: Callable[[], bool],
        held: Held,
    ) -> None:
        """Connect the solver's callbacks: progress, improving plans, interrupt."""

        def report(event: highspy.HighsCallbackEvent) -> None:
            self._proved(view, event.data_out.mip_dual_bound, held)
            with self._lock:
                self._nodes_by_log[log] = max(0, event.data_out.mip_node_count)
                self._report()

        def keep(event: highspy.HighsCallbackEvent) -> None:
            state = event.data_out
            found = Incumbent(np.array(state.mip_solution), state.objective_function_value)
            whole = view.lifted(found)
            held.has(whole.value)
            self._proved(view, state.mip_dual_bound, held)
            self._keep_plan(whole)

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            best = self._found.incumbent
            proven = best is not None and self._is_proven(best.value)
            if proven or self._stop.is_set() or until():
                event.interrupt()

        solver.cbMipLogging.subscribe(report)
        solver.cbMipImprovingSolution.subscribe(keep)
        solver.cbMipInterrupt.subscribe(interrupt)
        solver.cbSimplexInterrupt.subscribe(interrupt)


def _bound_of(solver: highspy.Highs, view: View, incumbent: Incumbent | None) -> float | None:
    """What a solver that has ended claims to be a bound; None where it claims nothing."""
    status = solver.getModelStatus()
    if status.name not in {"kOptimal", *CUT_SHORT}:
        # Every plan is among those that were left out of a core without any.
        empty = view.core is not None and status == highspy.HighsModelStatus.kInfeasible
        return -np.inf if empty else None
    if view.arrays["integer"].any():
        return float(solver.getInfo().mip_dual_bound)
    # A linear program is its own bound.
    if status == highspy.HighsModelStatus.kOptimal and incumbent is not None:
        return incumbent.value
    return None
