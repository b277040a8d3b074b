"""Dates of rules that lie after the horizon: perhaps a year mistyped."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.program.program import Program
from optmodel.workbook.tables import Tables

SHEETS = ("Group rules", "Targets")
"""Sheets with a column ``By``."""


def late_date_findings(tables: Tables, program: Program) -> Iterator[Finding]:
    """Warn of a date ``By`` after the horizon: it counts as the last period there is."""
    calendar = program.calendar
    end = calendar.horizon_periods - 1
    for sheet in SHEETS:
        for record in tables.rows(sheet):
            day = record.day("By")
            if day is not None and calendar.period_of(day) > end:
                message = (
                    f"{day} lies after the horizon, which ends on {calendar.end_of(end)}: it "
                    "holds by the end of that instead. Check the year, or clear the cell."
                )
                yield at(record, "By", "W304", message)
