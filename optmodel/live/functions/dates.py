"""Functions of days, which are numbers to a spreadsheet."""

from __future__ import annotations

from typing import Any

import numpy as np

from optmodel.live.functions.call import Given, called
from optmodel.live.term import Place, Term, term


def months_after(day: Term, months: Term) -> Term:
    """``DATE(YEAR(day), MONTH(day) + months, 1)``: the first day of a month after that of a day."""

    def compute(year: Any, month: Any, _: Any) -> Any:
        passed = np.asarray(month).astype(np.intp) - 1
        full = np.asarray(year).astype(np.intp) + passed // 12
        months = (full - 1970) * 12 + passed % 12
        first = months.astype("datetime64[M]").astype("datetime64[D]")
        return (first - np.datetime64("1899-12-30")).astype(np.float64)

    return called("DATE", compute, year_of(day), month_of(day) + months, 1)


def year_of(day: Term) -> Term:
    """``YEAR``."""
    return called("YEAR", lambda value: _calendar(value)[0], day)


def month_of(day: Term) -> Term:
    """``MONTH``, 1 to 12."""
    return called("MONTH", lambda value: _calendar(value)[1], day)


def working_day(day: Term, count: Given, holidays: Term) -> Term:
    """``WORKDAY``: so many working days after a day, or before it, weekends and holidays apart.

    A count of 0 gives the day itself, whatever it is.
    """
    steps = term(count)

    def text(place: Place) -> str:
        given = (day.text(place), steps.text(place), holidays.text(place))
        return f"WORKDAY({','.join(given)})"

    def number(period: int) -> Any:
        days = _dates(day.number(period))
        free = _dates(holidays.number(period))
        moved = np.asarray(steps.number(period)).astype(np.intp)
        later = np.busday_offset(days, moved, roll="backward", holidays=free)
        sooner = np.busday_offset(days, moved, roll="forward", holidays=free)
        found = np.where(moved == 0, days, np.where(moved > 0, later, sooner))
        return (found - np.datetime64("1899-12-30")).astype(np.float64)

    return Term(text, number, has_if=day.has_if or steps.has_if)


def _calendar(day: Any) -> tuple[Any, Any]:
    date = np.datetime64("1899-12-30") + np.asarray(day).astype(np.int64)
    months = date.astype("datetime64[M]").astype(np.int64)
    return months // 12 + 1970.0, months % 12 + 1.0


def _dates(days: Any) -> Any:
    """Return numbers of days as NumPy has days."""
    return np.datetime64("1899-12-30") + np.asarray(days).astype(np.int64)
