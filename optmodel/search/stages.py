"""The search in stages: by sites where there are several, else the root, better plans, the tree.

A model of some size is cut along its sites (see ``by_site``): that gives a bound, plans, and a
core, the model without what no better plan holds. A model, or a core, of some size gets its bound
at the root within seconds, while plans as good as that bound come late in the tree. So after the
root the best plan is improved by neighborhoods, and only if the gap is still too wide the tree is
searched, beginning with that plan. Measured on the program of Japan's pledge (1,641 whole numbers,
one busy core): the tree alone had a plan within 0.44 % after 89 s, with neighborhoods there was
one within 0.29 % after 15 s.

That no plan is possible is searched twice: without presolve and from another seed it has to
come out again, because presolve is where solvers of this kind have been wrong.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import highspy
import numpy as np

from optmodel.decomposition.core import Core
from optmodel.decomposition.prices import Losses
from optmodel.search.by_site import BySite
from optmodel.search.by_site import Search as WholeSearch
from optmodel.search.controls import Levers
from optmodel.search.exchange import (
    LOG_FILE,
    LOG_FILE_AGAIN,
    LOG_FILE_CORE,
    LOG_FILE_ROUNDS,
    Event,
    write_plan,
)
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
from optmodel.search.units import in_units, units_of

ROOT_NODES = 1
CUT_SHORT = frozenset({"kSolutionLimit", "kInterrupt", "kTimeLimit"})
"""HiGHS' names for a search that it did not finish."""
ENDED = frozenset({"kOptimal", "kInfeasible"})
"""Its names for one that it did."""


FIRST_LOSS = 0.01
"""The first core leaves out starts that lose more than this part of the bound, or than the gap."""
FURTHER = 4.0
"""How much more the next core may lose where there was no plan in one."""


THIN_FROM = 2000
"""Whole-number columns of a core from which on a thin one is searched first for plans."""
THIN_ROUNDS = 3
THIN_WORK = 40_000
"""Iterations of the simplex method in its neighborhoods."""


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


@dataclass(frozen=True, slots=True)
class _View:
    """The model that is searched: the whole one, or a core of it."""

    arrays: Arrays
    core: Core | None = None
    limit: float = float("-inf")
    """No plan outside of the core is worth more."""

    def lifted(self, found: Incumbent) -> Incumbent:
        """A plan of the whole model."""
        return found if self.core is None else replace(found, x=self.core.whole(found.x))

    def within(self, best: Incumbent) -> Incumbent:
        """A plan of this model."""
        return best if self.core is None else replace(best, x=self.core.within(best.x))


