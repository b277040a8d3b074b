"""What the figures of a readable input say together: slips of units, totals that do not tie."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.program import Program
from optmodel.sense.control_totals import total_findings
from optmodel.sense.figure_units import figure_findings
from optmodel.sense.funding_units import funding_findings
from optmodel.sense.late_dates import late_date_findings
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
    return (
        *figure_findings(tables),
        *funding_findings(tables),
        *total_findings(tables),
        *(late_date_findings(tables, program) if program is not None else ()),
    )
