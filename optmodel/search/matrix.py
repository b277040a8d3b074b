"""The hand-over: from the Pyomo model to arrays that HiGHS takes as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray
from pyomo.common.gc_manager import PauseGC
from scipy import sparse

from optmodel.search.compile import (
    HandOverError,
    TriviallyInfeasibleError,
    compile_model,
)
from optmodel.search.exchange import MODEL_ARRAYS
from optmodel.search.labels import labels
from optmodel.search.row_names import RowNames

__all__ = ["HandOverError", "Matrix", "TriviallyInfeasibleError", "hand_over", "with_row"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

SMALLEST, LARGEST = 1e-4, 1e5
"""Coefficients are brought into this interval where a power of two can do it: the solver's
tolerances are absolute."""
VANISHES = 1e-9
"""HiGHS drops coefficients of this size and below without a word (small_matrix_value)."""
SPREAD = 1e6
"""Largest over smallest coefficient of a row beyond which the row is reported."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Maximize cost @ x, row_lower <= A x <= row_upper, lower <= x <= upper; A by rows."""

    cost: Floats
    offset: float
    lower: Floats
    upper: Floats
    integer: NDArray[np.bool_]
    row_lower: Floats
    row_upper: Floats
    starts: Ints
    indices: Ints
    values: Floats
    row: NDArray[np.int64]
    """(columns,) label of the row of Clusters that a column is about, -1 for none."""
    place: NDArray[np.int64]
    """(columns,) label of its site, -1 for none."""
    rows: Sequence[str]
    """Name of each row."""
    notes: tuple[str, ...]
    """What is worth knowing about the numbers, in sentences."""

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.cost)

    def arrays(self) -> dict[str, Any]:
        """The arrays that the worker needs, by name."""
        return {name: getattr(self, name) for name in MODEL_ARRAYS}

    def activity(self, x: Floats) -> Floats:
        """A x."""
        return np.asarray(self._sparse() @ x)

    def weighted(self, prices: Floats) -> Floats:
        """(columns,) the rows added up, each times its price."""
        return np.asarray(self._sparse().T @ prices)

    def magnitude(self, x: Floats) -> Floats:
        """|A| |x|: what the terms of each row amount to without their signs."""
        return np.asarray(abs(self._sparse()) @ np.abs(x))

    def _sparse(self) -> sparse.csr_array:
        shape = (len(self.row_lower), self.columns)
        return sparse.csr_array((self.values, self.indices, self.starts), shape=shape)


def hand_over(model: pyo.ConcreteModel) -> Matrix:
    """Compile a model whose variables all have finite bounds.

    Columns are all variables of the model in their order of declaration, also those that no
    row uses.

    Raises
    ------
    TriviallyInfeasibleError
        Where a row without variables cannot hold.
    HandOverError
        Where a number is not finite, or a coefficient would vanish in the solver.
    """
    # The model's objects are all alive: looking for garbage among them takes most of the time.
    with PauseGC():
        return _hand_over(model)


def with_row(matrix: Matrix, coefficients: Floats, least: float) -> Matrix:
    """The model with one more row, coefficients @ x >= least; without any there is none.

    Like every row it is scaled by a power of two into what the solver takes; coefficients that
    would vanish in it are left out.
    """
    size = np.abs(coefficients)
    if not size.any():
        return matrix
    largest = float(size.max())
    kept = np.flatnonzero(size > 2 * VANISHES * largest / LARGEST)
    factor = 1.0
    if largest > LARGEST or float(size[kept].min()) < SMALLEST:
        smallest = float(size[kept].min())
        factor = float(np.exp2(np.round(0.5 * np.log2(SMALLEST * LARGEST / largest / smallest))))
    return replace(
        matrix,
        row_lower=np.append(matrix.row_lower, least * factor),
        row_upper=np.append(matrix.row_upper, np.inf),
        starts=np.append(matrix.starts, matrix.starts[-1] + len(kept)).astype(np.int32),
        indices=np.append(matrix.indices, kept).astype(np.int32),
        values=np.append(matrix.values, coefficients[kept] * factor),
        rows=_and_held(matrix.rows),
    )


