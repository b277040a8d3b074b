"""From the rows of a sheet to typed records, with a finding for every cell that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.workbook.cells import typed
from optmodel.workbook.raw import RawCell, RawRow, RawSheet
from optmodel.workbook.schema import Column, Sheet
from optmodel.workbook.tables import Record, Value

BLANK = RawCell(None)


@dataclass(slots=True)
class Typing:
    """What comes out of typing: records, findings, and the cells that already have one."""

    records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    settings: dict[str, Record] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    wrong: set[tuple[str, int, str]] = field(default_factory=set)
    """Sheet, row and header of cells that have an error, so that nothing follows on from them."""
    unread: set[tuple[str, str]] = field(default_factory=set)
    """Sheet and header of columns that could not be read at all."""


def add_records(typing: Typing, raw: RawSheet) -> None:
    """Type every row of a sheet."""
    columns = _expanded(raw)
    typing.records[raw.sheet.name] = tuple(_record(typing, raw, row, columns) for row in raw.rows)


def row_key(sheet: Sheet, values: Mapping[str, Value]) -> str:
    """Name a row in words, such as ``site TX-03``; by what it refers to, if it does."""
    header = sheet.key[0] if sheet.key else sheet.columns[0].header
    value = values.get(header)
    column = sheet.find(header)
    target = None if column is None else column.refers_to
    word = header if target is None else target[1]
    return f"{word.lower()} {value}" if value is not None else ""


def type_cell(
    typing: Typing, *, column: Column, cell: RawCell, place: Finding
) -> tuple[Value, bool]:
    """Type one cell; say whether it is wrong. ``place`` is a finding without code and message."""
    if cell.blank:
        if not column.required:
            return column.default, False
        typing.findings.append(_said(place, "E101", f"is blank; {column.header} is required."))
        return None, True
    reading = typed(column, cell)
    if reading.note is not None:
        typing.findings.append(_said(place, reading.note.code, reading.note.message))
    return reading.value, reading.wrong


def _said(place: Finding, code: str, message: str) -> Finding:
    """Fill in what a finding says about its place."""
    return Finding(code, message, place.sheet, place.cell, place.key, place.column)


def _record(
    typing: Typing, raw: RawSheet, row: RawRow, columns: list[tuple[str, Column]]
) -> Record:
    values: dict[str, Value] = {}
    for header, column in columns:
        if header not in raw.letters:
            values[header] = column.default
            continue
        place = Finding(
            "",
            "",
            raw.sheet.name,
            f"{raw.letters[header]}{row.number}",
            row_key(raw.sheet, values),
            header,
        )
        cell = row.cells.get(header, BLANK)
        if cell.blank and (raw.sheet.name, row.number, header) in typing.wrong:
            values[header] = None
            continue
        values[header], wrong = type_cell(typing, column=column, cell=cell, place=place)
        if wrong:
            typing.wrong.add((raw.sheet.name, row.number, header))
    given = frozenset(header for header, cell in row.cells.items() if not cell.blank)
    return Record(
        sheet=raw.sheet.name,
        row=row.number,
        values=MappingProxyType(values),
        letters=raw.letters,
        given=given,
    )


def _expanded(raw: RawSheet) -> list[tuple[str, Column]]:
    """Headers to read with their columns: the schema's, and those of the file that repeat."""
    expanded: list[tuple[str, Column]] = []
    for column in raw.sheet.columns:
        if column.plain:
            expanded.append((column.header, column))
        else:
            expanded += [
                (header, column) for header in raw.letters if raw.sheet.find(header) is column
            ]
    return expanded
