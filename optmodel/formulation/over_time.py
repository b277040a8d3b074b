"""Rows that hold what all starts together use, period by period, within a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from optmodel.economics.types import FloatArray, IntArray
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.rows import Term

CANCELS = 1e-12
"""Two amounts that differ by less than this part of themselves are the same: the difference is
the rounding of doubles, and no row should hold it as a coefficient."""


def rows_within(
    decisions: Decisions, used: Mapping[int, FloatArray], limit: FloatArray
) -> Iterator[tuple[int, list[Term]]]:
    """(period, terms of its row) wherever what all starts use together can exceed the limit.

    sum_kst used[k,t,h] * (x[k,s,t] - x[k,s,t-1]) <= limit[h]. In x itself the coefficient is
    used[k,t,h] - used[k,t',h], t' the next option of the same variant and site: mostly 0.

    A row stands where the largest use of every copy together exceeds the limit. The row of a
    period follows from the next one, and is left out, where no start uses less in the next one
    and the limit is no higher there.

    Parameters
    ----------
    used
        Row of Clusters to (T, H), 0 or more: what a copy uses by start and period.
    limit
        (H,); inf = no limit.
    """
    columns = np.flatnonzero(np.isin(decisions.cluster, list(used)))
    amount = np.zeros((len(columns), len(limit)))
    possible = np.zeros(len(limit))
    for row, by_start in used.items():
        here = decisions.cluster[columns] == row
        amount[here] = by_start[decisions.start[columns[here]]]
        possible += decisions.copies[row] * amount[here].max(axis=0, initial=0.0)
    falls = (amount[:, :-1] > amount[:, 1:]).any(axis=0)
    stands = np.ones(len(limit), dtype=np.bool_)
    stands[:-1] = falls | (limit[1:] > limit[:-1])
    periods = np.flatnonzero(stands & (possible > limit)).tolist()
    coefficients = less_next(amount, columns, decisions) if periods else amount
    for h in periods:
        found = np.flatnonzero(coefficients[:, h]).tolist()
        yield h, [(float(coefficients[i, h]), decisions.x[columns[i]]) for i in found]


def less_next(amount: FloatArray, columns: IntArray, decisions: Decisions) -> FloatArray:
    """Amount of each column less that of the column that takes over from it.

    Parameters
    ----------
    amount
        (m, ...) by column.
    columns
        (m,) ascending, with all columns of a variant or none.
    """
    following = decisions.next_x[columns]
    goes_on = following != NONE
    later = np.zeros_like(amount)
    later[goes_on] = amount[np.searchsorted(columns, following[goes_on])]
    difference = amount - later
    cancels = np.abs(difference) <= CANCELS * (np.abs(amount) + np.abs(later))
    return np.where(cancels, 0.0, difference)
