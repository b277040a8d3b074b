"""Building alone: from options in memory to a HiGHS that holds the matrix, in three ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.speed.array_rules import cost_of, rules_of
from benchmarks.speed.arrays import Columns, Floats, Rule, called_by, columns_of, most_called
from benchmarks.speed.cases import program_of_tables, tables_of_case
from benchmarks.speed.linear import Linear, highs_of
from benchmarks.speed.mps import linear_of
from benchmarks.speed.record import Recorder
from benchmarks.speed.terms import Terms
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options, Preparation
from optmodel.formulation.model import build_model
from optmodel.program.program import Program
from optmodel.search.matrix import hand_over


@dataclass(frozen=True, slots=True)
class Given:
    """What every way starts from."""

    program: Program
    options: Options
    preparation: Preparation


def given_of(case: str, record: Recorder) -> Given:
    """Read a case and work out its options."""
    program = program_of_tables(tables_of_case(case))
    with record.phase("options"):
        given = Given(program, build_options(program), build_preparation(program))
    record.facts(options=len(given.options))
    return given


def run_ours(case: str, _terms: Terms, record: Recorder) -> None:
    """Build as optmodel does: a Pyomo model, compiled into arrays."""
    given = given_of(case, record)
    with record.phase("build"):
        model = build_model(given.program, given.options, given.preparation)
    with record.phase("hand-over"):
        matrix = hand_over(model)
    linear = linear_of(matrix)
    with record.phase("pass"):
        solver = highs_of(linear)
    _note(record, solver)


def run_numpy(case: str, _terms: Terms, record: Recorder) -> None:
    """Build the arrays with NumPy and nothing else."""
    given = given_of(case, record)
    with record.phase("build"):
        linear = numpy_linear(given)
    with record.phase("pass"):
        solver = highs_of(linear)
    _note(record, solver)


def run_linopy(case: str, _terms: Terms, record: Recorder) -> None:
    """Build a linopy model, rule by rule, from the same entries."""
    import linopy  # noqa: F401  -- not a part of building

    given = given_of(case, record)
    with record.phase("build"):
        model = linopy_model(given)
    with record.phase("pass"):
        solver = model.to_highspy()
    _note(record, solver)


def numpy_linear(given: Given) -> Linear:
    """Return the matrix of the rules, one under the other."""
    columns, cost, upper = _columns(given)
    rules = rules_of(given.program, given.options, given.preparation)
    first = np.cumsum([0, *(len(rule.upper) for rule in rules)])
    row = np.concatenate([rule.row + at for rule, at in zip(rules, first[:-1], strict=True)])
    column = np.concatenate([rule.column for rule in rules])
    amount = np.concatenate([rule.amount for rule in rules])
    whole = np.arange(len(cost)) < len(given.options) + len(columns.opening_site)
    return Linear(
        cost=cost,
        offset=0.0,
        lower=np.zeros(len(cost)),
        upper=upper,
        integer=whole,
        row_lower=np.concatenate([rule.lower for rule in rules]),
        row_upper=np.concatenate([rule.upper for rule in rules]),
        body=sparse.csr_array((amount, (row, column)), shape=(int(first[-1]), len(cost))),
        rules=np.repeat([rule.name for rule in rules], [len(rule.upper) for rule in rules]),
    )


def linopy_model(given: Given) -> Any:
    """Return a linopy model with the same rows and columns."""
    import linopy
    import pandas as pd

    columns, cost, upper = _columns(given)
    count = len(given.options) + len(columns.opening_site)
    model = linopy.Model()
    index = pd.RangeIndex(count, name="column")
    decided = model.add_variables(coords=[index], binary=True, name="decided")
    periods = pd.RangeIndex(len(cost) - count, name="period")
    ceiling = pd.Series(upper[count:], index=periods)
    calls = model.add_variables(lower=0.0, upper=ceiling, coords=[periods], name="calls")
    for rule in rules_of(given.program, given.options, given.preparation):
        is_call = rule.column >= count
        parts = [
            _summed(variable, rule, kept, shift)
            for variable, kept, shift in ((decided, ~is_call, 0), (calls, is_call, count))
            if kept.any()
        ]
        left = parts[0] if len(parts) == 1 else parts[0] + parts[1]
        sign = "=" if rule.lower[0] == rule.upper[0] else "<="
        right = pd.Series(rule.upper, index=pd.RangeIndex(len(rule.upper), name="row"))
        model.add_constraints(left, sign, right, name=rule.name)
    worth = pd.Series(cost[:count], index=index)
    model.add_objective((worth * decided).sum(), sense="max")
    return model


def _summed(variable: Any, rule: Rule, kept: np.ndarray, shift: int) -> Any:
    """Return the sums of a rule's entries of one variable, by row."""
    import xarray as xr

    taken = xr.DataArray(rule.column[kept] - shift, dims="entry")
    amount = xr.DataArray(rule.amount[kept], dims="entry")
    row = xr.DataArray(rule.row[kept], dims="entry", name="row")
    chosen = variable.isel({variable.dims[0]: taken})
    return (amount * chosen).groupby(row).sum()


def _columns(given: Given) -> tuple[Columns, Floats, Floats]:
    """(columns, value of each, upper bound of each)."""
    program, options, preparation = given.program, given.options, given.preparation
    columns = columns_of(program, options, preparation)
    amounts = called_by(program, options, preparation, columns)
    most = most_called(options, columns, amounts, (len(program.clusters), len(program.sites)))
    called = most[most > 0]
    cost = cost_of(options, preparation, columns, len(called))
    upper = np.ones(len(cost))
    upper[len(cost) - len(called) :] = called
    return columns, cost, upper


def _note(record: Recorder, solver: Any) -> None:
    record.facts(
        status="built",
        columns=solver.getNumCol(),
        rows=solver.getNumRow(),
        nonzeros=solver.getNumNz(),
    )
