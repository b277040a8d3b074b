"""Payback of options: the last time that cumulative cash turns from negative to not."""

from __future__ import annotations

import numpy as np

from optmodel.economics.crossings import first_true, last_true
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.calendar import Calendar

EVEN_MUSD = 1e-9
"""Up to this, cash is rounding: it is nothing spent, and nothing left to pay back."""


def payback_years(cash: FloatArray, since: IntArray, calendar: Calendar) -> FloatArray:
    """Years until cumulative cash stops being negative for good.

    The last crossing counts and is interpolated linearly inside its period h, at
    ``h - cumulative[h-1] / cash[h]`` periods from the start of period 0.

    Parameters
    ----------
    cash
        (m, H) free cash flow, or discounted free cash flow, USD m.
    since
        (m,) period from whose beginning to count: of the first spend or the first operation.
    calendar
        Length of a period.

    Returns
    -------
    (m,) years; 0 where cumulative cash never is negative, inf = never within the horizon.
    """
    cumulative = np.cumsum(cash, axis=1)
    negative = cumulative < -EVEN_MUSD
    crossing = last_true(negative[:, :-1] & ~negative[:, 1:]) + 1
    row = np.flatnonzero(crossing > 0)
    turned = crossing[row]
    # A crossing into the rounding below zero would otherwise end a hair after its period.
    inside = np.minimum(1.0, -cumulative[row, turned - 1] / cash[row, turned])
    years = np.zeros(len(cash))
    years[row] = (turned + inside - since[row]) * calendar.years
    years[negative[:, -1]] = np.inf
    return years


def first_spend(capital: FloatArray, starts: IntArray) -> IntArray:
    """First period with capital, (m,); the start itself where nothing is spent."""
    spent = first_true(capital > EVEN_MUSD)
    return np.where(spent >= 0, spent, starts)
