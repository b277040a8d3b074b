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
from dataclasses import dataclass, replace
from importlib.metadata import version
from types import TracebackType

from optmodel.audit.audit import audit
from optmodel.conflict.known_options import KnownOptions
from optmodel.errors import ContradictionError, InfeasibleError, NoPlanError
from optmodel.formulation.decode import decode
from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.program.program import Program
from optmodel.reuse.again import Hints
from optmodel.reuse.cells import changed
from optmodel.reuse.change import UNCHANGED, Change, ChangeError
from optmodel.reuse.cuts import CutError, NothingLeftError, with_cuts
from optmodel.reuse.memory import Memory
from optmodel.reuse.order import ordered_like
from optmodel.reuse.posed import Posed, posed, reposed
from optmodel.reuse.reading import program_of, read
from optmodel.reuse.searcher import Said, Searcher
from optmodel.run.intake import Inputs
from optmodel.run.refusal import disagreement
from optmodel.run.wishes import Wishes
from optmodel.search.controls import Controls
from optmodel.search.highs import Task, solver_options
from optmodel.search.judge import Judgment
from optmodel.search.matrix import Matrix, TriviallyInfeasibleError, hand_over
from optmodel.search.polish import polish
from optmodel.search.progress import Progress
from optmodel.search.result import Outcome, SolveResult
from optmodel.sense.possibility import possibility_findings
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
        step = _Step(self._pose(program), tables, change, controls)
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
        step: _Step,
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


@dataclass(frozen=True, slots=True)
class _Step:
    """One change on its way from a problem to a plan."""

    posed: Posed
    tables: Tables
    change: Change
    controls: Controls

    def matrix(self) -> Matrix:
        """The problem as the solver takes it, with a row for each cut."""
        posed = self.posed
        try:
            matrix = hand_over(posed.model)
            return with_cuts(matrix, posed.merged.program, posed.decisions, self.change.cuts)
        except TriviallyInfeasibleError as row:
            raise InfeasibleError([f"Row {row} cannot hold whatever is decided."]) from row
        except NothingLeftError as error:
            raise InfeasibleError(["A cut cannot be kept whatever is decided."]) from error
        except CutError as error:
            raise ChangeError(str(error)) from error

    def nothing_to_decide(self, matrix: Matrix) -> Judgment:
        """The empty plan."""
        worth = matrix.offset
        return Judgment(Outcome.OPTIMAL, "there is nothing to decide", worth, worth, matrix.cost)

    def result(self, answered: Said, begun: float) -> SolveResult:
        """What the search came back with, its amounts worked out exactly."""
        judgment, said, log = answered
        result = SolveResult(
            outcome=judgment.outcome,
            reason=judgment.reason,
            value=judgment.value,
            bound=judgment.bound,
            x=judgment.x,
            seconds=time.monotonic() - begun,
            nodes=said.nodes if said else 0,
            options=said.options if said else {},
            log=log,
            versions={"pyomo": version("pyomo"), "highspy": version("highspy")},
            status_text=said.status_text if said else "",
        )
        if result.outcome is Outcome.INFEASIBLE:
            raise InfeasibleError(["No plan keeps every limit of the changed input."])
        if result.x is None:
            raise NoPlanError(f"No plan: {result.reason}.")
        return result

    def plan(self, result: SolveResult, stop: threading.Event | None) -> Plan:
        """The plan behind a result, checked by the audit and against the cuts."""
        posed = self.posed
        result = polish(posed.model, result, self.controls, stop)
        if result.x is None:
            raise TypeError("Expected a result with a plan.")
        chosen = decode(posed.model, result.x)
        plan = build_plan(posed.program, posed.options, posed.preparation, result, chosen)
        plan = replace(plan, checks=audit(self.tables, claim_of(plan)))
        found = [disagreement(check) for check in plan.checks if not check.passed]
        found += [f"The plan breaks {cut}." for cut in self.change.cuts if not cut.holds(plan)]
        proofs = possibility_findings(posed.program, posed.options)
        found += [str(proof) for proof in proofs if proof.is_error]
        if found:
            raise ContradictionError(found)
        return plan
