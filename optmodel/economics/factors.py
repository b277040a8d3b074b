"""Escalation and discount factors by period."""

from __future__ import annotations

from typing import Final

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.program.calendar import Calendar

TIMING: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""When in its period cash is counted, as a fraction of the period."""


def escalation_factors(annual_rate: float, calendar: Calendar) -> FloatArray:
    r"""(H,) price of period h over the price of period 0: :math:`(1+g)^{h m/12}`."""
    years = np.arange(calendar.horizon_periods) * calendar.years
    return np.asarray((1.0 + annual_rate) ** years, dtype=np.float64)


def discount_factors(annual_rate: float, timing: str, calendar: Calendar) -> FloatArray:
    r"""(H,) present value of 1 in period h: :math:`(1+r)^{-(h+\tau) m/12}`.

    ``timing`` is ``start`` (tau = 0), ``middle`` (1/2) or ``end`` (1) of the period.
    """
    years = (np.arange(calendar.horizon_periods) + TIMING[timing]) * calendar.years
    return np.asarray((1.0 + annual_rate) ** -years, dtype=np.float64)
