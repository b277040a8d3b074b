"""How a family of rows becomes a component: named rows, linear expressions, no doubles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyomo.environ as pyo
from pyomo.core.expr.numeric_expr import LinearExpression

Key = tuple[str | int, ...]

Term = tuple[float, Any]
"""Coefficient and variable."""


def linear(terms: Iterable[Term]) -> LinearExpression:
    """Sum of coefficient times variable, without the arithmetic of expressions (much faster)."""
    pairs = [(float(coefficient), variable) for coefficient, variable in terms if coefficient]
    return LinearExpression(
        linear_coefs=[coefficient for coefficient, _ in pairs],
        linear_vars=[variable for _, variable in pairs],
    )


class Rows:
    """The rows of one rule: key to lower limit, expression, upper limit."""

    def __init__(self) -> None:
        self._rows: dict[Key, tuple[float | None, LinearExpression, float | None]] = {}

    def __len__(self) -> int:
        """Number of rows."""
        return len(self._rows)

    def at_most(self, key: Key, terms: Iterable[Term], limit: float) -> None:
        """Add ``terms <= limit``."""
        self._add(key, None, linear(terms), limit)

    def at_least(self, key: Key, terms: Iterable[Term], limit: float) -> None:
        """Add ``terms >= limit``."""
        self._add(key, limit, linear(terms), None)

    def equal(self, key: Key, terms: Iterable[Term], amount: float) -> None:
        """Add ``terms = amount``."""
        self._add(key, amount, linear(terms), amount)

    def _add(
        self, key: Key, lower: float | None, body: LinearExpression, upper: float | None
    ) -> None:
        if key in self._rows:
            raise ValueError(f"Two rows of one rule are named {key}.")
        self._rows[key] = (lower, body, upper)

    def attach(self, model: pyo.ConcreteModel, rule: str) -> None:
        """Make them the component ``rule`` of the model; it exists even without a row."""
        rows = self._rows
        # Names of rows may differ in length: a set with dimen=None takes them as they come.
        names = pyo.Set(initialize=list(rows), dimen=None)
        model.add_component(rule, pyo.Constraint(names, rule=lambda _model, *key: rows[key]))
