"""Rows of the empty template that show how to fill it and must not be taken for a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from optmodel.errors import Finding
from optmodel.workbook.records import row_key
from optmodel.workbook.schema import SETTINGS_SHEET, SHEET_BY_NAME, Sheet, folded
from optmodel.workbook.tables import Record

MARK = "EXAMPLE ROW: overwrite or delete, then clear this note"
"""What stands in the notes of an example row."""

SETTING_MARK = "EXAMPLE ROW: type your own value, then clear this note"
"""What stands in the source of a setting that is an example; its row has to stay."""

BEGINNING = "example row"
"""How a note begins that marks its row, in any case."""

_TOLD = "marks an example row, which solve refuses."
_MESSAGE = f"{_TOLD} Overwrite or delete the row, then clear this note."
_SETTING_MESSAGE = f"{_TOLD} Type your own value, then clear this note."


def marks_example(value: object) -> bool:
    """Whether a note or a source says that its row is an example."""
    return isinstance(value, str) and folded(value).startswith(BEGINNING)


def is_example(sheet: Sheet, values: Mapping[str, object]) -> bool:
    """Whether a row says so in one of its last two columns."""
    return any(marks_example(values.get(header)) for header in sheet.provenance)


def example_findings(
    sheets: Mapping[str, Sequence[Record]], settings: Mapping[str, Record]
) -> tuple[Finding, ...]:
    """Warn of every row that is marked as an example."""
    return (
        *_of(SETTINGS_SHEET, settings.values()),
        *(it for name, rows in sheets.items() for it in _of(SHEET_BY_NAME[name], rows)),
    )


def refused(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings for a search, which example rows must not get into."""
    return tuple(replace(it, code="E118") if it.code == "W218" else it for it in findings)


def _of(sheet: Sheet, rows: Iterable[Record]) -> list[Finding]:
    message = _SETTING_MESSAGE if sheet is SETTINGS_SHEET else _MESSAGE
    return [
        Finding("W218", message, sheet.name, row.cell(header), row_key(sheet, row.values), header)
        for row in rows
        for header in _marked(sheet, row)[:1]
    ]


def _marked(sheet: Sheet, row: Record) -> list[str]:
    """Headers of the notes that mark a row, in the order of the columns."""
    headers = (column.header for column in sheet.columns[-2:])
    return [header for header in headers if marks_example(row.values.get(header))]
