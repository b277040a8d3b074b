"""Our own model as MPS files, for solvers that are not HiGHS."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from benchmarks.speed.cases import program_of_tables, tables_of_case
from benchmarks.speed.linear import Linear, highs_of, save, without_calls
from benchmarks.speed.record import Recorder
from benchmarks.speed.terms import Terms
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.formulation.model import build_model
from optmodel.search.matrix import Matrix, hand_over

WHOLE, SUMS = "model", "sums"
"""Names of the files: the model as it is, and with sums in the place of calls."""


def linear_of_case(case: str) -> Linear:
    """Build a case as optmodel hands it to its search."""
    program = program_of_tables(tables_of_case(case))
    model = build_model(program, build_options(program), build_preparation(program))
    return linear_of(hand_over(model))


def linear_of(matrix: Matrix) -> Linear:
    """Take over the arrays of a hand-over."""
    shape = (len(matrix.row_lower), matrix.columns)
    return Linear(
        cost=matrix.cost,
        offset=matrix.offset,
        lower=matrix.lower,
        upper=matrix.upper,
        integer=matrix.integer,
        row_lower=matrix.row_lower,
        row_upper=matrix.row_upper,
        body=sparse.csr_array((matrix.values, matrix.indices, matrix.starts), shape=shape),
        rules=np.array([str(row).partition("[")[0] for row in matrix.rows], dtype=np.str_),
    )


def run_mps(case: str, terms: Terms, record: Recorder) -> None:
    """Write the model of a case, as the minimization of its negative value without the offset.

    Readers differ in what they make of a maximization and of a constant; so written, all agree.
    """
    model = linear_of_case(case)
    for name, form in ((WHOLE, model), (SUMS, without_calls(model)[0])):
        highs_of(form, -1.0).writeModel(str(terms.folder / f"{name}.mps"))
        save(form, terms.folder / f"{name}.npz")
    record.facts(
        status="written",
        columns=len(model.cost),
        rows=len(model.row_lower),
        nonzeros=int(model.body.nnz),
    )
