"""The columns of a pooled vehicle: one balance for everything that a source pays for.

The waterfall of a pool depends on which starts it pays for, so its period of recovery is a
decision. The columns here follow the waterfall for any starts and shares: once those are fixed,
no other amounts keep the rows pooled_balance and pooled_split (see ``pool_rows``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
from scipy import sparse

from optmodel.economics.operation import first_operations
from optmodel.economics.types import FloatArray, IntArray
from optmodel.formulation.differences import less_next
from optmodel.formulation.funding import periods_of
from optmodel.formulation.pool_bounds import PoolBounds, pool_bounds
from optmodel.formulation.rows import Term
from optmodel.formulation.shares import Funding, Payer
from optmodel.formulation.watched import is_recovery_required, watched
from optmodel.program.program import Program, Source

ByPeriod = dict[int, Any]
"""Period to Pyomo variable; where there is none, the amount is always 0."""

AMOUNTS = ("pool_cash", "pool_loss", "pool_balance", "pool_repayment", "pool_accruing")
CHOICES = ("pool_short", "pool_repaid", "pool_operates", "pool_called")


@dataclass(frozen=True, slots=True)
class Pool:
    """The columns of one pooled source. H periods, n columns x."""

    source: Source
    payer: Payer
    rate: float
    """Deemed rate a period."""
    bounds: PoolBounds
    cash: sparse.csr_array
    """(H, columns) cash from operation in ``cash_columns``."""
    cash_columns: list[Any]
    """x, then the shares of the source."""
    previous: IntArray
    """(n,) the next earlier column of the same variant and site, or NONE."""
    first_operation: IntArray
    """(n,) first operating period of each column x, which may lie past the horizon."""
    pays: dict[int, Any]
    """Where interest begins with operation: column x that the pool may share to the binary that
    says whether it pays for a part of it."""
    calls: ByPeriod
    """Calls on the source, site preparation included."""
    pool_cash: ByPeriod
    """What can be shared, after losses carried have been made good."""
    pool_loss: ByPeriod
    """Losses carried at the end of the period."""
    pool_balance: ByPeriod
    """Deemed balance at the end of the period."""
    pool_repayment: ByPeriod
    """Receipts that repay the balance."""
    pool_accruing: ByPeriod
    """Balance that bears interest in the period, where interest begins with operation."""
    pool_short: ByPeriod
    """Binary: a loss is carried at the end of the period, so nothing can be shared."""
    pool_repaid: ByPeriod
    """Binary: the balance is 0 at the end of the period."""
    pool_operates: ByPeriod
    """Binary: something that the pool pays for has begun to operate; a period without one
    takes the latest before it."""
    pool_called: ByPeriod
    """Binary, where recovery is required: something has been called; likewise."""

    def receipts(self, period: int) -> list[Term]:
        """Receipts of a period in USD m: share2 * cash + (1 - share2 / share1) * repayment.

        That is repayment + share2 * (cash - repayment / share1): what is left once the
        repayment has been shared at share 1 is shared at share 2; it is 0 while a balance is
        owed, because the repayment then takes all of the first share.
        """
        before, after = self.source.share_before, self.source.share_after
        terms: list[Term] = []
        if period in self.pool_cash:
            terms.append((after, self.pool_cash[period]))
        if period in self.pool_repayment:
            terms.append((1.0 - after / before, self.pool_repayment[period]))
        return terms


def add_pools(model: pyo.ConcreteModel, funding: Funding) -> dict[int, Pool]:
    """Add the columns of every pool that something looks at; return them by source.

    Amounts lie between 0 and the bounds of ``pool_bounds``; a repayment is at most share1 * UD
    and at most all that can be owed, (1+i) * UB of the period before + the largest call. What is
    0 for certain has no column, and a binary exists only where there is something to choose.
    """
    program, decisions = funding.program, funding.decisions
    first_operation = first_operations(program, decisions.cluster, decisions.start)
    bounds: dict[int, PoolBounds] = {}
    most: dict[str, dict[str, FloatArray]] = {}
    for index in watched(program):
        source, payer = program.sources[index], funding.payers[index]
        largest = _largest_calls(model, source, funding.horizon)
        bounds[index] = pool_bounds(funding, payer, largest)
        begins = _beginnings(first_operation, payer, funding.horizon)
        most[source.id] = _most(program, source, bounds[index], largest, begins)
    columns = {name: _declare(model, name, most) for name in (*AMOUNTS, *CHOICES)}
    pays = _declare_pays(model, funding, first_operation, list(bounds))
    pools = {}
    for index, bound in bounds.items():
        source, payer = program.sources[index], funding.payers[index]
        own = {name: family.get(source.id, {}) for name, family in columns.items()}
        pools[index] = Pool(
            source=source,
            payer=payer,
            rate=program.calendar.period_rate(source.deemed_rate),
            bounds=bound,
            cash=_cash(funding, payer),
            cash_columns=[*decisions.x, *payer.shares],
            previous=decisions.previous_x,
            first_operation=first_operation,
            pays=pays[index],
            calls={h: model.calls[source.id, h] for h in periods_of(model, source.id)},
            **own,
        )
    return pools


def _largest_calls(model: pyo.ConcreteModel, source: Source, horizon: int) -> FloatArray:
    """(H,) upper bound of the calls on a source."""
    largest = np.zeros(horizon)
    for h in periods_of(model, source.id):
        largest[h] = model.calls[source.id, h].ub
    return largest


def _most(
    program: Program, source: Source, bounds: PoolBounds, largest: FloatArray, begins: FloatArray
) -> dict[str, FloatArray]:
    """(H,) upper bound of each family of columns; 0 = no column."""
    rate = program.calendar.period_rate(source.deemed_rate)
    owed_before = np.append(0.0, bounds.balance[:-1])
    repayment = np.minimum(
        source.share_before * bounds.distributable, (1.0 + rate) * owed_before + largest
    )
    required = is_recovery_required(source)
    from_operation = _accrues_from_operation(program, source)
    begun = np.maximum.accumulate(begins)
    return {
        "pool_cash": bounds.distributable,
        "pool_loss": bounds.carried_loss,
        "pool_balance": bounds.balance,
        "pool_repayment": repayment,
        "pool_accruing": owed_before * begun * from_operation,
        "pool_short": 1.0 * ((bounds.distributable > 0.0) & (bounds.carried_loss > 0.0)),
        "pool_repaid": 1.0 * ((bounds.balance > 0.0) & ((repayment > 0.0) | required)),
        "pool_operates": begins * from_operation,
        "pool_called": 1.0 * ((largest > 0.0) & required),
    }


def _declare(
    model: pyo.ConcreteModel, name: str, most: dict[str, dict[str, FloatArray]]
) -> dict[str, ByPeriod]:
    """Add one family of columns for all pools; return it by source and period."""
    bounds = {
        (source, h): upper
        for source, families in most.items()
        for h, upper in enumerate(families[name].tolist())
        if upper > 0.0
    }
    domain = pyo.Binary if name in CHOICES else pyo.Reals
    family = pyo.Var(list(bounds), domain=domain, bounds=lambda _model, *key: (0.0, bounds[key]))
    model.add_component(name, family)
    found: dict[str, ByPeriod] = {}
    for (source, h), variable in family.items():
        found.setdefault(source, {})[h] = variable
    return found


def _declare_pays(
    model: pyo.ConcreteModel, funding: Funding, first_operation: IntArray, pooled: list[int]
) -> dict[int, dict[int, Any]]:
    """Add the binaries ``pays`` of pools whose interest begins with operation; by source."""
    names: dict[int, dict[int, Any]] = {}
    for index in pooled:
        payer = funding.payers[index]
        waits = _accrues_from_operation(funding.program, funding.program.sources[index])
        names[index] = {
            column: share.index()
            for column, share in zip(payer.columns.tolist(), payer.shares, strict=True)
            if waits and first_operation[column] < funding.horizon
        }
    everything = [name for found in names.values() for name in found.values()]
    model.pays = pyo.Var(everything, domain=pyo.Binary)
    return {
        index: {column: model.pays[name] for column, name in found.items()}
        for index, found in names.items()
    }


def _accrues_from_operation(program: Program, source: Source) -> bool:
    """Whether interest waits for operation; without a rate there is none to wait."""
    rate = program.calendar.period_rate(source.deemed_rate)
    return source.interest_from == "operation" and rate > 0.0


def _cash(funding: Funding, payer: Payer) -> sparse.csr_array:
    """(H, columns) cash from operation by period, in x and the shares of the source."""
    cash = funding.options.operating_cash_musd
    alone = sparse.csr_array(cash * payer.alone[:, None])
    changes = less_next(alone, funding.decisions.next_x)
    shared = sparse.csr_array(cash[payer.columns])
    return sparse.csr_array(sparse.vstack([changes, shared]).T)


def _beginnings(first_operation: IntArray, payer: Payer, horizon: int) -> FloatArray:
    """(H,) 1 where something that the source can pay for can begin to operate, else 0."""
    begins = np.unique(first_operation[payer.largest_share > 0.0])
    found = np.zeros(horizon)
    found[begins[begins < horizon]] = 1.0
    return found
