"""Times so long that days or months were probably typed for months or years."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.tables import Tables

MONTHS = 120.0
"""No permit takes ten years."""

YEARS = 100.0
"""No plan looks a century ahead."""

TIMES = MappingProxyType(
    {
        "Clusters": (("Life (years)", "Maximum payback (years)"), YEARS, "years", "months"),
        "Sites": (("Permit median (months)", "Permit P80 (months)"), MONTHS, "months", "days"),
        "Funding": (("Recovery target (years)",), YEARS, "years", "months"),
    }
)
"""Sheet to its columns of times, the longest that is not asked about, the unit, and its slip."""


def long_time_findings(tables: Tables) -> Iterator[Finding]:
    """Ask about times that are too long, once for each row."""
    for sheet, (headers, most, unit, slip) in TIMES.items():
        for record in tables.rows(sheet):
            times = {header: record.optional_number(header) or 0.0 for header in headers}
            long = [header for header, time in times.items() if time > most]
            if long:
                said = " and ".join(f"{header} is {times[header]:,g}" for header in long)
                involved = tuple(record.address(header) for header in long[1:])
                message = f"{said}: more than {most:g} {unit}. Was it typed in {slip}?"
                yield at(record, long[0], "W307", message, involved)
