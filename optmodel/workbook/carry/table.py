"""One table of the old workbook: its columns, its rows, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.errors import Finding, InputError
from optmodel.workbook.carry.match import (
    Columns,
    add_extra,
    header_row_of,
    match_columns,
)
from optmodel.workbook.carry.near import NotFilled
from optmodel.workbook.carry.old import OldSheet, address
from optmodel.workbook.find import BLANK_ROWS, MOST_ROWS
from optmodel.workbook.guard.sheet import Position
from optmodel.workbook.layout import column_letter
from optmodel.workbook.schema import Sheet


@dataclass(frozen=True, slots=True)
class OldTable:
    """Where the records of a sheet of the schema stand in the old workbook."""

    sheet: Sheet
    page: OldSheet
    header_row: int
    headers: Mapping[int, str]
    """Column number to header of the schema."""
    extra: Mapping[int, str]
    """Column number to the header of a column of the user's own."""
    rows: tuple[int, ...]
    """Numbers of the rows that are carried, in their order."""
    findings: tuple[Finding, ...]
    not_filled: tuple[NotFilled, ...] = ()
    """Columns that were not found, though one has a near header."""

    @property
    def columns(self) -> Mapping[int, str]:
        """Every column that is carried, to its header in the new workbook."""
        return {**self.headers, **self.extra}

    def loose(self) -> tuple[Position, ...]:
        """Cells that are neither headers nor in a row of the table."""
        rows, columns = set(self.rows), self.columns
        return tuple(
            (row, column)
            for row, column in sorted(self.page.grid.cells)
            if not (row in rows and column in columns)
            and not (row == self.header_row and column in columns)
        )

    def records(self) -> list[dict[str, object]]:
        """The rows as header of the schema to value; blank cells are left out."""
        cells = self.page.grid.cells
        return [
            {
                header: cells[row, column].value
                for column, header in self.headers.items()
                if (row, column) in cells
            }
            for row in self.rows
        ]


def table_of(sheet: Sheet, page: OldSheet) -> OldTable | None:
    """Find the table on a sheet; None where no row looks like its headers.

    Raises
    ------
    InputError
        Where it has more rows than an input may have.
    """
    header_row = header_row_of(sheet, page)
    if header_row == 0:
        return None
    columns = match_columns(sheet, page, header_row)
    rows = _rows(page, header_row, columns)
    if len(rows) > MOST_ROWS:
        message = f"{len(rows)} rows; expected at most {MOST_ROWS}."
        raise InputError([Finding("E127", message, page.name)])
    _add_nameless(sheet, page, columns, rows)
    findings = (*columns.findings, *_hidden(page, rows, columns), *_merged(page, header_row))
    return OldTable(
        sheet=sheet,
        page=page,
        header_row=header_row,
        headers=columns.headers,
        extra=columns.extra,
        rows=rows,
        findings=findings,
        not_filled=tuple(columns.not_filled),
    )


def _rows(page: OldSheet, header_row: int, columns: Columns) -> tuple[int, ...]:
    """Rows with something under a header, down to a gap that ends the table."""
    filled = {
        row
        for row, column in page.grid.cells
        if row > header_row
        and row not in page.grid.totals_rows
        and (column in columns.headers or column in columns.extra)
    }
    rows: list[int] = []
    for row in sorted(filled):
        if row - (rows[-1] if rows else header_row) > BLANK_ROWS + 1:
            break
        rows.append(row)
    return tuple(rows)


def _add_nameless(sheet: Sheet, page: OldSheet, columns: Columns, rows: tuple[int, ...]) -> None:
    """Name the columns without a header that hold something in a row of the table."""
    numbers = set(rows)
    first: dict[int, int] = {}
    for row, column in sorted(page.grid.cells):
        known = column in columns.headers or column in columns.extra
        if row in numbers and not known:
            first.setdefault(column, row)
    for column, row in sorted(first.items()):
        name = add_extra(sheet, columns, column, f"Column {column_letter(column)}")
        message = f'stands in a column without a header; carried to the right as "{name}".'
        cell = address((row, column))
        columns.findings.append(Finding("W252", message, page.name, cell, "", name))


def _hidden(page: OldSheet, rows: tuple[int, ...], columns: Columns) -> list[Finding]:
    """Say what was hidden; nothing is in the new workbook."""
    grid = page.grid
    if grid.hidden:
        return [hidden_sheet(page)]
    findings = [
        Finding("W256", "was hidden; the new workbook shows it.", page.name, f"{row}:{row}")
        for row in rows
        if row in grid.hidden_rows
    ]
    shown = "was a hidden column; the new workbook shows it."
    return findings + [
        Finding("W256", shown, page.name, address((rows[0] if rows else 1, column)))
        for column in sorted(grid.hidden_columns & {*columns.headers, *columns.extra})
    ]


def hidden_sheet(page: OldSheet) -> Finding:
    """Say that a hidden sheet is visible now."""
    return Finding("W256", "this sheet was hidden; the new workbook shows it.", page.name)


def _merged(page: OldSheet, header_row: int) -> list[Finding]:
    """Say which cells were merged: only the first one of each range has a value."""
    message = "was merged; only its first cell has a value now. Fill the others."
    return [
        Finding("W258", message, page.name, where)
        for where, (_, _, _, last_row) in page.grid.merged
        if last_row >= header_row
    ]
