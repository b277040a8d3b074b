"""Tests of what failures say."""

from __future__ import annotations

from pathlib import Path

import pytest

from optmodel.errors import (
    ContradictionError,
    Finding,
    InfeasibleError,
    InputError,
    NoPlanError,
    OptmodelError,
    WriteError,
)
from optmodel.run.failure import failure_of, finding_lines, internal_fault, interrupted


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (InputError([Finding("E101", "wrong")]), 2, "invalid"),
        (InfeasibleError(["the pledge is short"]), 3, "infeasible"),
        (NoPlanError("No plan."), 5, "no_plan"),
        (ContradictionError(["call_limit"]), 6, "contradicted"),
        (WriteError("Cannot write."), 7, "cannot_write"),
    ],
)
def test_each_failure_has_its_code_and_status(error: OptmodelError, code: int, status: str) -> None:
    """Tests the documented pairs, and that there is a message."""
    document = failure_of(error).document
    assert (document["exit_code"], document["status"]) == (code, status)
    assert document["message"]


def test_the_first_twenty_findings_and_a_count() -> None:
    """Tests that of 25 errors and one warning 20 errors are shown, then the count."""
    findings = [Finding("W201", "hidden"), *[Finding("E101", f"wrong {i}") for i in range(25)]]
    lines = list(finding_lines(findings))
    assert len(lines) == 21
    assert lines[0] == "E101  wrong 0"
    assert lines[-1] == (
        "25 errors, 1 warning; 6 more, optmodel check INPUT --report FILE.xlsx lists all."
    )
    assert list(finding_lines([])) == []


def test_a_question_about_a_unit_comes_before_what_follows_from_it() -> None:
    """Tests the ranks: errors of the input, unit questions, impossibilities, other warnings."""
    codes = ["W205", "E310", "W303", "E102", "W306", "W304", "W312"]
    lines = list(finding_lines(Finding(code, "so") for code in codes))
    assert [line[:4] for line in lines[:-1]] == [
        *("E102", "W303", "W306", "E310", "W205", "W304", "W312")
    ]


def test_the_folder_of_a_refusal_is_named() -> None:
    """Tests that people and programs learn where the dossier stands."""
    error = ContradictionError(["value: expected 1, got 2"])
    error.folder = Path("outputs/x-contradicted")
    failure = failure_of(error)
    assert failure.lines[-1] == "  See outputs/x-contradicted"
    assert failure.document["folder"] == "outputs/x-contradicted"


def test_an_internal_fault_keeps_its_traceback_in_a_file() -> None:
    """Tests that one line goes to the user and the traceback to the file that it names."""
    failure = internal_fault(RuntimeError("two\nlines"))
    (line,) = failure.lines
    assert line.startswith("internal fault: RuntimeError: two lines.")
    log = Path(str(failure.details["log"]))
    assert str(log) in line
    assert "RuntimeError: two\nlines" in log.read_text(encoding="utf-8")
    log.unlink()


def test_an_interrupt_names_the_stage() -> None:
    """Tests the sentence and the code of a run that was stopped while reading."""
    failure = interrupted("read")
    assert int(failure.code) == 5
    assert failure.lines == ("Stopped by the user while reading the input; nothing was written.",)
