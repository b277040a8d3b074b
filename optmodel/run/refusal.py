"""Ends a run without a plan: the manifest or the dossier, and the error to raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from optmodel.audit.check import Check
from optmodel.conflict.sentences import sentences
from optmodel.conflict.types import Explanation
from optmodel.errors import ContradictionError, InfeasibleError, NoPlanError
from optmodel.plan.plan import Plan
from optmodel.program.program import Program
from optmodel.run.info import RunInfo
from optmodel.run.manifest import dossier, manifest_without_plan
from optmodel.run.stopwatch import Stopwatch
from optmodel.run.write import CONFLICTS_FILE, INPUT_FILE, write_dossier, write_manifest
from optmodel.search.result import SolveResult


def disagreement(check: Check) -> str:
    """Say in one line what a failed check expected and found."""
    detail = f" ({check.detail})" if check.detail else ""
    return f"{check.name}: expected {check.expected:.9g}, got {check.actual:.9g}{detail}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is known of a run when it cannot give a plan."""

    output: Path | None
    """Folder of all runs; None = nothing is written."""
    program: Program
    info: RunInfo
    watch: Stopwatch
    content: bytes = b""
    """The input file as it was read; empty where there was none."""

    def infeasible(self, explanation: Explanation, search: SolveResult) -> InfeasibleError:
        """No plan can meet all limits."""
        reasons = sentences(explanation)
        error = InfeasibleError(reasons, explanation.findings, explanation)
        error.folder = self._manifest("infeasible", reasons, search, explanation)
        return error

    def no_plan(self, search: SolveResult) -> NoPlanError:
        """The search stopped or failed before any plan was found."""
        error = NoPlanError(f"No plan: {search.reason}.")
        error.folder = self._manifest("no_plan", [str(error)], search)
        return error

    def contradicted(
        self, disagreements: Sequence[str], search: SolveResult, plan: Plan | None = None
    ) -> ContradictionError:
        """The audit, or the model itself, disagrees with the solver."""
        error = ContradictionError(disagreements)
        if self.output is not None:
            document = dossier(disagreements, self.info, search, plan)
            name = self.program.settings.plan_name
            error.folder = write_dossier(self.output, name, document, self.watch.announce_naming)
        return error

    def _manifest(
        self,
        status: str,
        reasons: Sequence[str],
        search: SolveResult,
        explanation: Explanation | None = None,
    ) -> Path | None:
        """Write ``run.json`` of a run without a plan."""
        if self.output is None:
            return None
        seconds = self.watch.seconds
        document = manifest_without_plan(
            status, reasons, self.info, seconds, search, explanation=explanation
        )
        name = self.program.settings.plan_name
        naming = self.watch.announce_naming
        if explanation is None:
            return write_manifest(self.output, name, document, search.log, naming)
        files = partial(self._conflict_files, explanation)
        return write_manifest(self.output, name, document, search.log, naming, files=files)

    def _conflict_files(self, explanation: Explanation, run_id: str) -> dict[str, bytes]:
        """Make the workbook of conflicts, and the copy of the input that its links lead to."""
        # Imported here: a run with a plan has no use for it.
        from optmodel.results.conflicts.case import Case
        from optmodel.results.conflicts.workbook import workbook_bytes

        copy = {INPUT_FILE: self.content} if self.content else {}
        stamped = replace(self.info, run_id=run_id)
        name = self.program.settings.plan_name
        case = Case(explanation, stamped, name, INPUT_FILE if copy else "")
        return {CONFLICTS_FILE: workbook_bytes(case), **copy}
