"""Steps over time: rows that hold from their period until the next row of the same thing."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.capacity import Step
from optmodel.program.findings import at
from optmodel.workbook.tables import Record

Rows = list[tuple[int, Record]]
"""Rows of one thing, each with the period from which it holds."""


class StepRows:
    """Collects rows by thing; each has a date under ``From`` and a figure under another header.

    A date before period 0 counts as 0, one after the horizon changes nothing: a warning. Two rows
    of one thing in one period are an error.
    """

    def __init__(self, calendar: Calendar, header: str) -> None:
        self.findings: list[Finding] = []
        self._calendar = calendar
        self._header = header
        self._rows: dict[tuple[str, ...], Rows] = {}

    def add(self, thing: tuple[str, ...], record: Record) -> None:
        """Add a row of a thing."""
        rows = self._rows.setdefault(thing, [])
        day = record.day("From")
        assert day is not None  # noqa: S101 - the schema requires a date
        period = max(0, self._calendar.period_of(day))
        end = self._calendar.horizon_periods - 1
        if period > end:
            message = (
                f"{day} lies after the horizon, which ends on {self._calendar.end_of(end)}: "
                "the row changes nothing."
            )
            self.findings.append(at(record, "From", "W231", message))
            return
        earlier = next((other for other_period, other in rows if other_period == period), None)
        if earlier is None:
            rows.append((period, record))
            return
        message = (
            f"{day} falls into {self._calendar.label(period)}, as does {earlier['From']} in "
            f"{earlier.cell('From')}. Keep one of the two."
        )
        self.findings.append(at(record, "From", "E219", message))

    def steps(self) -> dict[tuple[str, ...], tuple[Step, ...]]:
        """Every thing with its steps by period; no steps where all lie after the horizon."""
        return {
            thing: tuple(
                Step(period, record.number(self._header), record.address(self._header))
                for period, record in sorted(rows, key=lambda row: row[0])
            )
            for thing, rows in self._rows.items()
        }
