"""Rows by period, in blocks that are alike: one formula per row across all periods.

A stack has m blocks of the same lines, one below the other: a cash flow for each vehicle, say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from optmodel.live.line import Line, Look
from optmodel.live.line_row import line_row
from optmodel.live.names import Names, sheet_prefix
from optmodel.live.term import Term
from optmodel.results.layout import FIRST_PERIOD_COLUMN, Block, Column, Row

LABEL = "B"
"""Column of the labels on a time sheet."""


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
        self._named: dict[Line, str] = {}
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
        if self.has(key):
            raise ValueError(f"{self.prefix} has a line {key} already.")
        line = Line(self, key, look, constant=constant, total=total)
        line.content = content
        self.lines.append(line)
        return line

    def figure(self, key: str, look: Look, content: Term | Sequence[Any]) -> Term:
        """Add a line that has a constant and no periods; return the constant."""
        return self.add(key, look, constant=content).constant

    def name_of(self, line: Line) -> str:
        """Return the name of a line of the only block, defined when a formula first asks for it."""
        if not self.single:
            raise ValueError(f"{line.key} stands in every block; its cells have no name.")
        if line not in self._named:
            self._named[line] = self._names.add(f"{self.prefix}_{line.key}", line.area)
        return self._named[line]

    def line(self, key: str) -> Line:
        """Return the line with a key."""
        return next(line for line in self.lines if line.key == key)

    def has(self, key: str) -> bool:
        """Whether there is a line with a key."""
        return any(line.key == key for line in self.lines)

    def fill(self) -> None:
        """Work out all numbers, period by period."""
        open_lines = [line for line in self.lines if not line.is_full]
        if not open_lines:
            return
        for period in range(self.horizon):
            for line in open_lines:
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
                yield line_row(line, index)

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
