"""Recovery of the pledge: the period in which the deemed balance is repaid for good."""

from __future__ import annotations

import numpy as np

from optmodel.economics.crossings import first_true, last_true
from optmodel.economics.funding import NO_CALL_MUSD
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.calendar import Calendar


def recovery(
    calls: FloatArray,
    receipts_before: FloatArray,
    balance_close: FloatArray,
    calendar: Calendar,
) -> tuple[IntArray, FloatArray]:
    """Find when the deemed balance is repaid for good, in whole periods.

    Parameters
    ----------
    calls, receipts_before, balance_close
        (m, H) capital calls, repayments of the balance and the balance, USD m.
    calendar
        Length of a period.

    Returns
    -------
    (m,) period of the last recovery, -1 where there is none; and (m,) years from the period of
    the first call to it: inf where a balance is left at the horizon, 0 where nothing is called.
    """
    left_open = balance_close[:, -1] > 0.0
    repaid = last_true((receipts_before > 0.0) & (balance_close == 0.0))
    period = np.where(left_open, -1, repaid)
    years = np.where(period >= 0, (period - first_called(calls)) * calendar.years, 0.0)
    return period, np.where(left_open, np.inf, years)


def first_called(calls: FloatArray) -> IntArray:
    """Period of the first call, (m,); -1 where nothing is called."""
    return first_true(calls > NO_CALL_MUSD)
