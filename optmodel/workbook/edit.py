"""Cells of an input changed, as if they had been typed in the file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from optmodel.workbook.schema import SETTINGS_SHEET, SHEET_BY_NAME, Column, Sheet
from optmodel.workbook.schema.settings import SETTINGS
from optmodel.workbook.tables import Record, Tables, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


class CellEdit(Protocol):
    """One cell and what to type there; ``optmodel.conflict.types.Edit`` is one."""

    @property
    def sheet(self) -> str:
        """Name of the sheet."""

    @property
    def row(self) -> int:
        """Row number in the file; 0 for a setting that has no row."""

    @property
    def header(self) -> str:
        """Header of the column; in Settings the name of the setting."""

    @property
    def new(self) -> Value:
        """What to type; None clears the cell."""


def edited(tables: Tables, edits: Iterable[CellEdit]) -> Tables:
    """Return the tables with cells changed; a row in which nothing is left is gone.

    A cell that is cleared stands for its default, as in a file. The result is no file any more,
    so it has neither content nor hash.

    Raises
    ------
    ValueError
        Where an edit names a row or a header that there is not.
    """
    sheets, settings = dict(tables.sheets), dict(tables.settings)
    by_row: dict[tuple[str, int], list[CellEdit]] = {}
    for edit in edits:
        if edit.sheet == SETTINGS_SHEET.name:
            settings[edit.header] = _setting(settings, edit)
        else:
            by_row.setdefault((edit.sheet, edit.row), []).append(edit)
    for (name, row), changes in by_row.items():
        sheets[name] = _rows(sheets.get(name, ()), SHEET_BY_NAME[name], row, changes)
    return replace(
        tables,
        sheets=MappingProxyType(sheets),
        settings=MappingProxyType(settings),
        sha256="",
        content=b"",
    )


def _setting(settings: dict[str, Record], edit: CellEdit) -> Record:
    """Return the record of a setting with another value."""
    if edit.header not in settings:
        raise ValueError(f"Expected a setting, got {edit.header}.")
    column = next(it for it in SETTINGS if it.header == edit.header)
    return _changed(settings[edit.header], "Value", edit.new, column.default)


def _rows(
    records: tuple[Record, ...], sheet: Sheet, row: int, changes: list[CellEdit]
) -> tuple[Record, ...]:
    """Return the rows of a sheet with one of them changed, or gone."""
    place = next((i for i, record in enumerate(records) if record.row == row), None)
    if place is None:
        raise ValueError(f"Expected a row of {sheet.name}, got row {row}.")
    record = records[place]
    for change in changes:
        record = _changed(record, change.header, change.new, _column(sheet, change).default)
    left = (record,) if record.given - sheet.provenance else ()
    return (*records[:place], *left, *records[place + 1 :])


def _column(sheet: Sheet, edit: CellEdit) -> Column:
    """Return the column of an edit."""
    column = sheet.find(edit.header)
    if column is None:
        raise ValueError(f"Expected a column of {sheet.name}, got {edit.header}.")
    return column


def _changed(record: Record, header: str, new: Value, default: Value) -> Record:
    """Return a record with another value in one cell."""
    values = dict(record.values)
    values[header] = default if new is None else new
    given = record.given - {header} if new is None else record.given | {header}
    return replace(record, values=MappingProxyType(values), given=given)


def write_edited(content: bytes, edits: Iterable[CellEdit]) -> bytes:
    """Return an input workbook with cells changed, for tests.

    Loading and saving loses what openpyxl does not know, so this is not for the files of users.

    Raises
    ------
    ValueError
        Where the workbook has no such sheet.
    """
    # Imported here: tables are edited without a file, and openpyxl is slow to start.
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    for edit in edits:
        if edit.sheet not in book.sheetnames:
            raise ValueError(f"Expected a sheet of the workbook, got {edit.sheet}.")
        column, row = _place(book[edit.sheet], edit)
        new = {True: "yes", False: "no"}[edit.new] if isinstance(edit.new, bool) else edit.new
        book[edit.sheet].cell(row, column).value = new
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _place(page: Worksheet, edit: CellEdit) -> tuple[int, int]:
    """Return column and row of an edit; a setting or a column that is missing is added."""
    setting = edit.sheet == SETTINGS_SHEET.name
    first = "Setting" if setting else SHEET_BY_NAME[edit.sheet].columns[0].header
    rows = enumerate(page.iter_rows(), 1)
    top, titles = next((n, it) for n, it in rows if any(cell.value == first for cell in it))
    columns = {str(cell.value): place for place, cell in enumerate(titles, 1) if cell.value}
    row = edit.row
    if row == 0:
        row = page.max_row + 1
        page.cell(row, columns["Setting"], edit.header)
    header = "Value" if setting else edit.header
    if header not in columns:
        columns[header] = page.max_column + 1
        page.cell(top, columns[header], header)
    return columns[header], row
