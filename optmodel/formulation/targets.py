"""What policy asks of a plan: target, in the unit of its metric."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.target_terms import target_source
from optmodel.economics.targets import metric_amounts, unfiltered_amounts
from optmodel.economics.types import FloatArray
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.funding import periods_of
from optmodel.formulation.paid import largest_total, own_terms, paid_terms
from optmodel.formulation.pools import Pool
from optmodel.formulation.rows import Key, Rows, Term
from optmodel.formulation.shares import Funding, Payer
from optmodel.program.policy import Target


@dataclass(frozen=True, slots=True)
class _Sum:
    """The left side of a target, with what it can be at least and at most."""

    terms: list[Term]
    least: float
    most: float

    def plus(self, other: _Sum) -> _Sum:
        """Both together; the limits hold for each, so their sums hold for both."""
        return _Sum(self.terms + other.terms, self.least + other.least, self.most + other.most)


def add_target(model: pyo.ConcreteModel, funding: Funding, pools: dict[int, Pool]) -> list[Term]:
    """A metric reaches its amount by a date, or stays under it, or the miss has its price.

    sum amount[k,s,t] * (x[k,s,t] - x[k,s,t-1]) + miss >= amount, or - miss <= amount; a target for
    a source counts its shares instead of the starts. Where the amount is a share, it is the
    part of the same sum without the filter, or of the calls for receipts, which moves to the
    left: the right side is 0. A target that must be met has no miss. 0 <= miss <= how far the
    left side can at most be from the amount. A row that no plan can break is left out. Returns
    the terms that the objective loses by: - price * miss, USD m.
    """
    rows = Rows()
    misses: dict[Key, tuple[float, float]] = {}
    found: list[tuple[Key, Target, _Sum, float]] = []
    for number, target in enumerate(funding.program.targets, start=1):
        left = _left_side(model, funding, pools, target)
        amount = 0.0 if target.is_share or target.metric == "receipts" else target.amount
        beyond = amount - left.least if target.sense == "at least" else left.most - amount
        if beyond <= 0.0:
            continue
        key: Key = (number, target.metric, target.filter, target.by_period)
        found.append((key, target, left, amount))
        if target.price_musd is not None:
            misses[key] = (beyond, target.price_musd)
    model.miss = pyo.Var(list(misses), bounds=lambda _model, *key: (0.0, misses[key][0]))
    for key, target, left, amount in found:
        miss = [(1.0, model.miss[key])] if key in misses else []
        if target.sense == "at least":
            rows.at_least(key, left.terms + miss, amount)
        else:
            rows.at_most(key, left.terms + [(-each, variable) for each, variable in miss], amount)
    rows.attach(model, "target")
    return [(-price, model.miss[key]) for key, (_, price) in misses.items()]


def _left_side(
    model: pyo.ConcreteModel, funding: Funding, pools: dict[int, Pool], target: Target
) -> _Sum:
    """The metric, less the share of what it is compared with."""
    program, options, decisions = funding.program, funding.options, funding.decisions
    amounts = metric_amounts(program, options, target)
    source = target_source(program, target)
    if target.metric == "receipts":
        calls = _calls(model, program.sources[source].id, target)
        received = _paid(decisions, funding.payers[source], amounts)
        if source in pools:
            received = received.plus(_pool_receipts(pools[source], target.by_period))
        return received.plus(calls)
    if target.filter_by == "source":
        reached = _paid(decisions, funding.payers[source], amounts)
    else:
        reached = _own(decisions, amounts)
    if not target.is_share:
        return reached
    return reached.plus(
        _own(decisions, -target.amount * unfiltered_amounts(program, options, target))
    )


def _own(decisions: Decisions, amounts: FloatArray) -> _Sum:
    """Amounts a start, whoever pays."""
    return _Sum(
        own_terms(decisions, amounts),
        -largest_total(decisions, -amounts),
        largest_total(decisions, amounts),
    )


def _paid(decisions: Decisions, payer: Payer, amounts: FloatArray) -> _Sum:
    """Amounts a start, in the part that a source pays."""
    largest = amounts * payer.largest_share
    return _Sum(
        paid_terms(decisions, payer, amounts),
        -largest_total(decisions, -largest),
        largest_total(decisions, largest),
    )


def _calls(model: pyo.ConcreteModel, source: str, target: Target) -> _Sum:
    """Minus the share of the calls on a source by the date."""
    calls = [model.calls[source, h] for h in periods_of(model, source) if h <= target.by_period]
    terms = [(-target.amount, variable) for variable in calls]
    return _Sum(terms, -target.amount * sum(variable.ub for variable in calls), 0.0)


def _pool_receipts(pool: Pool, by_period: int) -> _Sum:
    """Receipts of a pool by a date; each lies between 0 and what its columns can be."""
    terms = [term for h in range(by_period + 1) for term in pool.receipts(h)]
    most = np.array([max(0.0, amount) * variable.ub for amount, variable in terms])
    return _Sum(terms, 0.0, float(most.sum()))
