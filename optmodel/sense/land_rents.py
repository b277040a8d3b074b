"""Land rents that are hardly in dollars for an acre a year."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.tables import Record, Tables

RENT = "Land rent (USD/acre/year)"
LEAST, MOST = 0.01, 1e6
"""A cent and a million dollars for an acre a year."""


def rent_findings(tables: Tables) -> Iterator[Finding]:
    """Ask about rents that are not in dollars for an acre a year."""
    for record in tables.rows("Sites"):
        rent = record.number(RENT)
        if 0 < rent < LEAST:
            yield _rent(record, f"{rent:g} is less than a cent for an acre. Was it typed in USD m?")
        elif rent > MOST:
            message = (
                f"{rent:,.15g} is more than a million dollars for an acre a year. Was it typed for "
                "the whole site?"
            )
            yield _rent(record, message)


def _rent(record: Record, message: str) -> Finding:
    return at(record, RENT, "W308", f"{message} The column is in USD/acre/year.")
