"""A session: one input, read and built once, solved again and again with changes.

What is kept from solve to solve: the tables, the options of programs that share them, the Pyomo
model (only the rules that a change reaches are written anew), the worker process, and what
earlier searches found out (see ``memory``). The solver's own object is not kept: HiGHS begins the
search of a tree from nothing after any change, and taking the model takes milliseconds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from optmodel.conflict.known_options import KnownOptions
from optmodel.plan.plan import Plan
from optmodel.program.program import Program
from optmodel.reuse.again import Hints
from optmodel.reuse.cells import changed
from optmodel.reuse.change import UNCHANGED, Change
from optmodel.reuse.memory import Memory
from optmodel.reuse.order import ordered_like
from optmodel.reuse.posed import Posed, posed, reposed
from optmodel.reuse.reading import program_of, read
from optmodel.reuse.searcher import Said, Searcher
from optmodel.reuse.step import Step
from optmodel.run.intake import Inputs
from optmodel.run.wishes import Wishes
from optmodel.search.highs import Task, solver_options
from optmodel.search.matrix import Matrix
from optmodel.search.progress import Progress
from optmodel.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class Answer:
    """The plan of one change, and how it came about."""

    plan: Plan
    """Verified and audited against the changed input, like that of ``optmodel.solve``, but
    without the bridge of its value."""
    tables: Tables
    """The changed input."""
    rebuilt: bool
    """Whether a new model had to be built, because the change leaves other starts possible or
    reaches more than single rules."""
    rewritten: tuple[str, ...]
    """Families of rules that were written anew; ``value`` is the objective with its terms."""
    began_with_plans: int
    """Earlier plans that the search began with."""
    known_bound_musd: float | None
    """Bound that an earlier search had proven for this one; None = none."""
    seconds: float
    """Wall time from the change to the audited plan."""


def open_session(source: Inputs) -> Session:
    """Read an input, given as for ``optmodel.solve``, and build its model.

    Raises
    ------
    InputError
        The input is wrong; every finding with its cell.
    """
    return Session(source)


class Session:
    """One input that is solved many times; close it, or use it in a ``with`` block."""

    def __init__(self, source: Inputs, searcher: Searcher | None = None) -> None:
        self._tables, program = read(source)
        self._known, self._memory = KnownOptions(), Memory()
        self._posed: Posed | None = posed(program, self._known)
        self._searcher = searcher or Searcher()

    def __enter__(self) -> Session:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the worker process."""
        self._searcher.close()

    def tables(self, change: Change = UNCHANGED) -> Tables:
        """Return the changed input, such as for ``optmodel.solve``; cuts are not in it.

        Raises
        ------
        ChangeError
            Where the change cannot be made.
        """
        return changed(self._tables, change.cells)

    def solve(
        self,
        change: Change = UNCHANGED,
        *,
        time_limit: float | None = None,
        gap: float | None = None,
        threads: int | None = None,
        seed: int | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Answer:
        """Find the best plan of the changed input.

        Every change is one of the input as it was read, not of the change before.

        Parameters
        ----------
        change
            What differs.
        time_limit, gap, threads, seed, on_progress
            As for ``optmodel.solve``.
        stop
            Setting it ends the search and keeps the best plan.

        Raises
        ------
        ChangeError
            The change cannot be made.
        InputError, InfeasibleError, NoPlanError, ContradictionError
            As for ``optmodel.solve``; that no plan is possible is not explained further.
        """
        begun = time.monotonic()
        tables = self.tables(change)
        program = program_of(tables)
        controls = Wishes(time_limit, gap, threads, seed).controls(program)
        step = Step(self._pose(program), tables, change, controls)
        matrix = step.matrix()
        hints = Hints(self._memory.most(step.posed, matrix), self._memory.bound(step.posed, matrix))
        result = step.result(self._search(step, matrix, hints, on_progress, stop), begun)
        plan = step.plan(result, stop)
        self._memory.learn(step.posed, matrix, plan, result.bound)
        known = len(self._memory.plans) - 1 if hints.most is not None else 0
        return Answer(
            plan=plan,
            tables=tables,
            rebuilt=step.posed.rebuilt,
            rewritten=tuple(sorted(step.posed.rewritten)),
            began_with_plans=known,
            known_bound_musd=hints.bound if hints.bound < float("inf") else None,
            seconds=time.monotonic() - begun,
        )

    def _pose(self, program: Program) -> Posed:
        """Pose the changed program in the model that there is, if that will do."""
        before, self._posed = self._posed, None  # changed in place: of no use if that fails
        if before is None:
            now = posed(program, self._known)
        else:
            now = reposed(before, ordered_like(program, before.program), self._known)
        self._posed = now
        return now

    def _search(
        self,
        step: Step,
        matrix: Matrix,
        hints: Hints,
        on_progress: Callable[[Progress], None] | None,
        stop: threading.Event | None,
    ) -> Said:
        if matrix.columns == 0:
            return step.nothing_to_decide(matrix), None, ""
        controls = step.controls
        task = Task(matrix, solver_options(controls), controls.watchdog_s, controls.gap)
        return self._searcher.search(task, hints, on_progress, stop)
