"""One change on its way from a problem to an audited plan."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from importlib.metadata import version

from optmodel.audit.audit import audit
from optmodel.errors import ContradictionError, InfeasibleError, NoPlanError
from optmodel.formulation.decode import decode
from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.reuse.change import Change, ChangeError
from optmodel.reuse.cuts import CutError, NothingLeftError, with_cuts
from optmodel.reuse.posed import Posed
from optmodel.reuse.searcher import Said
from optmodel.run.refusal import disagreement
from optmodel.search.controls import Controls
from optmodel.search.judge import Judgment
from optmodel.search.matrix import Matrix, TriviallyInfeasibleError, hand_over
from optmodel.search.polish import polish
from optmodel.search.result import Outcome, SolveResult
from optmodel.sense.possibility import possibility_findings
from optmodel.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class Step:
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
