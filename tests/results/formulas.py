"""Reads the formulas of a workbook as a reviewer's tool does: by cell, by part, by R1C1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.utils import column_index_from_string
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

WORDS = re.compile(r'"(?:[^"]|"")*"')
SHEETS = re.compile(r"'(?:[^']|'')*'!|[A-Za-z]+!")
CELL = re.compile(r"(?<![\w.$\]])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w(.])")
FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
FIGURE = re.compile(r"(?<![\w.$:])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w(:])")

ELSEWHERE = re.compile(r"(?:(?<=!)R|R(?!\[0\]))(?:\d+|\[-?\d+\])C(?:\d+|\[-?\d+\])")
"""Cells said as R1C1, but for those of the same row of the same sheet."""


class Formula(NamedTuple):
    """A formula and where it stands."""

    page: Worksheet
    row: int
    column: int
    text: str
    """Without the equals sign."""

    @property
    def place(self) -> str:
        """Sheet and address."""
        return f"{self.page.title}!{self.page.cell(self.row, self.column).coordinate}"

    @property
    def bare(self) -> str:
        """Its text without words and names of sheets."""
        return SHEETS.sub("", WORDS.sub('""', self.text))

    @property
    def functions(self) -> set[str]:
        """Functions that it calls."""
        return set(FUNCTION.findall(self.bare))

    @property
    def figures(self) -> set[str]:
        """Figures that stand in it."""
        return set(FIGURE.findall(CELL.sub("", self.bare)))

    @property
    def r1c1(self) -> str:
        """Its text with cells said as R1C1: the same wherever the same thing is worked out."""
        return CELL.sub(self._relative, self.text)

    @property
    def shape(self) -> str:
        """Its R1C1 text with a sign for every cell that is not of the same record."""
        return ELSEWHERE.sub("@", self.r1c1).replace("@:@", "@")

    def _relative(self, found: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, number = found.groups()
        column, row = column_index_from_string(letters), int(number)
        down = f"R{row}" if fixed_row else f"R[{row - self.row}]"
        across = f"C{column}" if fixed_column else f"C[{column - self.column}]"
        return down + across


def formulas(book: Workbook) -> Iterator[Formula]:
    """Every formula of a workbook."""
    for page in book:
        yield from formulas_of(page)


def formulas_of(page: Worksheet) -> Iterator[Formula]:
    """Every formula of a sheet."""
    for row in page.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                # An array formula would be an object; there are none.
                yield Formula(page, cell.row, cell.column, str(cell.value).removeprefix("="))
