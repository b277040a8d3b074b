"""A line of every block of a stack: its formula, its numbers by period, and the cells it has.

A line may look at the period before, its own or another's: balances open with what they closed
with. So numbers are worked out period by period, all blocks at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from optmodel.live.names import named, sheet_prefix
from optmodel.live.term import BEFORE, NO_PERIOD, NOW, Place, Term
from optmodel.results.layout import FIRST_PERIOD_COLUMN, Kind, Tone

if TYPE_CHECKING:
    from optmodel.live.stack import Stack

CONSTANT, TOTAL = "D", "E"
"""Columns of a time sheet beside the periods."""
FIRST = xl_col_to_name(FIRST_PERIOD_COLUMN)
"""Letter of the first period."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is shown."""

    label: str
    unit: str = "USD m"
    kind: Kind = Kind.MONEY
    tone: Tone = Tone.PLAIN
    constant_kind: Kind | None = None
    """Of the constant, where it is no figure of the line's kind."""


class Line:
    """A line of every block of a stack."""

    def __init__(
        self,
        stack: Stack,
        key: str,
        look: Look,
        *,
        constant: Term | Sequence[Any] | None = None,
        total: Term | bool = False,
    ) -> None:
        self.stack = stack
        self.key = key
        self.look = look
        self.content: Term | Sequence[Sequence[Any]] | None = None
        """The formula of a period; given values (m, H); None = there is nothing by period."""
        self.constant_content = constant
        """A formula, or a given value per block; None = the line has no constant."""
        self.total_content = total
        """A formula; True = the sum of the periods; False = blank, as balances need it."""
        self.at = len(stack.lines)
        self._values: Any = None
        self._filled = 0

    @property
    def values(self) -> Any:
        """(m, H) numbers, or words."""
        self.stack.fill()
        return self._values

    @property
    def is_full(self) -> bool:
        """Whether the numbers of all periods are worked out; so they are where there are none."""
        return self.content is None or self._filled >= self.stack.horizon

    def fill(self, period: int) -> None:
        """Work out its numbers up to a period."""
        if self._filled > period or self.content is None:
            return
        if not isinstance(self.content, Term):
            self._values = np.asarray(self.content)
            self._filled = self.stack.horizon
            return
        found = np.asarray(self.content.number(period))
        if self._values is None:
            shape = self.stack.count, self.stack.horizon
            kind = object if found.dtype.kind in "OU" else np.float64
            self._values = np.zeros(shape, dtype=kind)
        self._values[:, period] = found
        self._filled = period + 1

    def _at(self, period: int) -> Any:
        if period < 0:
            # Before the first period there is the column of totals, blank for balances.
            return np.zeros(self.stack.count)
        self.fill(period)
        return self._values[:, period]

    @property
    def now(self) -> Term:
        """Its cell of the same period."""
        return Term(lambda place: self._address(place, NOW), self._at)

    @property
    def before(self) -> Term:
        """Its cell of the period before; nothing before the first: its total must be blank."""
        self._refuse_total()
        return Term(lambda place: self._address(place, BEFORE), lambda h: self._at(h - 1))

    @property
    def so_far(self) -> Term:
        """The sum of its cells up to the same period."""

        def text(place: Place) -> str:
            prefix, row = self._where(place)
            return f"SUM({prefix}${FIRST}{row}:{NOW}{row})"

        def number(period: int) -> Any:
            self.fill(period)
            return self._values[:, : period + 1].sum(axis=1)

        return Term(text, number)

    @property
    def periods(self) -> Term:
        """All its cells: a range along the periods."""

        def text(place: Place) -> str:
            prefix, row = self._where(place)
            return f"{prefix}${FIRST}{row}:${self.stack.last_letter}{row}"

        return Term(text, lambda _: self.values, ranged=True)

    @property
    def periods_before(self) -> Term:
        """The same, one period earlier: it begins with the blank before the first period."""
        self._refuse_total()

        def text(place: Place) -> str:
            prefix, row = self._where(place)
            last = xl_col_to_name(FIRST_PERIOD_COLUMN + self.stack.horizon - 2)
            return f"{prefix}${TOTAL}{row}:${last}{row}"

        def number(_: int) -> Any:
            values = self.values
            return np.concatenate([np.zeros((len(values), 1)), values[:, :-1]], axis=1)

        return Term(text, number, ranged=True)

    @property
    def everywhere(self) -> Term:
        """Its cells of the same period in all blocks, of a stack that has no other line."""
        stack = self.stack
        if len(stack.lines) != 1:
            raise ValueError(f"{self.key} is not the only line of its stack.")

        def text(place: Place) -> str:
            prefix = "" if stack.sheet == place.sheet else sheet_prefix(stack.sheet)
            first, last = stack.row_of(0, 0), stack.row_of(stack.count - 1, 0)
            return f"{prefix}{NOW}${first}:{NOW}${last}"

        return Term(text, self._at, ranged=True)

    @property
    def constant(self) -> Term:
        """Its constant."""
        return Term(lambda place: self._address(place, f"${CONSTANT}"), lambda _: self.constants)

    @property
    def total(self) -> Term:
        """Its total."""
        return Term(lambda place: self._address(place, f"${TOTAL}"), lambda _: self.totals)

    @property
    def constants(self) -> Any:
        """(m,) constants."""
        if isinstance(self.constant_content, Term):
            found = np.asarray(self.constant_content.number(NO_PERIOD))
            return np.broadcast_to(found, (self.stack.count,))
        return np.asarray([] if self.constant_content is None else self.constant_content)

    @property
    def totals(self) -> Any:
        """(m,) totals."""
        found = np.asarray(self.total_formula.number(NO_PERIOD))
        return np.broadcast_to(found, (self.stack.count,))

    @property
    def total_formula(self) -> Term:
        """The formula of its total: one of its own, else the sum of the periods."""
        if isinstance(self.total_content, Term):
            return self.total_content

        def text(place: Place) -> str:
            row = self._where(place)[1]
            return f"SUM(${FIRST}{row}:${self.stack.last_letter}{row})"

        return Term(text, lambda _: self.values.sum(axis=1))

    @property
    def summed(self) -> Term:
        """What this line of all blocks comes to in the same period, found by its label."""
        return self._summed(NOW, self._summed_at)

    @property
    def summed_total(self) -> Term:
        """What the totals of all blocks come to."""
        return self._summed(f"${TOTAL}", lambda _: self.totals.sum())

    def _summed_at(self, period: int) -> Any:
        self.fill(period)
        return self._values[:, period].sum()

    def _summed(self, column: str, number: Any) -> Term:
        def text(place: Place) -> str:
            stack = self.stack
            prefix = "" if stack.sheet == place.sheet else sheet_prefix(stack.sheet)
            first, last = stack.row_of(0, 0), stack.row_of(stack.count - 1, len(stack.lines) - 1)
            words = escaped(self.look.label)
            rows = f"{prefix}{column}${first}:{column}${last}"
            return f"SUMIF({stack.prefix}_lines,{words},{rows})"

        return Term(text, number)

    @property
    def name(self) -> str:
        """The defined name of all its cells, where there is one block."""
        return self.stack.name_of(self)

    @property
    def range(self) -> Term:
        """All its cells by name: a range along the periods, the same for whoever asks."""
        return named(self.name, lambda _: self.values[0], ranged=True)

    def area(self) -> str:
        """Return the address of all its cells, where there is one block."""
        row, stack = self.stack.row_of(0, self.at), self.stack
        return f"{sheet_prefix(stack.sheet)}${FIRST}${row}:${stack.last_letter}${row}"

    def _refuse_total(self) -> None:
        """Refuse to look at the period before: in the first one that is the column of totals."""
        if self.total_content is not False:
            raise ValueError(f"{self.key} has a total, which would be taken for a period.")

    def _address(self, place: Place, column: str) -> str:
        prefix, row = self._where(place)
        return f"{prefix}{column}{row}"

    def _where(self, place: Place) -> tuple[str, str]:
        """Return the sheet, where it is another one, and the row, fixed if there is one block."""
        stack = self.stack
        prefix = "" if stack.sheet == place.sheet else sheet_prefix(stack.sheet)
        if stack.single:
            return prefix, f"${stack.row_of(0, self.at)}"
        return prefix, str(stack.row_of(place.index, self.at))


def escaped(label: str) -> str:
    """Quote a label as a criterion that means just this label."""
    for sign in "~*?":
        label = label.replace(sign, f"~{sign}")
    return '"' + label.replace('"', '""') + '"'
