"""What a failure says: lines for people, one document for programs, and the exit code."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from optmodel.errors import (
    ContradictionError,
    ExitCode,
    Finding,
    InfeasibleError,
    InputError,
    OptmodelError,
)
from optmodel.messages.rank import ranked
from optmodel.run.stages import STAGES

SHOWN_FINDINGS = 20
"""Findings on the terminal; the issues workbook and ``--json`` give all."""
REPORT = "optmodel check INPUT --report FILE.xlsx lists all"
"""Where the rest of the findings stand, for people."""
SHOWN_FOLDERS = 3
"""Folders that are named in a line; the rest are counted."""

STATUS = {
    ExitCode.INTERNAL_FAULT: "internal_fault",
    ExitCode.WRONG_INPUT: "invalid",
    ExitCode.NO_PLAN_POSSIBLE: "infeasible",
    ExitCode.STOPPED_WITHOUT_PLAN: "no_plan",
    ExitCode.CONTRADICTED: "contradicted",
    ExitCode.CANNOT_WRITE: "cannot_write",
}
"""Exit code of a failure to the ``status`` of its document."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that ended without a result."""

    code: ExitCode
    lines: tuple[str, ...]
    """For people, on stderr."""
    details: dict[str, object]
    """For programs, added to status, exit code and message."""

    @property
    def document(self) -> dict[str, object]:
        """The one JSON document on stdout."""
        message = self.lines[0] if self.lines else ""
        head = {"status": STATUS[self.code], "exit_code": int(self.code), "message": message}
        return head | self.details


def failure_of(error: OptmodelError) -> Failure:
    """Put a failure into words."""
    details: dict[str, object] = {}
    lines = [str(error)]
    if isinstance(error, InputError):
        details["findings"] = [finding.as_dict() for finding in error.findings]
        lines = list(finding_lines(error.findings))
    elif isinstance(error, InfeasibleError):
        details["reasons"] = error.reasons
        lines = ["No plan can meet all limits.", *(f"  {reason}" for reason in error.reasons)]
    elif isinstance(error, ContradictionError):
        details["reasons"] = error.disagreements
        lines = [
            "The independent check contradicts the solver; no results are written.",
            *(f"  {disagreement}" for disagreement in error.disagreements),
        ]
    if error.folder is not None:
        details["folder"] = str(error.folder)
        lines.append(f"  See {error.folder}")
    return Failure(error.exit_code, tuple(lines), details)


def exit_code_of(findings: Iterable[Finding]) -> ExitCode:
    """The exit code of a check: wrong input, no plan possible, or ready to solve."""
    errors = [finding for finding in findings if finding.is_error]
    if not errors:
        return ExitCode.DONE
    if all(error.is_impossibility for error in errors):
        return ExitCode.NO_PLAN_POSSIBLE
    return ExitCode.WRONG_INPUT


def finding_lines(findings: Iterable[Finding], *, every: bool = False) -> Iterator[str]:
    """Give the first findings by rank, or every one, and how many there are."""
    lines = ranked(findings)
    errors = sum(finding.is_error for finding in lines)
    counted = f"{_count(errors, 'error')}, {_count(len(lines) - errors, 'warning')}"
    shown = len(lines) if every else SHOWN_FINDINGS
    yield from _first([str(finding) for finding in lines], counted, shown, REPORT)


def warning_lines(warnings: Sequence[str]) -> Iterator[str]:
    """Give the first warnings and how many there are."""
    yield from _first(warnings, _count(len(warnings), "warning"))


def unfinished_lines(output: Path, names: Sequence[str]) -> Iterator[str]:
    """Say in one line, if there are any, which folders of earlier runs are no results."""
    if names:
        more = len(names) - SHOWN_FOLDERS
        rest = f" and {more} more" if more > 0 else ""
        yield (
            f"Warning: no results in {output}: {', '.join(names[:SHOWN_FOLDERS])}{rest}. A run was "
            "killed there or is still writing; remove what is left of a killed one."
        )


def _first(
    lines: Sequence[str], counted: str, shown: int = SHOWN_FINDINGS, offer: str = "see --json"
) -> Iterator[str]:
    """Give the first lines and, if there are any, the count of all and where they stand."""
    yield from lines[:shown]
    more = len(lines) - shown
    rest = f"; {more} more, {offer}" if more > 0 else ""
    if lines:
        yield f"{counted}{rest}."


def interrupted(stage: str) -> Failure:
    """Say that the user stopped the run in a stage without a plan to keep."""
    where = f" while {STAGES[stage]}" if stage in STAGES else ""
    line = f"Stopped by the user{where}; nothing was written."
    return Failure(ExitCode.STOPPED_WITHOUT_PLAN, (line,), {})


def internal_fault(error: BaseException) -> Failure:
    """Say that the program is at fault; the traceback goes to a file, not to the user."""
    handle, name = tempfile.mkstemp(prefix="optmodel-fault-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(traceback.format_exception(error))
    line = f"internal fault: {type(error).__name__}: {error}. Please report it with {name}"
    return Failure(ExitCode.INTERNAL_FAULT, (" ".join(line.split()),), {"log": name})


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
