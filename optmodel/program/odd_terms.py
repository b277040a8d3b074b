"""Terms of a funding source that are possible, and hardly meant."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.findings import at
from optmodel.workbook.tables import Record

BEFORE, AFTER = "Share before recovery", "Share after recovery"


def odd_terms(record: Record, calendar: Calendar) -> list[Finding]:
    """Warn of a source that can pay for no cluster, and of one that takes more when repaid."""
    findings = []
    day = record.day("Last commitment")
    if day is not None and calendar.period_of(day) < 0:
        message = (
            f"{day} lies before the first period ({calendar.first_day}): it pays for no cluster."
        )
        findings.append(at(record, "Last commitment", "W238", message))
    if record.number("Maximum share of a cluster") == 0:
        message = "is 0: it pays for no cluster."
        findings.append(at(record, "Maximum share of a cluster", "W239", message))
    before, after = record.number(BEFORE), record.optional_number(AFTER)
    never_repaid = record["Vehicle"] == "pooled" and before == 0  # an error of its own
    if after is not None and after > before and not never_repaid:
        message = f"{after:g} is more than the {before:g} before recovery in {_where(record)}."
        findings.append(at(record, AFTER, "W242", message))
    return findings


def _where(record: Record) -> str:
    """Say where the share before recovery stands; a file may leave the column out."""
    return record.cell(BEFORE) or f"{BEFORE}, which the file does not have"
