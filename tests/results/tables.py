"""Reads the tables of a reopened results workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from openpyxl.utils import range_boundaries
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FIRST_PERIOD = 6
"""Column of the first period on every time sheet, as the spreadsheet counts."""
AXIS = 6
"""Row of the names of the periods on every time sheet."""


class Area(NamedTuple):
    """An Excel table of a sheet."""

    page: Worksheet
    name: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def headers(self) -> list[Any]:
        """What stands above its columns."""
        columns = range(self.left, self.right + 1)
        return [self.page.cell(self.top, column).value for column in columns]

    @property
    def is_by_period(self) -> bool:
        """Whether its columns are the periods."""
        return self.top == AXIS and self.page.cell(AXIS - 1, FIRST_PERIOD - 1).value is not None

    def columns(self) -> Iterator[tuple[str, list[Any]]]:
        """Every column: its header and its cells from top to bottom."""
        rows = range(self.top + 1, self.bottom + 1)
        for column, header in enumerate(self.headers, self.left):
            yield str(header), [self.page.cell(row, column) for row in rows]

    def rows(self) -> Iterator[list[Any]]:
        """Cells of every row below the header."""
        for row in range(self.top + 1, self.bottom + 1):
            yield [self.page.cell(row, column) for column in range(self.left, self.right + 1)]


def areas(book: Workbook) -> Iterator[Area]:
    """Every table of a workbook."""
    for page in book:
        for name, reference in page.tables.items():
            left, top, right, bottom = range_boundaries(reference)
            yield Area(page, name, left, top, right, bottom)


def table_rows(workbook: Workbook, sheet: str, table: str) -> list[dict[str, Any]]:
    """The rows of an Excel table, each by header."""
    page = workbook[sheet]
    headers, *rows = ([cell.value for cell in row] for row in page[page.tables[table].ref])
    return [dict(zip(headers, row, strict=True)) for row in rows]


def time_row(workbook: Workbook, sheet: str, subject: str, line: str) -> list[Any]:
    """The period cells of a row of a time sheet."""
    return list(_time_cells(workbook, sheet, subject, line).values())[5:]


def time_total(workbook: Workbook, sheet: str, subject: str, line: str) -> Any:
    """The total of a row of a time sheet."""
    return _time_cells(workbook, sheet, subject, line)["Total"]


def _time_cells(workbook: Workbook, sheet: str, subject: str, line: str) -> dict[str, Any]:
    table = next(iter(workbook[sheet].tables))
    found = [
        row
        for row in table_rows(workbook, sheet, table)
        if (row["Id"], row["Line"]) == (subject, line)
    ]
    assert len(found) == 1, (sheet, subject, line, len(found))
    return found[0]


def texts(workbook: Workbook) -> Iterator[tuple[str, str, str]]:
    """Every text of the workbook with its sheet and cell."""
    for page in workbook:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    yield page.title, cell.coordinate, cell.value
