"""What each source pays and when: capital_calls, call_limit, commitment_limit, in USD m."""

from __future__ import annotations

import math
from itertools import pairwise

import pyomo.environ as pyo

from optmodel.economics.funding import commitment_left
from optmodel.formulation.calls import call_matrix
from optmodel.formulation.rows import Rows
from optmodel.formulation.shares import Funding
from optmodel.program.call_windows import CallWindow, call_windows
from optmodel.program.program import Program, Source


def add_capital_calls(model: pyo.ConcreteModel, funding: Funding) -> None:
    """Calls of a period are the capital of what a source pays for and its preparation.

    calls[f,h] = sum_kst call[k,s,t,f,h] * share[k,s,t,f] + sum_st spend[s,t,h] * its share of
    y[s,t] - y[s,t-1], USD m, nominal. Where the source pays alone, the share is the start itself,
    x[k,s,t] - x[k,s,t-1]: in x the coefficient is call[k,s,t,f,h] - call[k,s,t',f,h], t' the next
    option, mostly 0, so the rows are sparse. 0 <= calls[f,h] <= the dearest start of every copy
    and opening of every site together, at the largest share of the source. A period in which
    nothing can be called has no variable.
    """
    rows, sources = Rows(), funding.program.sources
    bounds: dict[tuple[str, int], float] = {}
    matrices = []
    for payer in funding.payers:
        calls = call_matrix(funding, payer)
        matrices.append(calls.coefficients)
        source = sources[payer.source].id
        bounds |= {(source, h): most for h, most in enumerate(calls.largest.tolist()) if most > 0}
    model.calls = pyo.Var(list(bounds), bounds=lambda _model, *key: (0.0, bounds[key]))
    for payer, matrix in zip(funding.payers, matrices, strict=True):
        columns = payer.all_columns(funding.decisions)
        source = sources[payer.source].id
        for h in periods_of(model, source):
            here = slice(matrix.indptr[h], matrix.indptr[h + 1])
            entries = zip(matrix.indices[here].tolist(), matrix.data[here].tolist(), strict=True)
            terms = [(amount, columns[index]) for index, amount in entries]
            rows.equal((source, h), [*terms, (-1.0, model.calls[source, h])], 0.0)
    rows.attach(model, "capital_calls")


def add_call_limit(model: pyo.ConcreteModel, program: Program) -> None:
    """Calls stay within what the source can pay in the period.

    calls[f,h] <= maximum[f,h], and in a run of periods with carrying forward
    sum_{h'<=h} calls[f,h'] <= sum_{h'<=h} maximum[f,h'] from the beginning of the run, USD m.
    Before the first and after the last call the maximum is 0. Rows that no plan can break,
    and rows that another row of the run implies, are left out.
    """
    rows = Rows()
    for source in program.sources:
        for window in call_windows(source, program.calendar.horizon_periods):
            _add_window(rows, model, source, window)
    rows.attach(model, "call_limit")


def add_commitment_limit(model: pyo.ConcreteModel, program: Program) -> None:
    """All calls on a source stay within what is left of its commitment.

    sum_h calls[f,h] <= commitment[f] - already committed[f], USD m. A commitment that pays for
    everything at once has no row.
    """
    rows = Rows()
    for source in program.sources:
        left = commitment_left(source)
        calls = [model.calls[source.id, h] for h in periods_of(model, source.id)]
        if sum(variable.ub for variable in calls) > left:
            rows.at_most((source.id,), [(1.0, variable) for variable in calls], left)
    rows.attach(model, "commitment_limit")


def periods_of(model: pyo.ConcreteModel, source: str) -> list[int]:
    """Periods in which a source can be called, ascending."""
    return [h for payer, h in model.calls if payer == source]


def _add_window(rows: Rows, model: pyo.ConcreteModel, source: Source, window: CallWindow) -> None:
    """Add the rows of one run of periods, cumulative from its beginning.

    A period without calls has a larger limit and the same left side as the one before it; a
    period followed by one with the same limit has the smaller left side: neither needs a row.
    """
    limits: list[tuple[int, float]] = []
    available = 0.0
    for h, maximum in zip(window.periods, window.maximum_musd, strict=True):
        available += maximum
        if (source.id, h) in model.calls:
            limits.append((h, available))
    terms = []
    possible = 0.0
    for (h, limit), (_, limit_later) in pairwise([*limits, (-1, math.inf)]):
        variable = model.calls[source.id, h]
        terms.append((1.0, variable))
        possible += variable.ub
        if possible > limit and limit_later > limit:
            rows.at_most((source.id, h), terms, limit)
