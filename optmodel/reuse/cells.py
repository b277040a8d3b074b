"""The tables of an input with some cells changed, each as if it had been typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from optmodel.reuse.change import Cell, ChangeError
from optmodel.workbook.cells import typed
from optmodel.workbook.edit import edited
from optmodel.workbook.raw import RawCell
from optmodel.workbook.schema import (
    SETTINGS_SHEET,
    SHEET_BY_NAME,
    Column,
    Sheet,
    canonical_header,
)
from optmodel.workbook.schema.settings import SETTINGS
from optmodel.workbook.tables import Tables, Value


@dataclass(frozen=True, slots=True)
class _Typed:
    """One cell with its typed value; see ``workbook.edit.CellEdit``."""

    sheet: str
    row: int
    header: str
    new: Value


def changed(tables: Tables, cells: Iterable[Cell]) -> Tables:
    """Return the tables with cells changed.

    Raises
    ------
    ChangeError
        Where there is no such sheet, column or row, or the value is none for it.
    """
    edits = [edit for cell in cells for edit in _edits(tables, cell)]
    return edited(tables, edits) if edits else tables


def _edits(tables: Tables, cell: Cell) -> Iterator[_Typed]:
    """Every row that a cell is about, with the value typed."""
    if cell.sheet == SETTINGS_SHEET.name:
        column = next((it for it in SETTINGS if it.header == cell.header), None)
        if column is None:
            raise ChangeError(f'There is no setting "{cell.header}".')
        yield _Typed(cell.sheet, 0, cell.header, _value(cell, column))
        return
    sheet = SHEET_BY_NAME.get(cell.sheet)
    if sheet is None:
        raise ChangeError(f'There is no sheet "{cell.sheet}".')
    for header in (cell.header, *(name for name, _ in cell.row)):
        if sheet.find(header) is None:
            raise ChangeError(f'The sheet {cell.sheet} has no column "{header}".')
    wanted = [(_canonical(sheet, header), value) for header, value in cell.row]
    found = [
        record.row
        for record in tables.rows(cell.sheet)
        if all(record.values.get(header) == value for header, value in wanted)
    ]
    if not found:
        said = ", ".join(f"{header} {value}" for header, value in cell.row) or "anything"
        raise ChangeError(f"{cell.sheet} has no row with {said}; a change adds no rows.")
    column = sheet.find(cell.header)
    assert column is not None  # noqa: S101 - looked up above
    value, header = _value(cell, column), _canonical(sheet, cell.header)
    yield from (_Typed(cell.sheet, row, header, value) for row in found)


def _canonical(sheet: Sheet, header: str) -> str:
    """A header as the tables have it, however it was typed."""
    column = sheet.find(header)
    return header if column is None else canonical_header(column, header) or header


def _value(cell: Cell, column: Column) -> Value:
    """The value as a file's reader would take it."""
    where = f"{cell.sheet}, {cell.header}"
    if cell.new is None:
        if column.required:
            raise ChangeError(f"{where} cannot be blank.")
        return None
    reading = typed(column, RawCell(cell.new))
    if reading.note is not None and reading.wrong:
        raise ChangeError(f"{where}: {reading.note.message}")
    return reading.value