def _view(core: Core, limit: float) -> _View:
    return _View(core.arrays, core, limit)


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
        self._tree_options: Mapping[str, Any] = options

    def run(self) -> Found:
        """Search until the gap is proven, or time, the user or the solver ends it.

        Raises
        ------
        OptionError
            Where HiGHS does not take an option or the model as given.
        """
        self._announce()
        large = int(np.count_nonzero(self._arrays["integer"])) >= self._levers.staged_from
        if not (large and self._by_site()):
            self._in_tree(large=large)
        if self._found.status == "kInfeasible" and self._found.incumbent is None:
            self._confirm()
        self._found.seconds = self._seconds()
        return self._found

    def _announce(self) -> None:
        """Tell the options as the solver has taken them."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        taken = set_options(solver, self._options)
        self._channel.send("started", options=taken, highs=solver.version())
        # Every tree runs on one thread, for HiGHS finds next to nothing to do for a second one,
        # and a process has one number of threads for all its solvers; sites are priced on several.
        self._tree_options = {**self._options, "threads": 1}

    def _in_tree(self, *, large: bool) -> None:
        """Search the model as it is: at once, or in stages where it is large."""
        whole = _View(self._arrays)
        self._branch(whole, LOG_FILE, {"mip_max_nodes": ROOT_NODES} if large else {})
        if self._settled():
            return
        self._improve(whole)
        if not self._settled():
            self._branch(whole, LOG_FILE_AGAIN, {})
            self._settled()

    def _by_site(self) -> bool:
        """Search by sites; whether that settles it."""
        by_site = BySite(self._arrays, self._link(), self._levers.by_site_from)
        if not by_site.applies:
            return False
        losses = by_site.bound_and_plans()
        if losses is not None:
            self._in_cores(by_site, losses)
        self._found.status, self._found.status_text = "kSolutionLimit", "searched by sites"
        return self._settled()

    def _in_cores(self, by_site: BySite, losses: Losses) -> None:
        """Search the model without what loses much, then less and less is left out."""
        gap = max(FIRST_LOSS, float(self._options["mip_rel_gap"]))
        most = min(gap * abs(losses.bound), self._distance(losses))
        if by_site.count(losses, most) >= THIN_FROM and not self._over():
            self._in_thin_cores(by_site, losses)
            most = min(gap * abs(losses.bound), self._distance(losses))
        while not self._over():
            ended = self._in_core(by_site.core(losses, most), losses.bound - most)
            complete = self._distance(losses)
            if not ended or most >= complete:
                return
            known = np.isfinite(complete)
            most = complete if known or most > abs(losses.bound) else FURTHER * most

    def _in_thin_cores(self, by_site: BySite, losses: Losses) -> None:
        """Look for better plans in small cores around the best one, while there are gains."""
        for count in range(THIN_ROUNDS):
            before = self._found.incumbent
            view = _view(by_site.thin(losses, count), float("inf"))
            if before is None:
                self._branch(view, LOG_FILE_CORE, {"mip_max_nodes": ROOT_NODES})
            self._improve(view, THIN_WORK)
            if self._over():
                return

    def _in_core(self, core: Core, limit: float) -> bool:
        """Search a core outside of which no plan is worth more than the limit; if to its end."""
        view = _view(core, limit)
        if not len(core.columns):  # nothing is left to decide
            self._lower(max(limit, float(core.arrays["offset"])))
            return True
        if int(np.count_nonzero(core.arrays["integer"])) >= self._levers.staged_from:
            status = self._branch(view, LOG_FILE_CORE, {"mip_max_nodes": ROOT_NODES})
            if status not in CUT_SHORT or self._over():
                return status in ENDED
            self._improve(view)
            if self._over():
                return False
        return self._branch(view, LOG_FILE_CORE, {}) in ENDED

    def _distance(self, losses: Losses) -> float:
        """From the bound of the prices down to the best plan."""
        best = self._found.incumbent
        return float("inf") if best is None else max(0.0, losses.bound - best.value)

    def _over(self) -> bool:
        """Whether the gap is proven, or time or the user ends the search."""
        best = self._found.incumbent
        proven = best is not None and self._enough(best.value)
        return proven or self._stop.is_set() or self._left() <= 0.0

    def _link(self) -> WholeSearch:
        """What the search by sites needs of this one."""

        def enough() -> bool:
            best = self._found.incumbent
            return best is not None and self._enough(best.value)

        def lower(bound: float) -> None:
            self._lower(bound)
            self._report(0)

        return WholeSearch(
            options=self._options,
            seconds=self._seconds,
            left_s=self._left,
            stop=self._stop,
            best=lambda: self._found.incumbent,
            keep=self._keep,
            lower=lower,
            enough=enough,
            note=self._write,
        )

    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _left(self) -> float:
        return max(0.0, float(self._options["time_limit"]) - self._seconds())

    def _branch(self, view: _View, log: str, more: Mapping[str, Any]) -> str:
        """Let HiGHS search the tree, beginning with the best plan so far; its status."""
        wishes = {**self._tree_options, **more, "log_file": log, "time_limit": self._left()}
        solver, _ = new_solver(view.arrays, wishes)
        if self._found.incumbent is not None:
            set_start(solver, view.within(self._found.incumbent).x)
        self._subscribe(solver, view)
        branch(solver, wishes["time_limit"])
        info, status = solver.getInfo(), solver.getModelStatus()
        if view.core is None:
            self._found.status = status.name
            primal = solver.solutionStatusToString(info.primal_solution_status)
            self._found.status_text = f"model {solver.modelStatusToString(status)}, primal {primal}"
        self._found.nodes += max(0, info.mip_node_count)
        self._iterations += max(0, info.simplex_iteration_count)
        incumbent = incumbent_of(solver, view.arrays)
        if status.name not in {"kOptimal", *CUT_SHORT}:
            if view.core is not None and status == highspy.HighsModelStatus.kInfeasible:
                self._lower(view.limit)  # every plan is among those that were left out
        elif view.arrays["integer"].any():
            self._lower(max(view.limit, info.mip_dual_bound))
        elif status == highspy.HighsModelStatus.kOptimal and incumbent is not None:
            self._lower(max(view.limit, incumbent.value))  # a linear program is its own bound
        if incumbent is not None:
            self._keep(view.lifted(incumbent))
        return status.name

    def _improve(self, view: _View, iterations: float | None = None) -> None:
        """Search neighborhoods of the best plan."""
        if self._found.incumbent is None:
            return
        improve(
            view.arrays,
            view.within(self._found.incumbent),
            self._tree_options,
            iterations=WORK * self._iterations if iterations is None else iterations,
            enough=self._enough,
            left_s=self._left,
            stop=self._stop,
            on_gain=lambda gain: self._keep(view.lifted(gain)),
            on_round=self._note,
        )

    def _note(self, searched: Round) -> None:
        """Count a neighborhood, and write a line about it beside the solver's own log."""
        self._found.nodes += searched.nodes
        self._write(
            f"neighborhood of {searched.kind}: {searched.free} free, "
            f"{'solved' if searched.solved else 'cut short'} after {searched.nodes} nodes and "
            f"{searched.iterations} iterations, {searched.value:.6f}"
        )

    def _write(self, line: str) -> None:
        """Write a line beside the solver's own log."""
        with (self._folder / LOG_FILE_ROUNDS).open("a", encoding="utf-8") as log:
            log.write(f"{self._seconds():8.1f} s  {line}\n")

    def _confirm(self) -> None:
        """Search once more for a plan where the solver says that there is none."""
        seed = (int(self._options["random_seed"]) + 1) % 2**31
        # The claim is in doubt, and with it the bound that came with it.
        self._found.bound = float("inf")
        self._branch(_View(self._arrays), LOG_FILE_AGAIN, {"presolve": "off", "random_seed": seed})
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

    def _subscribe(self, solver: highspy.Highs, view: _View) -> None:
        """Connect the solver's callbacks: progress, improving plans, interrupt."""

        def report(event: highspy.HighsCallbackEvent) -> None:
            self._lower(max(view.limit, event.data_out.mip_dual_bound))
            self._report(event.data_out.mip_node_count)

        def keep(event: highspy.HighsCallbackEvent) -> None:
            state = event.data_out
            self._lower(max(view.limit, state.mip_dual_bound))
            found = Incumbent(np.array(state.mip_solution), state.objective_function_value)
            self._keep(view.lifted(found))

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            best = self._found.incumbent
            if self._stop.is_set() or (best is not None and self._enough(best.value)):
                event.interrupt()

        solver.cbMipLogging.subscribe(report)
        solver.cbMipImprovingSolution.subscribe(keep)
        solver.cbMipInterrupt.subscribe(interrupt)
        solver.cbSimplexInterrupt.subscribe(interrupt)
