"""The input that a results workbook was made from, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from optmodel.errors import Finding, InputError
from optmodel.evaluation.results_file import ResultsFile
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.run.intake import Inputs, input_hash, tables_of
from optmodel.run.write import INPUT_FILE
from optmodel.workbook.tables import Tables

SHOWN = 8
"""Digits of a hash in a message; the sheet Log and run.json have all."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The input of an edited plan. Money in USD m."""

    tables: Tables
    program: Program
    findings: tuple[Finding, ...]
    """Warnings about it."""
    sha256: str
    bound_musd: float | None
    """Proven for this input; None where it is another than that of the results."""
    found_value_musd: float | None
    """Likewise the value of the plan that was found."""


def origin_of(results: ResultsFile, given: Inputs | None) -> Origin:
    """Read the input: the given one, or the copy beside the results, which has to be the same.

    Raises
    ------
    InputError
        Where there is no input, it is wrong, or the copy is another than the results say.
    """
    source = _beside(results) if given is None else given
    tables, findings = tables_of(source)
    program = None
    if tables is not None:
        program, more = build(tables)
        findings += more
    if tables is None or program is None or any(finding.is_error for finding in findings):
        raise InputError(findings)
    sha256 = input_hash(tables)
    if sha256 == results.input_sha256:
        known = results.bound_musd, results.found_value_musd
        return Origin(tables, program, findings, sha256, *known)
    if given is None:
        raise InputError([_another(results, tables, sha256)])
    message = (
        f"{tables.file_name or 'the input'} (SHA-256 {_shown(sha256)}) is not the input of"
        f" {results.path.name} (SHA-256 {_shown(results.input_sha256)}): the plan is evaluated"
        " with the given one, for which neither a bound nor a best plan is known."
    )
    return Origin(tables, program, (*findings, Finding("W403", message)), sha256, None, None)


def _shown(sha256: str) -> str:
    return f"{sha256[:SHOWN]}…"


def _beside(results: ResultsFile) -> Path:
    """The copy of the input in the folder of the results."""
    path = results.path.parent / INPUT_FILE
    if path.exists():
        return path
    name = results.path.name
    message = f"there is no {INPUT_FILE} beside {name}. Give the input workbook with --input."
    raise InputError([Finding("E405", message)])


def _another(results: ResultsFile, tables: Tables, sha256: str) -> Finding:
    """Say that the copy is not what the results were made from."""
    message = (
        f"{tables.file_name} beside {results.path.name} has changed: the results were made from an"
        f" input with SHA-256 {_shown(results.input_sha256)}, it has {_shown(sha256)}. To evaluate"
        " the plan with another input, give it with --input."
    )
    return Finding("E406", message)
