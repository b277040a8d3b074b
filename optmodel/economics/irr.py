"""Internal rate of return: reported, never ranked on."""

from __future__ import annotations

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.program.calendar import Calendar

NOTHING_MUSD = 1e-9
"""Cash up to this is rounding and has no sign."""

WIDEST = 600.0
"""Bound on the logarithm of 1 + the annual rate: beyond it the rate is not a number."""

HALVINGS = 80
"""Narrows 1,200 to less than the spacing of floats around any rate of practical size."""


def internal_rates(cash: FloatArray, calendar: Calendar) -> tuple[FloatArray, tuple[str, ...]]:
    """Annual internal rate of return of each row.

    A cash flow with one change of sign has exactly one rate (Descartes' rule of signs). With
    more there may be several, such as 25 % and 400 % for -1600, +10000, -10000: ``n/m``.

    Parameters
    ----------
    cash
        (m, H) free cash flow, USD m.
    calendar
        Length of a period.

    Returns
    -------
    (m,) rates as fractions a year, NaN where there is a note; and the notes: ``""``, ``n/m``
    (more than one change of sign) or ``none`` (no change of sign).
    """
    changes = np.array([_sign_changes(row) for row in cash], dtype=np.intp)
    rates = np.full(len(cash), np.nan)
    single = changes == 1
    rates[single] = _single_rates(cash[single], calendar)
    notes = tuple("" if n == 1 else "none" if n == 0 else "n/m" for n in changes)
    return rates, notes


def _sign_changes(row: FloatArray) -> int:
    signs = np.sign(row[np.abs(row) > NOTHING_MUSD])
    return int(np.count_nonzero(np.diff(signs)))


def _single_rates(cash: FloatArray, calendar: Calendar) -> FloatArray:
    """Bisect on log(1 + rate); present values are scaled so that no power overflows.

    Only periods with cash count for the scale: an empty year at either end would make the
    others vanish beside it.
    """
    years = np.arange(cash.shape[1]) * calendar.years
    moves = np.abs(cash) > NOTHING_MUSD
    sooner = np.sign(cash[np.arange(len(cash)), moves.argmax(axis=1)])
    low, high = np.full(len(cash), -WIDEST), np.full(len(cash), WIDEST)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        power = np.where(moves, -middle[:, None] * years, -np.inf)
        scaled = cash * np.exp(power - power.max(axis=1, keepdims=True))
        # At a rate above the root the early sign prevails.
        above = scaled.sum(axis=1) * sooner > 0.0
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return np.asarray(np.expm1(0.5 * (low + high)))
