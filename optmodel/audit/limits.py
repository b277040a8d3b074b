"""Figures that hold from a period on, until the next row of the same key."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.audit.calendar import Calendar
from optmodel.workbook.tables import Record

Limits = tuple[float | None, ...]
"""(H,) most of something by period; None = no limit."""


def first_period(calendar: Calendar, row: Record) -> int:
    """The period from which a row holds; what begins before period 0 begins in 0."""
    day = row.day("From")
    return 0 if day is None else max(0, calendar.period(day))


def limits_of(
    calendar: Calendar, rows: Iterable[Record], column: str, before: float | None = None
) -> Limits:
    """Lay the rows of one key over the periods; ``before`` holds until the first of them."""
    limits = [before] * calendar.horizon
    for row in sorted(rows, key=lambda row: first_period(calendar, row)):
        since = first_period(calendar, row)
        limits[since:] = [row.optional_number(column)] * max(0, calendar.horizon - since)
    return tuple(limits)


def cells_of(
    calendar: Calendar, rows: Iterable[Record], column: str, before: str = ""
) -> tuple[str, ...]:
    """(H,) address of the cell that sets the limit of each period; ``before`` until the first."""
    cells = [before] * calendar.horizon
    for row in sorted(rows, key=lambda row: first_period(calendar, row)):
        since = first_period(calendar, row)
        cells[since:] = [row.address(column)] * max(0, calendar.horizon - since)
    return tuple(cells)
