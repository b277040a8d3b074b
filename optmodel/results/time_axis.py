"""The one time axis of every time sheet: id, label, unit, constant, total, then the periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from optmodel.results.layout import Cell, Column, Kind, Report, Row, Shown, Tone, Value, total_of

FIRST_PERIOD_COLUMN = 5
"""Zero-based; the periods start in column F on every time sheet."""


def time_columns(report: Report, *, kind: Kind = Kind.BY_ROW) -> tuple[Column, ...]:
    """Columns of a time sheet; periods are named as the calendar names them."""
    fixed = (
        Column("Id"),
        Column("Line"),
        Column("Unit", width=9),
        Column("Constant", Kind.BY_ROW),
        Column("Total", Kind.BY_ROW, tone=Tone.TOTAL),
    )
    return fixed + tuple(Column(label, kind) for label in report.labels)


def period_ends(report: Report) -> tuple[date, ...]:
    """Last day of every period."""
    calendar = report.plan.program.calendar
    return tuple(calendar.end_of(period) for period in range(calendar.horizon_periods))


def flow(
    subject: str,
    label: str,
    values: Sequence[float],
    *,
    constant: Cell = None,
    tone: Tone = Tone.PLAIN,
) -> Row:
    """Return a row of money by period with its sum."""
    cells: tuple[Cell, ...] = (subject, label, "USD m", constant, total_of(values))
    return Row(cells + tuple(values), Kind.MONEY, tone)


def level(
    subject: str,
    label: str,
    unit: str,
    values: Iterable[Value],
    *,
    constant: Cell = None,
    kind: Kind = Kind.MONEY,
) -> Row:
    """Return a row of balances, limits or use by period, which have no sum."""
    cells: tuple[Cell, ...] = (subject, label, unit, constant, None)
    return Row(cells + tuple(values), kind)


def rate(value: float) -> Shown:
    """Return a rate or share for the column of constants."""
    return Shown(value, Kind.SHARE)
