"""From the rows of a Pyomo model to one sparse matrix.

Pyomo's own compiler walks every row as an expression; rows that nobody has looked at are flat
lists already (``formulation.rows``), so they only have to be put behind one another. A test holds
that both give the same matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray
from pyomo.core.expr.numeric_expr import LinearExpression
from pyomo.repn import generate_standard_repn
from scipy import sparse

from optmodel.errors import OptmodelError
from optmodel.formulation.rows import LinearRows, Rows, Term
from optmodel.search.row_names import RowNames

Floats = NDArray[np.float64]


class HandOverError(OptmodelError):
    """The model holds a number that the solver would take wrongly."""


class TriviallyInfeasibleError(Exception):
    """A row without variables cannot hold; ``row`` is its name."""

    def __init__(self, row: str) -> None:
        self.row = row
        super().__init__(row)


@dataclass(frozen=True, slots=True)
class Compiled:
    """Maximize cost @ x + offset, lower <= body @ x <= upper."""

    cost: Floats
    offset: float
    body: sparse.csr_array
    """Without zeros, a column at most once in a row; every row has an entry."""
    lower: Floats
    upper: Floats
    names: RowNames


def compile_model(model: pyo.ConcreteModel, variables: Sequence[Any]) -> Compiled:
    """Compile the active rows and the objective of a linear model over its variables.

    Rows come in the order of declaration. One without variables is left out.

    Raises
    ------
    TriviallyInfeasibleError
        Where a row without variables cannot hold.
    HandOverError
        Where a row is not linear, or holds a variable that is none of the model's.
    """
    position = {id(variable): column for column, variable in enumerate(variables)}
    cost, offset = _objective(model, position)
    components = list(model.component_objects(pyo.Constraint, active=True))
    parts = [_rows_of(component) for component in components]
    names = RowNames([it.name for it in components], [list(part.keys) for part in parts])
    lower = _joined([part.lower for part in parts], np.float64)
    upper = _joined([part.upper for part in parts], np.float64)
    body = _body(parts, position)
    empty = np.diff(body.indptr) == 0
    if empty.any():
        wrong = np.flatnonzero(empty & ~((lower <= 0.0) & (upper >= 0.0)))
        if len(wrong):
            raise TriviallyInfeasibleError(names[int(wrong[0])])
        kept = np.flatnonzero(~empty)
        body, lower, upper, names = body[kept], lower[kept], upper[kept], names.only(kept)
    return Compiled(cost, offset, body, lower, upper, names)


def _objective(model: pyo.ConcreteModel, position: dict[int, int]) -> tuple[Floats, float]:
    """(cost by column, offset) of a maximization; a minimization is turned around."""
    (objective,) = model.component_data_objects(pyo.Objective, active=True)
    offset, terms = _linear(objective, objective.expr)
    coefficients, variables = zip(*terms, strict=True) if terms else ((), ())
    cost = np.zeros(len(position))
    np.add.at(cost, _columns(variables, position), _joined([coefficients], np.float64))
    sign = 1.0 if objective.sense == pyo.maximize else -1.0
    return np.asarray(sign * cost), sign * offset


def _body(parts: Sequence[Rows], position: dict[int, int]) -> sparse.csr_array:
    """All rows over all columns."""
    columns = [_columns(part.variables, position) for part in parts]
    before = np.cumsum([0, *map(len, columns)])[:-1]
    lists = zip(parts, before.tolist(), strict=True)
    ends = [np.array(part.ends, dtype=np.int32) + count for part, count in lists]
    starts = _joined([[0], *ends], np.int32)
    values = _joined([part.coefficients for part in parts], np.float64)
    shape = (len(starts) - 1, len(position))
    body = sparse.csr_array((values, _joined(columns, np.int32), starts), shape=shape)
    body.sum_duplicates()
    body.eliminate_zeros()
    return body


def _rows_of(component: Any) -> Rows:
    """Rows of a component: as they are kept, or else as Pyomo has them one by one."""
    unmade = component.unmade if isinstance(component, LinearRows) else None
    if unmade is not None:
        return unmade
    rows = Rows()
    for key, row in component.items():
        low, body, high = row.to_bounded_expression()
        if not row.active or (low is None and high is None):
            continue
        offset, terms = _linear(row, body)
        lower = -np.inf if low is None else float(pyo.value(low)) - offset
        upper = np.inf if high is None else float(pyo.value(high)) - offset
        rows.add(key, lower, terms, upper)
    return rows


def _linear(row: Any, body: Any) -> tuple[float, list[Term]]:
    """(constant, terms) of an expression."""
    if type(body) is LinearExpression:
        terms = zip(map(float, body.linear_coefs), body.linear_vars, strict=True)
        return float(body.constant), list(terms)
    found = generate_standard_repn(body)
    if not found.is_linear():
        raise HandOverError(f"{row.name} is not linear.")
    return float(found.constant), list(zip(found.linear_coefs, found.linear_vars, strict=True))


def _columns(variables: Sequence[Any], position: dict[int, int]) -> NDArray[np.int32]:
    """Column of each variable."""
    try:
        found = map(position.__getitem__, map(id, variables))
        return np.fromiter(found, dtype=np.int32, count=len(variables))
    except KeyError:
        foreign = next(it for it in variables if id(it) not in position)
        raise HandOverError(f"Variable {foreign} is none of the model's.") from None


def _joined(parts: Iterable[Any], kind: type) -> Any:
    """Several lists or arrays as one array."""
    arrays: list[Any] = [np.asarray(part, dtype=kind) for part in parts]
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=kind)
