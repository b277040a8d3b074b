"""Coefficients of "by" variables: what a column adds to the column that takes over from it."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from scipy import sparse

from optmodel.economics.types import FloatArray, IntArray
from optmodel.formulation.decisions import NONE

CANCELS = 1e-12
"""Two amounts that differ by no more than this part of themselves are the same: the difference
is the rounding of doubles (2e-16 an operation), and no row should hold it as a coefficient."""

Amounts = TypeVar("Amounts", FloatArray, sparse.csr_array)


def less_next(amounts: Amounts, following: IntArray) -> Amounts:
    """Amount of each column less the amount of the column that takes over from it.

    sum_t amount[t] * (x[t] - x[t-1]) has the coefficient amount[t] - amount[t'] in x[t], t' the
    next column; the last column keeps its own amount.

    Parameters
    ----------
    amounts
        (m,) or (m, H) by column.
    following
        (m,) the column that takes over from each, or NONE.
    """
    followed = np.flatnonzero(following != NONE)
    ones, shape = np.ones(len(followed)), (len(following), len(following))
    shifted = sparse.csr_array((ones, (followed, following[followed])), shape=shape)
    later: Amounts = shifted @ amounts
    changes: Amounts = difference(amounts, later)
    return changes


def difference(one: Amounts, other: Amounts) -> Amounts:
    """``one - other``, 0 where that is nothing but rounding."""
    found = one - other
    matters = abs(found) > CANCELS * (abs(one) + abs(other))
    kept: Amounts = found * matters
    return kept


def within(columns: IntArray, following: IntArray) -> IntArray:
    """(p,) ``following`` among some columns only, as positions among them.

    Parameters
    ----------
    columns
        (p,) ascending, with all columns of a variant or none.
    following
        (m,) the column that takes over from each, or NONE.
    """
    later = following[columns]
    return np.where(later == NONE, NONE, np.searchsorted(columns, later)).astype(np.intp)
