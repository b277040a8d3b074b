"""What the plan maximizes: the net present value in the chosen perspective, in USD m."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.factors import discount_factors
from optmodel.economics.perspective import PLEDGE
from optmodel.economics.types import FloatArray
from optmodel.formulation.differences import difference
from optmodel.formulation.paid import own_terms, paid_terms
from optmodel.formulation.pools import Pool
from optmodel.formulation.rows import Term, linear
from optmodel.formulation.shares import Funding


def add_value(
    model: pyo.ConcreteModel, funding: Funding, pools: dict[int, Pool], extra: Iterable[Term]
) -> None:
    """Maximize the value of the starts less the cost of the openings, to the perspective.

    sum_kst value[k,s,t] * (x[k,s,t] - x[k,s,t-1]) - sum_st cost[s,t] * (y[s,t] - y[s,t-1]),
    USD m, discounted. In x itself the coefficient is value[k,s,t] - value[k,s,t'], t' the next
    option of the same variant and site. Program counts everything; Japan counts what the first
    source has by its shares, sum value[k,s,t,f] * share[k,s,t,f], less its part of the
    preparation, and the receipts of its pool; the United States count everything less that of
    every source. ``extra`` are the terms that no start has alone: synergies (to the program and
    the United States) and, below 0, the prices of targets that are missed.
    """
    program, options, decisions = funding.program, funding.options, funding.decisions
    cost = funding.preparation.npv_musd[decisions.opening_site, decisions.opening_period]
    perspective = program.settings.perspective
    if perspective == "Japan":
        terms = paid_terms(
            decisions, funding.payers[PLEDGE], options.npv_source_musd[:, PLEDGE], -cost
        )
    elif perspective == "United States":
        terms = _host_terms(funding, options.npv_musd, -cost)
    else:
        terms = own_terms(decisions, options.npv_musd, -cost)
    factors = discount_factors(
        program.settings.discount_rate, program.settings.discount_timing, program.calendar
    )
    sign = {"Japan": 1.0, "United States": -1.0}.get(perspective, 0.0)
    for index, pool in pools.items():
        if perspective == "United States" or (perspective == "Japan" and index == PLEDGE):
            terms += _receipts(pool, sign * factors)
    model.value = pyo.Objective(expr=linear([*terms, *extra]), sense=pyo.maximize)


def _host_terms(funding: Funding, value: FloatArray, cost: FloatArray) -> list[Term]:
    """Everything less what the sources have; alone or by their shares."""
    options, decisions, payers = funding.options, funding.decisions, funding.payers
    alone = np.column_stack([payer.alone for payer in payers])
    opens_alone = np.column_stack([payer.opens_alone for payer in payers]).any(axis=1)
    terms = own_terms(
        decisions,
        difference(value, (options.npv_source_musd * alone).sum(axis=1)),
        np.where(opens_alone, 0.0, cost),
    )
    for payer in payers:
        mine = -options.npv_source_musd[payer.columns, payer.source]
        terms += zip(mine.tolist(), payer.shares, strict=True)
        terms += zip((-cost[payer.openings]).tolist(), payer.opening_shares, strict=True)
    return terms


def _receipts(pool: Pool, factors: FloatArray) -> list[Term]:
    """Receipts of a pool by period, times a factor of each."""
    return [
        (factor * amount, variable)
        for h, factor in enumerate(factors.tolist())
        for amount, variable in pool.receipts(h)
    ]
