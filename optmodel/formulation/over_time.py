"""Rows that hold what all starts together use, period by period, within a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.types import FloatArray
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.differences import less_next, within
from optmodel.formulation.rows import Term


def rows_within(
    decisions: Decisions, used: Mapping[int, FloatArray], limit: FloatArray
) -> Iterator[tuple[int, list[Term]]]:
    """(period, terms of its row) wherever what all starts use together can exceed the limit.

    sum_kst used[k,t,h] * (x[k,s,t] - x[k,s,t-1]) <= limit[h]. In x itself the coefficient is
    used[k,t,h] - used[k,t',h], t' the next option of the same variant and site: mostly 0.

    A row stands where the largest use of every copy together exceeds the limit, unless it
    follows from a later one, because until then no start uses less (see ``not_implied``).

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
    falls = np.any(amount[:, :-1] > amount[:, 1:], axis=0)
    periods = [h for h in not_implied(falls, limit) if possible[h] > limit[h]]
    following = within(columns, decisions.next_x)
    coefficients = less_next(amount, following) if periods else amount
    for h in periods:
        found = np.flatnonzero(coefficients[:, h]).tolist()
        yield h, [(float(coefficients[i, h]), decisions.x[columns[i]]) for i in found]


def not_implied(falls: NDArray[np.bool_], limit: FloatArray) -> list[int]:
    """Periods with a limit whose row does not follow from the row of a later period.

    It does where use cannot fall until a later period with a limit that is no higher.

    Parameters
    ----------
    falls
        (H-1,) whether use can fall from a period to the next.
    limit
        (H,); inf = no limit.
    """
    found = []
    least = np.inf
    for h in reversed(range(len(limit))):
        if h + 1 < len(limit) and falls[h]:
            least = np.inf
        if limit[h] < least:
            found.append(h)
            least = limit[h]
    return found[::-1]
