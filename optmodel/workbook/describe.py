"""What a cell should hold and what it holds, in words, for the record of a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from optmodel.errors import Finding
from optmodel.workbook.cells import EARLIEST_YEAR, LATEST_YEAR, quantity, shown, span
from optmodel.workbook.raw import ERROR_VALUES, RawCell, RawRow, RawSheet
from optmodel.workbook.schema import (
    SETTING_BY_NAME,
    SETTINGS_SHEET,
    SHEET_BY_NAME,
    Column,
    Kind,
    Sheet,
)

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]+)")
BLANK = RawCell(None)


def described(findings: Sequence[Finding], sheets: Mapping[str, RawSheet]) -> tuple[Finding, ...]:
    """Fill in what was expected and what stands there, where a finding does not say it itself.

    Parameters
    ----------
    findings
        About cells, rows, sheets or the file.
    sheets
        Sheet name to what was found of it, before its cells were typed.
    """
    rows = {
        name: {row.number: row for row in sheets[name].rows}
        for name in {finding.sheet for finding in findings} & set(sheets)
    }
    return tuple(_described(finding, sheets, rows) for finding in findings)


def expected_of(column: Column) -> str:
    """Say what a cell of a column holds, such as ``a number of acres of at least 0``."""
    words = _words_of_kind(column)
    return words if column.required else f"{words}, or blank"


def got_of(cell: RawCell) -> str:
    """Say what a cell holds: value, type, and the number format where it has one."""
    if cell.uncalculated:
        return "a formula without a stored value"
    if cell.blank:
        return "nothing (blank)"
    if isinstance(cell.value, str) and cell.value.strip() in ERROR_VALUES:
        return f"the error {cell.value.strip()}"
    words = shown(cell.value)
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        words = f"the number {words}"
    if cell.number_format in {"General", "@"} or isinstance(cell.value, date):
        return words
    return f"{words} (number format {cell.number_format})"


def _described(
    finding: Finding, sheets: Mapping[str, RawSheet], rows: Mapping[str, Mapping[int, RawRow]]
) -> Finding:
    place = ADDRESS.fullmatch(finding.cell)
    raw = sheets.get(finding.sheet)
    if raw is None or place is None:
        return finding
    header = next((it for it, letter in raw.letters.items() if letter == place[1]), "")
    row = rows[finding.sheet].get(int(place[2]))
    if not header or row is None:
        return finding
    column = _column(raw.sheet, header, finding.column)
    return replace(
        finding,
        expected=finding.expected or (expected_of(column) if column is not None else ""),
        got=finding.got or got_of(row.cells.get(header, BLANK)),
    )


def _column(sheet: Sheet, header: str, about: str) -> Column | None:
    """Find the column of a header; of a value in Settings the setting."""
    if sheet is SETTINGS_SHEET:
        return SETTING_BY_NAME.get(about) if header == "Value" else sheet.find(header)
    return SHEET_BY_NAME[sheet.name].find(header)


def _words_of_kind(column: Column) -> str:
    if column.is_numeric:
        return f"{quantity(column)}{_span(column)}"
    if column.refers_to is not None:
        sheet, header = column.refers_to
        return f"a name that stands in {sheet} under {header}"
    return {
        Kind.TEXT: "a text",
        Kind.ID: "a name of its own",
        Kind.CHOICE: f"one of {', '.join(column.choices)}",
        Kind.FLAG: "yes or no",
        Kind.DATE: f"a date between {EARLIEST_YEAR} and {LATEST_YEAR}",
        Kind.MUST_OR_NUMBER: f"must, or a price ({column.unit})",
    }.get(column.kind, str(column.kind))


def _span(column: Column) -> str:
    if column.allowed:
        return f": {', '.join(str(number) for number in column.allowed)}"
    words = span(column)
    return f" {words}" if words else ""
