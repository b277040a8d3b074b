"""Interest of a pool from operation on: part of pooled_balance, in USD m.

Interest begins in the first period in which anything that the pool pays for operates. Whether it
pays for something is yes or no: where it may share a start with others, a binary says so, and a
share below a hundred-thousandth is none.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from optmodel.formulation.decisions import NONE
from optmodel.formulation.pools import Pool
from optmodel.formulation.rows import Rows, Term
from optmodel.formulation.shares import began

LEAST_SHARE = 1e-5
"""Smallest part of a start that a pool pays for, if any; without it there would be no best plan,
because a share could be as small as one likes and still begin or not begin the interest."""


def add_interest(rows: Rows, pool: Pool) -> None:
    """The balance that bears interest is the one before, once something operates; else 0.

    accruing[f,h] <= balance[f,h-1], accruing[f,h] <= UB * operates[f,h] and
    accruing[f,h] >= balance[f,h-1] - UB * (1 - operates[f,h]), UB the bound of balance[f,h-1]:
    the smallest number that is valid.
    """
    if not pool.pool_operates:
        return
    _add_operates(rows, pool)
    source = pool.source.id
    for h, accruing in pool.pool_accruing.items():
        most = float(pool.bounds.balance[h - 1])
        before = pool.pool_balance[h - 1]
        operates = pool.pool_operates[latest(pool.pool_operates, h)]
        rows.at_most((source, "interest on the balance", h), [(1.0, accruing), (-1.0, before)], 0.0)
        rows.at_most(
            (source, "interest from operation", h), [(1.0, accruing), (-most, operates)], 0.0
        )
        rows.at_least(
            (source, "interest on all of it", h),
            [(1.0, accruing), (-1.0, before), (-most, operates)],
            -most,
        )


def latest(columns: Iterable[int], period: int) -> int:
    """The latest period with a column, at or before a period; NONE where there is none."""
    return max((h for h in columns if h <= period), default=NONE)


def _add_operates(rows: Rows, pool: Pool) -> None:
    """operates[f,h] = 1 from the first period on in which what is paid for operates.

    x[k,s,t] <= copies * operates[f,h] and pays[k,s,t,f] <= operates[f,h] where h is the first
    operating period, operates never falls, and it rises only where something begins:
    operates[f,h] - operates[f,h-1] <= sum of the starts and of pays that begin to operate in h.
    """
    source = pool.source.id
    columns = pool.cash_columns
    _add_pays(rows, pool)
    before: list[Term] = []
    for h, operates in pool.pool_operates.items():
        if before:
            rows.at_most((source, "operates on", h), [*before, (-1.0, operates)], 0.0)
        begins: list[Term] = [(1.0, operates), *((-1.0, variable) for _, variable in before)]
        for column in np.flatnonzero(pool.first_operation == h).tolist():
            if column in pool.pays:
                pays = pool.pays[column]
                key = (source, "operates", *columns[column].index())
                rows.at_most(key, [(1.0, pays), (-1.0, operates)], 0.0)
                begins.append((-1.0, pays))
            elif pool.payer.alone[column]:
                x = columns[column]
                key = (source, "operates", *x.index())
                rows.at_most(key, [(1.0, x), (-float(x.ub), operates)], 0.0)
                begins += began(columns, pool.previous, column, -1.0)
        rows.at_most((source, "begins", h), begins, 0.0)
        before = [(1.0, operates)]


def _add_pays(rows: Rows, pool: Pool) -> None:
    """share[k,s,t,f] <= its bound * pays[k,s,t,f], >= the least share * pays[k,s,t,f]."""
    shares = dict(zip(pool.payer.columns.tolist(), pool.payer.shares, strict=True))
    for column, pays in pool.pays.items():
        share = shares[column]
        name = (pool.source.id, "pays", *pays.index()[:-1])
        rows.at_most((*name, "most"), [(1.0, share), (-float(share.ub), pays)], 0.0)
        rows.at_least((*name, "least"), [(1.0, share), (-LEAST_SHARE, pays)], 0.0)
