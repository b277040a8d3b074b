"""Steps over time: rows that hold from their period until the next row of the same thing."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.capacity import Step
from optmodel.program.findings import at
from optmodel.workbook.tables import Record

FROM = "From"
"""Header of the date from which a row holds."""

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
        day = record.day(FROM)
        assert day is not None  # noqa: S101 - the schema requires a date
        period = max(0, self._calendar.period_of(day))
        late = after_horizon(record, self._calendar)
        if late:
            self.findings += late
            return
        earlier = next((other for other_period, other in rows if other_period == period), None)
        if earlier is None:
            rows.append((period, record))
            return
        self.findings.append(same_period(record, earlier, self._calendar))

    def steps(self) -> dict[tuple[str, ...], tuple[Step, ...]]:
        """Every thing with its steps by period; no steps where all lie after the horizon."""
        return {
            thing: tuple(
                Step(period, record.number(self._header), record.address(self._header))
                for period, record in sorted(rows, key=lambda row: row[0])
            )
            for thing, rows in self._rows.items()
        }


def same_period(record: Record, earlier: Record, calendar: Calendar) -> Finding:
    """Refuse the second of two rows that begin in one period."""
    day, other = record.day(FROM), earlier.day(FROM)
    assert day is not None  # noqa: S101 - the schema requires a date
    assert other is not None  # noqa: S101 - the schema requires a date
    period = max(0, calendar.period_of(max(day, other)))
    label = calendar.label(period)
    early = [it for it in (day, other) if calendar.period_of(it) < 0]
    why = f" (what is earlier than {calendar.first_day} counts from that day on)" if early else ""
    message = (
        f"{day} and {other} in {earlier.cell(FROM)} both hold from {label} on{why}. Keep one of "
        "the two."
    )
    return at(record, FROM, "E219", message)


def after_horizon(record: Record, calendar: Calendar) -> list[Finding]:
    """Warn of a row that begins after the horizon."""
    day, end = record.day(FROM), calendar.horizon_periods - 1
    assert day is not None  # noqa: S101 - the schema requires a date
    if calendar.period_of(day) <= end:
        return []
    message = (
        f"{day} lies after the horizon, which ends on {calendar.end_of(end)}: "
        "the row changes nothing."
    )
    return [at(record, FROM, "W231", message)]