def _and_held(names: Sequence[str]) -> Sequence[str]:
    """The names of rows, and that of one more that holds a value."""
    return names.and_one("held") if isinstance(names, RowNames) else (*names, "held")


def _hand_over(model: pyo.ConcreteModel) -> Matrix:
    """Compile, scale and check."""
    variables = list(model.component_data_objects(pyo.Var, active=True))
    form = compile_model(model, variables)
    factors, notes = _factors(form.body, form.names)
    lower, upper = _bounds(variables)
    row, place = labels(variables)
    matrix = Matrix(
        cost=form.cost,
        offset=form.offset,
        lower=lower,
        upper=upper,
        integer=np.array([v.is_integer() for v in variables], dtype=bool),
        row_lower=form.lower * factors,
        row_upper=form.upper * factors,
        starts=form.body.indptr.astype(np.int32),
        indices=form.body.indices.astype(np.int32),
        values=form.body.data * np.repeat(factors, np.diff(form.body.indptr)),
        row=row,
        place=place,
        rows=form.names,
        notes=notes,
    )
    _check_finite(matrix, variables)
    return matrix


def _bounds(variables: list[Any]) -> tuple[Floats, Floats]:
    """(lower, upper) of the columns."""
    pairs = [variable.bounds for variable in variables]
    array = np.array(pairs, dtype=np.float64).reshape(len(pairs), 2)  # None becomes NaN
    return array[:, 0].copy(), array[:, 1].copy()


def _factors(body: sparse.csr_array, names: Sequence[str]) -> tuple[Floats, tuple[str, ...]]:
    """(power of two by which each row is multiplied, notes about rows with a wide spread).

    A row is scaled only where a coefficient lies outside 1e-4 .. 1e5. It is then centered; a
    row too wide for the interval keeps its small coefficients well above what vanishes.
    """
    if not body.nnz:
        return np.ones(body.shape[0]), ()
    size = np.abs(body.data)
    # A row always has an entry: the compiler leaves out rows without variables.
    largest = np.maximum.reduceat(size, body.indptr[:-1])
    smallest = np.minimum.reduceat(size, body.indptr[:-1])
    outside = (largest > LARGEST) | (smallest < SMALLEST)
    exponent = np.round(0.5 * (np.log2(SMALLEST * LARGEST) - np.log2(largest * smallest)))
    factors = np.where(outside, np.exp2(exponent), 1.0)
    gone = np.nonzero(smallest * factors <= 2 * VANISHES)[0]
    if len(gone):
        raise HandOverError(
            f"Row {names[int(gone[0])]} holds coefficients from {smallest[gone[0]]:g} to "
            f"{largest[gone[0]]:g}: the small ones would vanish in the solver."
        )
    wide = np.nonzero(largest > SPREAD * smallest)[0].tolist()
    notes = tuple(
        f"Row {names[row]} holds coefficients from {smallest[row]:g} to "
        f"{largest[row]:g}, a spread beyond {SPREAD:g}."
        for row in wide
    )
    return factors, notes


def _check_finite(matrix: Matrix, variables: list[Any]) -> None:
    """Refuse what is not finite, apart from the open side of an inequality, and what is fixed."""
    for variable in variables:
        if variable.fixed:
            raise HandOverError(f"Variable {variable} is fixed; give it equal bounds instead.")
    for index in np.nonzero(~np.isfinite(matrix.lower + matrix.upper))[0]:
        raise HandOverError(f"Variable {variables[index]} has no finite bounds.")
    if not np.all(np.isfinite(matrix.cost)) or not np.isfinite(matrix.offset):
        raise HandOverError("The objective holds a number that is not finite.")
    if not np.all(np.isfinite(matrix.values)):
        raise HandOverError("A row holds a coefficient that is not finite.")
    finite = np.isfinite(matrix.row_lower) | np.isfinite(matrix.row_upper)
    if not np.all(finite & (matrix.row_lower < np.inf) & (matrix.row_upper > -np.inf)):
        raise HandOverError("A row has a limit that is not finite.")
