"""A pool that must be repaid in time: the rows of source_recovery."""

from __future__ import annotations

import math

import pyomo.environ as pyo

from optmodel.economics.payers import SLACK_YEARS
from optmodel.formulation.decisions import NONE
from optmodel.formulation.pool_interest import latest
from optmodel.formulation.pools import Pool
from optmodel.formulation.rows import Rows, Term
from optmodel.formulation.watched import is_recovery_required
from optmodel.program.program import Program


def add_source_recovery(model: pyo.ConcreteModel, program: Program, pools: dict[int, Pool]) -> None:
    """The balance of a pool is 0 from its recovery target on, counted from its first call.

    repaid[f,h] >= called[f,h-R], R the whole periods within the target, and balance[f,H-1] = 0.
    called[f,g] = 1 once anything has been called: calls[f,g] <= their largest * called[f,g], and
    called never falls. The number is the bound of the calls, the smallest that is valid.
    """
    rows = Rows()
    last = program.calendar.horizon_periods - 1
    for pool in pools.values():
        target = pool.source.recovery_target_years
        if target is None or not is_recovery_required(pool.source):
            continue
        allowed = math.floor((target + SLACK_YEARS) / program.calendar.years)
        _add_called(rows, pool)
        _add_repaid(rows, pool, allowed)
        if last in pool.pool_balance:
            balance: list[Term] = [(1.0, pool.pool_balance[last])]
            rows.equal((pool.source.id, "repaid in the end", last), balance, 0.0)
    rows.attach(model, "source_recovery")


def _add_called(rows: Rows, pool: Pool) -> None:
    """calls[g] <= their largest * called[g], called[g-1] <= called[g]."""
    source = pool.source.id
    before: list[Term] = []
    for g, called in pool.pool_called.items():
        calls = pool.calls[g]
        rows.at_most((source, "called", g), [(1.0, calls), (-float(calls.ub), called)], 0.0)
        if before:
            rows.at_most((source, "stays called", g), [*before, (-1.0, called)], 0.0)
        before = [(1.0, called)]


def _add_repaid(rows: Rows, pool: Pool, allowed: int) -> None:
    """repaid[h] >= called[h - allowed], wherever a balance could still be owed."""
    for h, repaid in pool.pool_repaid.items():
        first = latest(pool.pool_called, h - allowed)
        if first != NONE:
            terms = [(1.0, repaid), (-1.0, pool.pool_called[first])]
            rows.at_least((pool.source.id, "repaid in time", h), terms, 0.0)
