r"""The waterfall of a pooled source: one balance for everything that it pays for.

With A the cash of all its clusters at the part that the source pays, K the carried loss, B the
balance and i the deemed rate a period:

.. math::

    D_h &= \max(0, A_h - K_{h-1}), \quad K_h = \max(0, K_{h-1} - A_h) \\
    need_h &= B_{h-1}(1+i) + call_h \\
    before_h &= \min(share_1 D_h, need_h), \quad B_h = need_h - before_h \\
    after_h &= share_2 (D_h - before_h / share_1) \text{ once } B_h = 0, \text{ else } 0

These are the formulas of a cluster's own vehicle: a pool of one cluster is that vehicle.
"""

from __future__ import annotations

import numpy as np

from optmodel.economics.recovery import first_called, recovery
from optmodel.economics.types import FloatArray, Pool
from optmodel.economics.waterfall import waterfall
from optmodel.program.calendar import Calendar
from optmodel.program.program import Source


def pool_waterfall(
    source: Source,
    calls: FloatArray,
    cash: FloatArray,
    first_operation: int,
    calendar: Calendar,
) -> Pool:
    """Run a pool through all periods.

    Parameters
    ----------
    source
        Shares, deemed rate, and from when interest accrues.
    calls
        (H,) on the source, site preparation included, USD m.
    cash
        (H,) from operation of everything that it pays for, at its part, USD m; losses negative.
    first_operation
        First period in which anything that it pays for operates; H or more = none.
    calendar
        Turns the annual deemed rate into one a period.
    """
    called = calls[None, :]
    split = waterfall(source, called, cash[None, :], np.array([first_operation]), calendar)
    period, years = recovery(called, split.balance_close, calendar)
    return Pool(
        calls=calls,
        cash=cash,
        carried_loss=split.carried_loss[0],
        distributable=split.distributable[0],
        balance_open=split.balance_open[0],
        interest=split.interest[0],
        receipts=split.receipts[0],
        receipts_before=split.receipts_before[0],
        receipts_after=split.receipts_after[0],
        balance_close=split.balance_close[0],
        first_operation=first_operation,
        first_call=int(first_called(called)[0]),
        recovery_period=int(period[0]),
        recovery_years=float(years[0]),
    )
