"""Reads the tables of a reopened results workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.workbook.workbook import Workbook


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
