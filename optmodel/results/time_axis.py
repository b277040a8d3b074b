"""The one time axis of every time sheet: id, label, unit, constant, total, then the periods."""

from __future__ import annotations

from datetime import date

from optmodel.results.layout import Column, Kind, Report, Tone


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
