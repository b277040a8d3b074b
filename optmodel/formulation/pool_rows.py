"""The waterfall of a pool as rows: pooled_balance and pooled_split, in USD m.

With A the cash from operation of everything that the pool pays for, each in proportion to its
share, period by period and exactly as ``economics.pool`` works it out.
"""

from __future__ import annotations

import pyomo.environ as pyo

from optmodel.formulation.pool_interest import add_interest
from optmodel.formulation.pools import Pool
from optmodel.formulation.rows import Rows, Term


def add_pooled_balance(model: pyo.ConcreteModel, pools: dict[int, Pool]) -> None:
    """The balance of a pool grows by interest and calls and falls by what repays it.

    balance[f,h] = (1 + i) * balance[f,h-1] + calls[f,h] - repayment[f,h]. What can be repaid
    from is cash[f,h] - loss[f,h] = A[f,h] - loss[f,h-1]: losses are made good first. Only one of
    cash and loss is more than 0: cash <= UD * (1 - short), loss <= UK * short, with UD and UK the
    bounds of the two. Where interest begins with operation, see ``pool_interest``.
    """
    rows = Rows()
    for pool in pools.values():
        for h in range(pool.cash.shape[0]):
            _add_balance(rows, pool, h)
            _add_cash(rows, pool, h)
        add_interest(rows, pool)
    rows.attach(model, "pooled_balance")


def _add_balance(rows: Rows, pool: Pool, h: int) -> None:
    """balance[h] - (1 + i) * balance[h-1] - calls[h] + repayment[h] = 0."""
    terms: list[Term] = []
    if h in pool.pool_balance:
        terms.append((1.0, pool.pool_balance[h]))
    if h - 1 in pool.pool_balance:
        at_once = pool.source.interest_from != "operation"
        terms.append((-(1.0 + pool.rate * at_once), pool.pool_balance[h - 1]))
    if h in pool.pool_accruing:
        terms.append((-pool.rate, pool.pool_accruing[h]))
    if h in pool.calls:
        terms.append((-1.0, pool.calls[h]))
    if h in pool.pool_repayment:
        terms.append((1.0, pool.pool_repayment[h]))
    if terms:
        rows.equal((pool.source.id, "balance", h), terms, 0.0)


def _add_cash(rows: Rows, pool: Pool, h: int) -> None:
    """cash[h] - loss[h] + loss[h-1] - A[h] = 0, and not both of the first two."""
    here = slice(pool.cash.indptr[h], pool.cash.indptr[h + 1])
    entries = zip(pool.cash.indices[here].tolist(), pool.cash.data[here].tolist(), strict=True)
    terms: list[Term] = [(-amount, pool.cash_columns[column]) for column, amount in entries]
    if h in pool.pool_cash:
        terms.append((1.0, pool.pool_cash[h]))
    if h in pool.pool_loss:
        terms.append((-1.0, pool.pool_loss[h]))
    if h - 1 in pool.pool_loss:
        terms.append((1.0, pool.pool_loss[h - 1]))
    if terms:
        rows.equal((pool.source.id, "cash", h), terms, 0.0)
    if h in pool.pool_short:
        most = float(pool.bounds.distributable[h])
        shared = [(1.0, pool.pool_cash[h]), (most, pool.pool_short[h])]
        rows.at_most((pool.source.id, "no cash while short", h), shared, most)
        carried = float(pool.bounds.carried_loss[h])
        lost = [(1.0, pool.pool_loss[h]), (-carried, pool.pool_short[h])]
        rows.at_most((pool.source.id, "no loss unless short", h), lost, 0.0)


def add_pooled_split(model: pyo.ConcreteModel, pools: dict[int, Pool]) -> None:
    """The first share of cash repays the balance, all of it until the balance is 0.

    repayment[f,h] <= share1 * cash[f,h], and = unless the balance is then 0:
    repayment[f,h] >= share1 * cash[f,h] - share1 * UD * repaid[f,h] and
    balance[f,h] <= UB * (1 - repaid[f,h]). The numbers are the bounds of what they switch off,
    so the smallest that are valid for them. repaid may be 1 in one period and 0 in the next: a
    call after recovery opens the balance again.
    """
    rows = Rows()
    for pool in pools.values():
        source, share = pool.source.id, pool.source.share_before
        for h, repayment in pool.pool_repayment.items():
            first = [(1.0, repayment), (-share, pool.pool_cash[h])]
            rows.at_most((source, "first share", h), first, 0.0)
            if h in pool.pool_repaid:
                most = share * float(pool.bounds.distributable[h])
                all_of_it = [*first, (most, pool.pool_repaid[h])]
                rows.at_least((source, "all of it while owed", h), all_of_it, 0.0)
        for h, repaid in pool.pool_repaid.items():
            most = float(pool.bounds.balance[h])
            owed = [(1.0, pool.pool_balance[h]), (most, repaid)]
            rows.at_most((source, "nothing owed once repaid", h), owed, most)
    rows.attach(model, "pooled_split")
