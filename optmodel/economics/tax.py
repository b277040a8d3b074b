"""Income tax of an option: capital expensed at once, losses carried forward."""

from __future__ import annotations

import numpy as np

from optmodel.economics.types import FloatArray, IntArray


def income_tax(
    margin: FloatArray, capital: FloatArray, first_operation: IntArray, rate: float
) -> FloatArray:
    r"""Tax by period on margin less expensed capital, losses carried forward without limit.

    .. math:: taxable_h = \max(0, income_h + L_{h-1}), \quad L_h = \min(0, income_h + L_{h-1})

    Parameters
    ----------
    margin
        (m, H) revenue and extra margin less operating cost, sustaining capex and rent, USD m.
    capital
        (m, H) what the vehicle spends, USD m.
    first_operation
        (m,) first operating period; H or more = not within the horizon.
    rate
        Fraction of taxable income.

    Returns
    -------
    (m, H) USD m, 0 or more.
    """
    income = (margin - expensed(capital, first_operation)).T
    taxable = np.zeros_like(income)
    loss = np.zeros(margin.shape[0])
    for h, earned in enumerate(income):
        balance = earned + loss
        np.maximum(balance, 0.0, out=taxable[h])
        loss = np.minimum(balance, 0.0)
    return rate * taxable.T


def expensed(capital: FloatArray, first_operation: IntArray) -> FloatArray:
    """Deduct capital, (m, H): all spent by the first operating period there, later as spent."""
    horizon = capital.shape[1]
    by_then = np.arange(horizon) <= first_operation[:, None]
    deducted = np.where(by_then, 0.0, capital)
    rows = np.flatnonzero(first_operation < horizon)
    saved_up = np.where(by_then, capital, 0.0).sum(axis=1)
    deducted[rows, first_operation[rows]] = saved_up[rows]
    return deducted
