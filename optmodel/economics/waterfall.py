r"""The pledge's waterfall of options, each cluster its own vehicle.

With K the carried loss, B the deemed balance, i the deemed rate a period and D what can be
distributed:

.. math::

    D_h &= \max(0, operating_h - K_{h-1}), \quad K_h = \max(0, K_{h-1} - operating_h) \\
    need_h &= B_{h-1}(1+i) + call_h \\
    before_h &= \min(share_1 D_h, need_h), \quad B_h = need_h - before_h \\
    after_h &= share_2 (D_h - before_h / share_1) \text{ once } B_h = 0, \text{ else } 0

so that in the period of recovery only the cash needed for it is split at share 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.calendar import Calendar
from optmodel.program.program import Source

SETTLED_MUSD = 1e-9
"""A deemed balance up to this (a thousandth of a dollar) is rounding and counts as repaid."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The split by period of m options; every array is (m, H) in USD m."""

    carried_loss: FloatArray
    distributable: FloatArray
    balance_open: FloatArray
    interest: FloatArray
    receipts_before: FloatArray
    receipts_after: FloatArray
    balance_close: FloatArray
    receipts: FloatArray
    source: FloatArray
    """Receipts less calls."""


def waterfall(
    source: Source,
    calls: FloatArray,
    operating_cash: FloatArray,
    first_operation: IntArray,
    calendar: Calendar,
) -> Waterfall:
    """Split the cash of options between a source and the host.

    Parameters
    ----------
    source
        Shares, deemed rate, and from when interest accrues.
    calls, operating_cash
        (m, H) capital calls, and cash from operation, USD m.
    first_operation
        (m,) first operating period.
    calendar
        Turns the annual deemed rate into one a period.
    """
    distributable, carried_loss = shareable(operating_cash)
    rate = calendar.period_rate(source.deemed_rate)
    # Without a first share nothing is repaid, and zero divided by anything takes no cash.
    share_before = source.share_before or 1.0
    # Period first: each step of the loop then reads and writes memory in one piece.
    called, shared = np.ascontiguousarray(calls.T), distributable.T
    balance_open, interest, before, after, balance_close = np.zeros((5, *called.shape))
    balance = np.zeros(called.shape[1])
    for h, call in enumerate(called):
        balance_open[h] = balance
        interest[h] = rate * balance
        if source.interest_from == "operation":
            interest[h] *= h >= first_operation
        need = balance + interest[h] + call
        need *= need > SETTLED_MUSD
        np.minimum(source.share_before * shared[h], need, out=before[h])
        balance = need - before[h]
        balance *= balance > SETTLED_MUSD
        repaid = balance == 0.0
        surplus = np.maximum(shared[h] - before[h] / share_before, 0.0)
        after[h] = source.share_after * repaid * surplus
        balance_close[h] = balance
    receipts = (before + after).T
    return Waterfall(
        carried_loss=carried_loss,
        distributable=distributable,
        balance_open=balance_open.T,
        interest=interest.T,
        receipts_before=before.T,
        receipts_after=after.T,
        balance_close=balance_close.T,
        receipts=receipts,
        source=receipts - calls,
    )


def shareable(operating_cash: FloatArray) -> tuple[FloatArray, FloatArray]:
    """What can be shared once carried losses are made good, and the losses carried: (m, H)."""
    cash = np.ascontiguousarray(operating_cash.T)
    distributable, carried_loss = np.zeros((2, *cash.shape))
    loss = np.zeros(cash.shape[1])
    for h, earned in enumerate(cash):
        available = earned - loss
        np.maximum(available, 0.0, out=distributable[h])
        loss = np.maximum(-available, 0.0)
        carried_loss[h] = loss
    return distributable.T, carried_loss.T
