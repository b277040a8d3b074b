"""An input, or a changed one, checked as ``optmodel.solve`` checks it."""

from __future__ import annotations

from optmodel.errors import InputError
from optmodel.messages.merge import merged
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.run.intake import Inputs, reading_of
from optmodel.sense.sense import sense_findings
from optmodel.workbook.describe import described
from optmodel.workbook.example_rows import refused
from optmodel.workbook.tables import Tables


def read(source: Inputs) -> tuple[Tables, Program]:
    """Read an input and build its program.

    Raises
    ------
    InputError
        The input is wrong; every finding with its cell.
    """
    found = reading_of(source)
    findings = refused(found.findings)
    if found.tables is None or any(finding.is_error for finding in findings):
        raise InputError(merged(findings))
    return found.tables, program_of(found.tables)


def program_of(tables: Tables) -> Program:
    """Build the program of tables.

    Raises
    ------
    InputError
        They are wrong together; every finding with its cell.
    """
    program, findings = build(tables)
    findings = (*findings, *sense_findings(tables, program))
    if program is None or any(finding.is_error for finding in findings):
        raise InputError(merged(described(findings, tables.raw)))
    return program
