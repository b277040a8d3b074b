"""What the pledge pays and when: capital_calls, call_limit, commitment_limit, in USD m.

One funding source, the first, pays for every cluster: a start calls all of its capital on it.
"""

from __future__ import annotations

import math
from itertools import pairwise

import pyomo.environ as pyo

from optmodel.economics.types import Options, Preparation
from optmodel.formulation.calls import call_matrix
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.rows import Rows
from optmodel.program.call_windows import CallWindow, call_windows
from optmodel.program.program import Program, Source


def add_capital_calls(
    model: pyo.ConcreteModel,
    program: Program,
    options: Options,
    preparation: Preparation,
    decisions: Decisions,
) -> None:
    """Calls of a period are the capital of what has started and the preparation spent in it.

    calls[f,h] = sum_kst call[k,s,t,h] * (x[k,s,t] - x[k,s,t-1])
    + sum_st spend[s,t,h] * (y[s,t] - y[s,t-1]), USD m, nominal. In x itself the coefficient is
    call[k,s,t,h] - call[k,s,t',h], t' the next option: mostly 0, so the rows are sparse.
    0 <= calls[f,h] <= the dearest start of every copy and opening of every site together.
    A period in which nothing can be called has no variable.
    """
    rows = Rows()
    if not program.sources:
        model.calls = pyo.Var([])
        rows.attach(model, "capital_calls")
        return
    calls = call_matrix(program, options, preparation, decisions)
    source = program.sources[0].id
    largest = calls.largest.tolist()
    called = [h for h, most in enumerate(largest) if most > 0.0]
    model.calls = pyo.Var(
        [(source, h) for h in called], bounds=lambda _model, _source, h: (0.0, largest[h])
    )
    columns = decisions.x + decisions.y
    matrix = calls.coefficients
    for h in called:
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
    for source in program.sources[:1]:
        for window in call_windows(source, program.calendar.horizon_periods):
            _add_window(rows, model, source, window)
    rows.attach(model, "call_limit")


def add_commitment_limit(model: pyo.ConcreteModel, program: Program) -> None:
    """All calls stay within what is left of the commitment.

    sum_h calls[f,h] <= commitment[f] - already committed[f], USD m. A commitment that pays for
    everything at once has no row.
    """
    rows = Rows()
    for source in program.sources[:1]:
        left = source.commitment_musd - source.already_committed_musd
        calls = list(model.calls.values())
        if sum(variable.ub for variable in calls) > left:
            rows.at_most((source.id,), [(1.0, variable) for variable in calls], left)
    rows.attach(model, "commitment_limit")


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
