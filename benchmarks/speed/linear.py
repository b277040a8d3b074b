"""Our own model as arrays: what peers are given, and a check of what comes back."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """Maximize cost @ x + offset, row_lower <= body @ x <= row_upper, lower <= x <= upper."""

    cost: Floats
    offset: float
    lower: Floats
    upper: Floats
    integer: NDArray[np.bool_]
    row_lower: Floats
    row_upper: Floats
    body: sparse.csr_array
    rules: NDArray[np.str_]
    """(rows,) name of the rule behind each row."""

    def worst_violation(self, x: Floats) -> float:
        """Most by which x breaks a row, a bound or a whole number."""
        rows = self.body @ x
        over = np.maximum(rows - self.row_upper, self.row_lower - rows)
        outside = np.maximum(x - self.upper, self.lower - x)
        fraction = np.abs(x - np.round(x))[self.integer]
        return float(max(map(_largest, (over, outside, fraction))))


def without_calls(model: Linear) -> tuple[Linear, NDArray[np.intp]]:
    """Put what is called in a period in the place of its column; the columns that are left.

    CP-SAT knows whole numbers only: "calls = sum of starts, each with its fraction" then holds
    for no plan but the empty one. So the sum stands in the rows that limit calls. The bounds of
    a call follow from those of the starts.
    """
    rows = np.flatnonzero(model.rules == "capital_calls")
    definition = model.body[rows].tocoo()
    called = ~model.integer[definition.col] & (definition.data == -1.0)
    order = np.argsort(definition.row[called], kind="stable")
    column = definition.col[called][order]
    if len(column) != len(rows):
        raise RuntimeError("Expected one column of calls in each row of capital_calls.")
    kept = np.setdiff1d(np.arange(len(model.cost)), column)
    others = np.setdiff1d(np.arange(len(model.rules)), rows)
    terms = sparse.csr_array(model.body[rows][:, kept])
    body = model.body[others][:, kept] + model.body[others][:, column] @ terms
    left = replace(
        model,
        cost=model.cost[kept] + terms.T @ model.cost[column],
        lower=model.lower[kept],
        upper=model.upper[kept],
        integer=model.integer[kept],
        row_lower=model.row_lower[others],
        row_upper=model.row_upper[others],
        body=sparse.csr_array(body),
        rules=model.rules[others],
    )
    return left, kept


def save(model: Linear, path: Path) -> None:
    """Write the arrays of a model."""
    parts = {field.name: getattr(model, field.name) for field in fields(model)}
    body = parts.pop("body")
    np.savez(path, data=body.data, indices=body.indices, indptr=body.indptr, **parts)


def load(path: Path) -> Linear:
    """Read the arrays of a model."""
    with np.load(path, allow_pickle=False) as stored:
        parts = dict(stored)
    shape = (len(parts["row_lower"]), len(parts["cost"]))
    csr = tuple(parts.pop(name) for name in ("data", "indices", "indptr"))
    parts["offset"] = float(parts["offset"])
    return Linear(body=sparse.csr_array(csr, shape=shape), **parts)


def highs_of(model: Linear, sign: float = 1.0) -> Any:
    """Return a solver that holds a model; -1 turns it into the minimization of its negative."""
    # Imported here: OR-tools holds a HiGHS of its own, and refuses to stand beside another.
    import highspy

    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = model.body.shape
    program.sense_ = highspy.ObjSense.kMaximize if sign > 0 else highspy.ObjSense.kMinimize
    program.col_cost_ = sign * model.cost
    program.col_lower_, program.col_upper_ = model.lower, model.upper
    program.row_lower_, program.row_upper_ = model.row_lower, model.row_upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = model.body.indptr
    program.a_matrix_.index_ = model.body.indices
    program.a_matrix_.value_ = model.body.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    program.integrality_ = [kinds[integer] for integer in model.integer.astype(int)]
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    if solver.passModel(program) != highspy.HighsStatus.kOk:
        raise RuntimeError("HiGHS does not take the model as it is.")
    return solver


def _largest(amounts: Floats) -> float:
    return max(0.0, float(amounts.max())) if len(amounts) else 0.0
