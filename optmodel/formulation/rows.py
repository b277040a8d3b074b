"""How a family of rows becomes a component: named rows, linear terms, no doubles.

A model has hundreds of thousands of rows that nobody looks at one by one: the hand-over to the
solver only needs their coefficients. So the rows of a rule are kept as flat lists, and become
Pyomo's constraints when somebody looks at one of them (the LP file, a search for conflicts, a
test). From then on Pyomo's are the rows, whatever is done to them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import pyomo.environ as pyo
from pyomo.core.base.constraint import IndexedConstraint
from pyomo.core.base.enums import SortComponents
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
    """The rows of one rule: key to lower limit, terms, upper limit."""

    def __init__(self) -> None:
        self.keys: dict[Any, None] = {}
        """Keys of the rows in their order."""
        self.lower: list[float] = []
        """Lower limit of each row; -inf = none."""
        self.upper: list[float] = []
        """Upper limit of each row; inf = none."""
        self.coefficients: list[float] = []
        """Of the terms of all rows, one row after the other."""
        self.variables: list[Any] = []
        """Pyomo variables of the terms."""
        self.ends: list[int] = []
        """Number of terms up to the end of each row."""

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.keys)

    def at_most(self, key: Key, terms: Iterable[Term], limit: float) -> None:
        """Add ``terms <= limit``."""
        self.add(key, -math.inf, terms, limit)

    def at_least(self, key: Key, terms: Iterable[Term], limit: float) -> None:
        """Add ``terms >= limit``."""
        self.add(key, limit, terms, math.inf)

    def equal(self, key: Key, terms: Iterable[Term], amount: float) -> None:
        """Add ``terms = amount``."""
        self.add(key, amount, terms, amount)

    def add(self, key: Any, lower: float, terms: Iterable[Term], upper: float) -> None:
        """Add ``lower <= terms <= upper``."""
        if key in self.keys:
            raise ValueError(f"Two rows of one rule are named {key}.")
        self.keys[key] = None
        self.lower.append(lower)
        self.upper.append(upper)
        for coefficient, variable in terms:
            if coefficient:
                self.coefficients.append(float(coefficient))
                self.variables.append(variable)
        self.ends.append(len(self.variables))

    def attach(self, model: pyo.ConcreteModel, rule: str) -> None:
        """Make them the component ``rule`` of the model; it exists even without a row."""
        model.add_component(rule, LinearRows(self))


class LinearRows(IndexedConstraint):  # type: ignore[misc]  # Pyomo has no types
    """A Pyomo constraint whose rows are made when somebody looks at one."""

    def __init__(self, rows: Rows) -> None:
        # Names of rows may differ in length; a set of them would take longer than the rows.
        super().__init__(pyo.Any)
        self._unmade: Rows | None = rows

    @property
    def unmade(self) -> Rows | None:
        """The rows as flat lists; None once Pyomo's constraints stand for them."""
        return self._unmade

    @property
    def _data(self) -> dict[Any, Any]:
        """Index to row, as Pyomo keeps them."""
        unmade = self.__dict__.get("_unmade")
        if unmade is not None:
            self._unmade = None
            self._make(unmade)
        made: dict[Any, Any] = self.__dict__["_data"]
        return made

    @_data.setter
    def _data(self, made: dict[Any, Any]) -> None:
        self.__dict__["_data"] = made

    def keys(self, sort: Any = SortComponents.UNSORTED, **further: Any) -> Iterator[Any]:
        """Indices in the order of the rows, also where Pyomo asks for an order that stays."""
        if SortComponents.SORTED_INDICES in SortComponents(sort):
            found: Iterator[Any] = super().keys(sort, **further)
            return found
        return iter(list(self._data))

    def _make(self, rows: Rows) -> None:
        """Make Pyomo's constraints."""
        first = 0
        limits = zip(rows.lower, rows.upper, strict=True)
        for key, (lower, upper), end in zip(rows.keys, limits, rows.ends, strict=True):
            body = LinearExpression(
                linear_coefs=rows.coefficients[first:end], linear_vars=rows.variables[first:end]
            )
            least = None if lower == -math.inf else lower
            most = None if upper == math.inf else upper
            self.add(key[0] if len(key) == 1 else key, (least, body, most))
            first = end
