"""What the figures of a readable input say together: slips of units, totals that do not tie."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.program import Program
from optmodel.sense.cash_flow_units import cash_flow_findings
from optmodel.sense.control_totals import total_findings
from optmodel.sense.figure_units import figure_findings
from optmodel.sense.funding_units import funding_findings
from optmodel.sense.land_rents import rent_findings
from optmodel.sense.late_dates import late_date_findings
from optmodel.sense.limit_units import limit_findings
from optmodel.sense.long_times import long_time_findings
from optmodel.sense.money_units import money_findings
from optmodel.sense.site_factors import factor_findings
from optmodel.sense.sizes import sizes_of
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
    sizes = sizes_of(tables)
    return (
        *figure_findings(tables),
        *funding_findings(tables, sizes),
        *factor_findings(tables),
        *money_findings(tables, sizes),
        *limit_findings(tables, program, sizes),
        *long_time_findings(tables),
        *rent_findings(tables),
        *cash_flow_findings(tables, sizes),
        *total_findings(tables),
        *(late_date_findings(tables, program) if program is not None else ()),
    )
