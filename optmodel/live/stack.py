"""Rows by period, in blocks that are alike: one formula per row across all periods.

A stack has m blocks of the same lines, one below the other: a cash flow for each vehicle, say.
A line may look at the period before, its own or another's: balances open with what they closed
with. So numbers are worked out period by period, all blocks at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from optmodel.live.names import Names, named, sheet_prefix
from optmodel.live.records import plain
from optmodel.live.term import BEFORE, NO_PERIOD, NOW, Place, Term
from optmodel.results.layout import Block, Column, Kind, Live, Periods, Row, Shown, Tone
from optmodel.results.time_axis import FIRST_PERIOD_COLUMN

LABEL, CONSTANT, TOTAL = "B", "D", "E"
"""Columns of a time sheet beside the periods."""


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
        self._stack = stack
        self.key = key
        self.look = look
        self.content: Term | Sequence[Sequence[Any]] | None = None
        """The formula of a period; given values (m, H); None = there is nothing by period."""
        self._constant = constant
        self._total = total
        self.at = len(stack.lines)
        self._values: Any = None
        self._filled = 0

    @property
    def values(self) -> Any:
        """(m, H) numbers, or words."""
        self._stack.fill()
        return self._values

    def fill(self, period: int) -> None:
        """Work out its numbers up to a period."""
        if self._filled > period or self.content is None:
            return
        if not isinstance(self.content, Term):
            self._values = np.asarray(self.content)
            self._filled = self._stack.horizon
            return
        found = np.asarray(self.content.number(period))
        if self._values is None:
            shape = self._stack.count, self._stack.horizon
            kind = object if found.dtype.kind in "OU" else np.float64
            self._values = np.zeros(shape, dtype=kind)
        self._values[:, period] = found
        self._filled = period + 1

    def _at(self, period: int) -> Any:
        if period < 0:
            # Before the first period there is the column of totals, blank for balances.
            return np.zeros(self._stack.count)
        self.fill(period)
        return self._values[:, period]

    @property
    def now(self) -> Term:
        """Its cell of the same period."""
        return Term(lambda place: self._address(place, NOW), self._at)

    @property
    def before(self) -> Term:
        """Its cell of the period before; nothing before the first: its total must be blank."""
        if self._total is not False:
            raise ValueError(f"{self.key} has a total, which would be taken for a period.")
        return Term(lambda place: self._address(place, BEFORE), lambda h: self._at(h - 1))

    @property
    def so_far(self) -> Term:
        """The sum of its cells up to the same period."""

        def text(place: Place) -> str:
            prefix, row = self._where(place)
            first = xl_col_to_name(FIRST_PERIOD_COLUMN)
            return f"SUM({prefix}${first}{row}:{NOW}{row})"

        def number(period: int) -> Any:
            self.fill(period)
            return self._values[:, : period + 1].sum(axis=1)

        return Term(text, number)

    @property
    def periods(self) -> Term:
        """All its cells: a range along the periods."""

        def text(place: Place) -> str:
            prefix, row = self._where(place)
            return f"{prefix}${FIRST}{row}:${self._stack.last_letter}{row}"

        return Term(text, lambda _: self.values, ranged=True)

    @property
    def periods_before(self) -> Term:
        """The same, one period earlier: it begins with the blank before the first period."""
        if self._total is not False:
            raise ValueError(f"{self.key} has a total, which would be taken for a period.")

        def text(place: Place) -> str:
            prefix, row = self._where(place)
            last = xl_col_to_name(FIRST_PERIOD_COLUMN + self._stack.horizon - 2)
            return f"{prefix}${TOTAL}{row}:${last}{row}"

        def number(_: int) -> Any:
            values = self.values
            return np.concatenate([np.zeros((len(values), 1)), values[:, :-1]], axis=1)

        return Term(text, number, ranged=True)

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
        if isinstance(self._constant, Term):
            found = np.asarray(self._constant.number(NO_PERIOD))
            return np.broadcast_to(found, (self._stack.count,))
        return np.asarray([] if self._constant is None else self._constant)

    @property
    def totals(self) -> Any:
        """(m,) totals."""
        found = np.asarray(self._total_term().number(NO_PERIOD))
        return np.broadcast_to(found, (self._stack.count,))

    def _total_term(self) -> Term:
        if isinstance(self._total, Term):
            return self._total

        def text(place: Place) -> str:
            row = self._where(place)[1]
            return f"SUM(${FIRST}{row}:${self._stack.last_letter}{row})"

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
            stack = self._stack
            prefix = "" if stack.sheet == place.sheet else sheet_prefix(stack.sheet)
            first, last = stack.row_of(0, 0), stack.row_of(stack.count - 1, len(stack.lines) - 1)
            words = escaped(self.look.label)
            rows = f"{prefix}{column}${first}:{column}${last}"
            return f"SUMIF({stack.prefix}_lines,{words},{rows})"

        return Term(text, number)

    @property
    def name(self) -> str:
        """The defined name of all its cells, where there is one block."""
        return self._stack.name_of(self)

    @property
    def range(self) -> Term:
        """All its cells by name: a range along the periods, the same for whoever asks."""
        return named(self.name, lambda _: self.values[0], ranged=True)

    def area(self) -> str:
        """Return the address of all its cells, where there is one block."""
        row, stack = self._stack.row_of(0, self.at), self._stack
        return f"{sheet_prefix(stack.sheet)}${FIRST}${row}:${stack.last_letter}${row}"

    def _address(self, place: Place, column: str) -> str:
        prefix, row = self._where(place)
        return f"{prefix}{column}{row}"

    def _where(self, place: Place) -> tuple[str, str]:
        """Return the sheet, where it is another one, and the row, fixed if there is one block."""
        stack = self._stack
        prefix = "" if stack.sheet == place.sheet else sheet_prefix(stack.sheet)
        if stack.single:
            return prefix, f"${stack.row_of(0, self.at)}"
        return prefix, str(stack.row_of(place.index, self.at))

    def row(self, index: int, subject: Term | str, horizon: int) -> Row:
        """Return its row of one block."""
        look = self.look
        cells = (
            _live(subject, index),
            look.label,
            look.unit,
            self._constant_cell(index),
            self._total_cell(index),
        )
        return Row(cells, look.kind, look.tone, periods=self._periods(index, horizon))

    def _constant_cell(self, index: int) -> Any:
        if self._constant is None:
            return None
        kind = self.look.constant_kind
        value = plain(self.constants[index])
        if isinstance(self._constant, Term):
            return Live(self._constant, index, value, kind)
        return Shown(value, kind)

    def _total_cell(self, index: int) -> Any:
        if self._total is False:
            return None
        kind = None if self._total is True else self.look.constant_kind
        return Live(self._total_term(), index, plain(self.totals[index]), kind)

    def _periods(self, index: int, horizon: int) -> Periods:
        if self.content is None:
            return Periods(None, index, (None,) * horizon)
        values = self.values[index]
        content = self.content if isinstance(self.content, Term) else None
        return Periods(content, index, tuple(plain(value) for value in values.tolist()))


FIRST = xl_col_to_name(FIRST_PERIOD_COLUMN)
"""Letter of the first period."""


class Stack:
    """Blocks of lines on a time sheet."""

    def __init__(
        self,
        names: Names,
        sheet: str,
        prefix: str,
        horizon: int,
        *,
        blocks: int | None = None,
        subject: Term | str = "",
    ) -> None:
        """Begin a stack of ``blocks`` blocks; None = one block, whose lines have names."""
        self._names = names
        self.sheet = sheet
        self.prefix = prefix
        self.horizon = horizon
        self.single = blocks is None
        self.count = 1 if blocks is None else blocks
        self.subject = subject
        """What stands in the first column: the same words, or a formula per block."""
        self.lines: list[Line] = []
        self.first_row = 0
        if not self.single:
            names.add(f"{prefix}_lines", self._label_area)

    def add(
        self,
        key: str,
        look: Look,
        content: Term | Sequence[Sequence[Any]] | None = None,
        *,
        constant: Term | Sequence[Any] | None = None,
        total: Term | bool = False,
    ) -> Line:
        """Add a line. A line that looks at itself or at later ones has its content set later."""
        line = Line(self, key, look, constant=constant, total=total)
        line.content = content
        self.lines.append(line)
        return line

    def name_of(self, line: Line) -> str:
        """Return the name of a line of the only block, defined when a formula first asks for it."""
        if not self.single:
            raise ValueError(f"{line.key} stands in every block; its cells have no name.")
        name = f"{self.prefix}_{line.key}"
        if not self._names.has(name):
            self._names.add(name, line.area)
        return name

    def line(self, key: str) -> Line:
        """Return the line with a key."""
        return next(line for line in self.lines if line.key == key)

    def has(self, key: str) -> bool:
        """Whether there is a line with a key."""
        return any(line.key == key for line in self.lines)

    def fill(self) -> None:
        """Work out all numbers, period by period."""
        for period in range(self.horizon):
            for line in self.lines:
                line.fill(period)

    @property
    def last_letter(self) -> str:
        """Letter of the last period."""
        return str(xl_col_to_name(FIRST_PERIOD_COLUMN + self.horizon - 1))

    def row_of(self, index: int, line: int) -> int:
        """Row of a line of a block as the spreadsheet counts."""
        return self.first_row + index * len(self.lines) + line

    def rows(self) -> Iterator[Row]:
        """Yield its rows for the table of its sheet."""
        for index in range(self.count):
            for line in self.lines:
                yield line.row(index, self.subject, self.horizon)

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.count * len(self.lines)

    def _label_area(self) -> str:
        last = self.first_row + self.height - 1
        return f"{sheet_prefix(self.sheet)}${LABEL}${self.first_row}:${LABEL}${last}"


def stacked(table: str, title: str, columns: tuple[Column, ...], stacks: Sequence[Stack]) -> Block:
    """Return the table of a time sheet that shows stacks one below the other."""

    def settle(first_row: int) -> None:
        for stack in stacks:
            stack.first_row = first_row
            first_row += stack.height

    rows = tuple(row for stack in stacks for row in stack.rows())
    return Block(table, title, columns, rows, settle=settle)


def escaped(label: str) -> str:
    """Quote a label as a criterion that means just this label."""
    for sign in "~*?":
        label = label.replace(sign, f"~{sign}")
    return '"' + label.replace('"', '""') + '"'


def _live(subject: Term | str, index: int) -> Any:
    if isinstance(subject, str):
        return subject
    found = np.asarray(subject.number(NO_PERIOD))
    value = found if found.ndim == 0 else found[index]
    return Live(subject, index, plain(value) if not isinstance(value, np.ndarray) else value.item())
