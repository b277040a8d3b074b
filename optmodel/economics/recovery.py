"""Recovery of a source: the period from which on its deemed balance stays repaid."""

from __future__ import annotations

import numpy as np

from optmodel.economics.crossings import first_true, last_true
from optmodel.economics.funding import NO_CALL_MUSD
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.calendar import Calendar


def recovery(
    calls: FloatArray, balance_close: FloatArray, calendar: Calendar
) -> tuple[IntArray, FloatArray]:
    """Find when the deemed balance is repaid for good, in whole periods.

    It is the first period, from the first call on, from which on the balance is zero at the end
    of every period. A call that is repaid in its own period does not put it off.

    Parameters
    ----------
    calls, balance_close
        (m, H) capital calls and the balance at the end of the period, USD m.
    calendar
        Length of a period.

    Returns
    -------
    (m,) period of recovery, -1 where there is none or nothing is called; and (m,) years from
    the period of the first call to it: inf where a balance is left at the horizon, 0 where
    nothing is called.
    """
    owed = balance_close > 0.0
    first = first_called(calls)
    repaid = np.maximum(first, last_true(owed) + 1)
    left_open, called = owed[:, -1], first >= 0
    years = np.where(called, (repaid - first) * calendar.years, 0.0)
    return np.where(left_open | ~called, -1, repaid), np.where(left_open, np.inf, years)


def first_called(calls: FloatArray) -> IntArray:
    """Period of the first call, (m,); -1 where nothing is called."""
    return first_true(calls > NO_CALL_MUSD)
