"""A number and the formula that gives it, in one: what is written cannot drift from what counts.

A term is worked out twice from one expression: as text for the spreadsheet and as numbers for the
value that the cell carries. Terms of one row of periods have a number per period; terms of a
column have one per record. ``a + b``, ``a * b``, ``a <= b`` and the functions of
``optmodel.live.functions`` make terms of terms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

NOW, BEFORE = "\x01", "\x02"
"""Stand in the text of a row for the column of the period and for the one before it."""
NO_PERIOD = -1
"""Where a term is asked for a number outside the periods: in a column of records or constants."""
LITERALS = frozenset({0.0, 1.0, -1.0, 12.0, 100.0, 1000.0})
"""The only figures that may stand in a formula; every other one stands in a cell of its own."""

FIGURES = np.dtype(np.float64)

COMPARED, JOINED, ADDED, MULTIPLIED, RAISED, SIGNED, ATOM = range(7)
"""How tightly the parts of a formula hold together, loosest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """The cell that a formula is written for."""

    sheet: str
    index: int
    """Record of a table, or block of a stack, from 0."""


Text = Callable[[Place], str]
Number = Callable[[int], Any]


class Term:
    """A formula and its number.

    ``text`` gives the formula at a place. ``number`` gives the values at a period (``NO_PERIOD``
    outside the periods): one per record or block, or a single one for all of them. Of a range of
    cells (``ranged``) the last axis runs over the cells.
    """

    __slots__ = ("has_if", "number", "ranged", "rank", "text")

    def __init__(
        self,
        text: Text,
        number: Number,
        rank: int = ATOM,
        *,
        ranged: bool = False,
        has_if: bool = False,
    ) -> None:
        self.text = text
        self.number = number
        self.rank = rank
        self.ranged = ranged
        self.has_if = has_if

    def __add__(self, other: Term | float) -> Term:
        return combined("+", ADDED, np.add, self, other)

    def __radd__(self, other: float) -> Term:
        return combined("+", ADDED, np.add, other, self)

    def __sub__(self, other: Term | float) -> Term:
        return combined("-", ADDED, np.subtract, self, other)

    def __rsub__(self, other: float) -> Term:
        return combined("-", ADDED, np.subtract, other, self)

    def __mul__(self, other: Term | float) -> Term:
        return combined("*", MULTIPLIED, np.multiply, self, other)

    def __rmul__(self, other: float) -> Term:
        return combined("*", MULTIPLIED, np.multiply, other, self)

    def __truediv__(self, other: Term | float) -> Term:
        return combined("/", MULTIPLIED, _divided, self, other)

    def __rtruediv__(self, other: float) -> Term:
        return combined("/", MULTIPLIED, _divided, other, self)

    def __pow__(self, other: Term | float) -> Term:
        return combined("^", RAISED, np.power, self, other)

    def __neg__(self) -> Term:
        # 0 - x rather than -x: the number is then never the float -0.
        return combined("-", ADDED, np.subtract, 0, self)

    def __lt__(self, other: Term | float) -> Term:
        return combined("<", COMPARED, _truth(np.less), self, other)

    def __le__(self, other: Term | float) -> Term:
        return combined("<=", COMPARED, _truth(np.less_equal), self, other)

    def __gt__(self, other: Term | float) -> Term:
        return combined(">", COMPARED, _truth(np.greater), self, other)

    def __ge__(self, other: Term | float) -> Term:
        return combined(">=", COMPARED, _truth(np.greater_equal), self, other)

    def equals(self, other: Term | float | str) -> Term:
        """``=``: words are compared as a spreadsheet does it, whatever their case."""
        return combined("=", COMPARED, _truth(_same), self, other)

    def differs(self, other: Term | float | str) -> Term:
        """``<>``."""
        return combined("<>", COMPARED, _truth(lambda a, b: ~_same(a, b)), self, other)

    def joined(self, other: Term | str) -> Term:
        """Join words, ``&``."""
        return combined("&", JOINED, _joined, self, other)

    def __bool__(self) -> bool:
        raise TypeError("A term is a formula; it is neither true nor false by itself.")

    def wrapped(self, place: Place, least: int) -> str:
        """Return the text, in brackets where it does not hold together tightly enough."""
        text = self.text(place)
        return text if self.rank >= least else f"({text})"


def term(value: Term | float | str) -> Term:
    """Return a term as it is, a figure that may stand in a formula, or quoted words."""
    if isinstance(value, Term):
        return value
    if isinstance(value, str):
        quoted = '"' + value.replace('"', '""') + '"'
        return Term(lambda _: quoted, lambda _: value)
    if float(value) not in LITERALS:
        raise ValueError(f"{value} may not stand in a formula; give it a cell of its own.")
    shown = str(int(value))
    return Term(lambda _: shown, lambda _: float(value), ATOM if value >= 0 else SIGNED)


def combined(
    symbol: str,
    rank: int,
    compute: Callable[[Any, Any], Any],
    left: Term | float | str,
    right: Term | float | str,
) -> Term:
    """Combine two terms by an operator. What stands on the right keeps its brackets.

    So the spreadsheet adds up in the order in which the numbers were added.
    """
    one, two = term(left), term(right)

    def text(place: Place) -> str:
        return f"{one.wrapped(place, rank)}{symbol}{two.wrapped(place, rank + 1)}"

    def number(period: int) -> Any:
        a, b = aligned(period, one, two)
        return compute(a, b)

    return Term(
        text, number, rank, ranged=one.ranged or two.ranged, has_if=one.has_if or two.has_if
    )


def aligned(period: int, *terms: Term) -> tuple[Any, ...]:
    """Return the numbers of terms; beside a range, every other one has an axis of one cell."""
    ranged = any(one.ranged for one in terms)
    return tuple(
        np.asarray(one.number(period))[..., None]
        if ranged and not one.ranged
        else one.number(period)
        for one in terms
    )


def _divided(a: Any, b: Any) -> Any:
    if has_words(a) or has_words(b):
        return _divide_figures(a, b)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.divide(a, b)


def _quotient(a: Any, b: Any) -> Any:
    """Divide where words may stand; what has no result is never looked at."""
    figures = isinstance(a, int | float) and isinstance(b, int | float)
    return a / b if figures and b else float("nan")


_divide_figures = np.frompyfunc(_quotient, 2, 1)


def _truth(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Count a comparison as 1 or 0, as the spreadsheet does in a product."""
    return lambda a, b: np.asarray(compare(a, b)).astype(np.float64)


_folded = np.frompyfunc(lambda value: value.casefold() if isinstance(value, str) else value, 1, 1)
_join = np.frompyfunc(lambda a, b: f"{_said(a)}{_said(b)}", 2, 1)


def _same(a: Any, b: Any) -> Any:
    if has_words(a) or has_words(b):
        return np.equal(_folded(np.asarray(a, object)), _folded(np.asarray(b, object))).astype(bool)
    return np.equal(a, b)


def has_words(value: Any) -> bool:
    """Whether a number is words after all, or has words among its figures."""
    return isinstance(value, str) or getattr(value, "dtype", FIGURES).kind in "OU"


def _joined(a: Any, b: Any) -> Any:
    return _join(np.asarray(a, object), np.asarray(b, object))


def _said(value: object) -> str:
    """Return a figure in words as a spreadsheet joins it: whole numbers without a point."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)
