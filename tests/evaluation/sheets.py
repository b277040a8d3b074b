"""Results workbooks to edit: written from plans, changed cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.plan.plan import Plan
from optmodel.results.write import write_results
from optmodel.run.info import RunInfo
from optmodel.run.intake import input_hash
from optmodel.workbook.tables import Tables

FIRST_HEADER = "Cluster"
"""What the header row of the sheet Plan begins with; lines of text may stand above it."""

Edits = Mapping[str, Mapping[str, object]]
"""Cluster as the sheet names it to header without its unit to what is typed."""


def written(plan: Plan, tables: Tables, folder: Path) -> Path:
    """Write a plan as ``results.xlsx``, without the rest of a run."""
    info = RunInfo(
        run_id="20270101T120000Z-0000",
        created=datetime(2027, 1, 1, 12, tzinfo=UTC),
        input_file=tables.file_name,
        input_sha256=input_hash(tables),
        versions={"optmodel": "0.1.0"},
        options={},
    )
    path = folder / "results.xlsx"
    path.unlink(missing_ok=True)
    write_results(plan, tables, info, path)
    return path


def edit(path: Path, edits: Edits) -> None:
    """Type something into the sheet Plan."""
    book = load_workbook(path)
    page = book["Plan"]
    for cluster, cells in edits.items():
        for header, value in cells.items():
            page.cell(row_of(page, cluster), column_of(page, header)).value = value
    book.save(path)


def header_row(page: Worksheet) -> int:
    """Row of the headers."""
    return next(r for r in range(1, page.max_row + 1) if page.cell(r, 1).value == FIRST_HEADER)


def column_of(page: Worksheet, header: str) -> int:
    """Column of a header, given without its unit."""
    (column,) = [
        cell.column
        for cell in page[header_row(page)]
        if cell.value is not None and str(cell.value).split(" (")[0] == header
    ]
    assert isinstance(column, int)
    return column


def row_of(page: Worksheet, cluster: str) -> int:
    """Row of a cluster."""
    (row,) = [row for row in range(header_row(page) + 1, page.max_row + 1)
              if page.cell(row, 1).value == cluster]  # fmt: skip
    return row
