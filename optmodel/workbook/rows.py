"""Tables from plain Python rows, validated as a file is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from optmodel.errors import Finding
from optmodel.workbook.assemble import Reading, assemble
from optmodel.workbook.headers import all_columns, match_headers, missing_sheet
from optmodel.workbook.layout import FIRST_DATA_ROW, headers_in_order, letters_of, used_headers
from optmodel.workbook.raw import RawCell, RawRow, RawSheet, says_something
from optmodel.workbook.schema import SETTINGS_SHEET, SHEET_BY_NAME, SHEETS, Sheet
from optmodel.workbook.suggest import nearest
from optmodel.workbook.tables import Tables

Row = Mapping[str, object]


def tables_from_rows(
    settings: Mapping[str, object] | Sequence[Row],
    sheets: Mapping[str, Sequence[Row]],
    file_name: str = "",
) -> tuple[Tables | None, tuple[Finding, ...]]:
    """Validate plain rows: the tables, or None where there is an error; and every finding."""
    found = reading_of_rows(settings, sheets, file_name)
    return found.tables, found.findings


def reading_of_rows(
    settings: Mapping[str, object] | Sequence[Row],
    sheets: Mapping[str, Sequence[Row]],
    file_name: str = "",
) -> Reading:
    """Validate plain rows as the reader validates a file.

    Parameters
    ----------
    settings
        Setting name to its value, None is a blank; or rows as in the sheet, with their notes.
    sheets
        Sheet name to its rows, each a mapping of header to value. Sheets that are not there
        have no rows.
    file_name
        What results name as the input.

    Returns
    -------
    Reading
        Cells are addressed as in a template that is filled with the same rows.
    """
    findings: list[Finding] = []
    unread: set[tuple[str, str]] = set()
    setting_rows: Sequence[Row] = (
        [{"Setting": name, "Value": value} for name, value in settings.items()]
        if isinstance(settings, Mapping)
        else settings
    )
    raw = {SETTINGS_SHEET.name: _raw_sheet(SETTINGS_SHEET, setting_rows, findings, unread)}
    for name, rows in sheets.items():
        sheet = SHEET_BY_NAME.get(name)
        if sheet is None:
            near = nearest(name, SHEET_BY_NAME)
            advice = f' Did you mean "{near}"?' if near else ""
            findings.append(Finding("E121", f'there is no sheet "{name}".{advice}', name))
            unread |= all_columns(SHEET_BY_NAME[near]) if near else set()
        else:
            raw[name] = _raw_sheet(sheet, rows, findings, unread)
    for sheet in SHEETS:
        if sheet.required and not (sheet.name in raw and raw[sheet.name].rows):
            findings.append(missing_sheet(sheet))
            unread |= all_columns(sheet)
    return assemble(raw, file_name=file_name, sha256="", earlier=findings, unread=unread)


def _raw_sheet(
    sheet: Sheet,
    rows: Sequence[Row],
    findings: list[Finding],
    unread: set[tuple[str, str]],
) -> RawSheet:
    """Place rows where a template would have them."""
    if not rows:
        return RawSheet(sheet, letters_of(headers_in_order(sheet)), ())
    used = used_headers(rows)
    template = headers_in_order(sheet, used)
    letters = letters_of(dict.fromkeys((*template, *used)))
    numbered = [header for header in template if sheet.column(header).numbered]
    columns = match_headers(sheet, {header: letters[header] for header in (*used, *numbered)}, 0)
    findings += columns.findings
    unread |= columns.unread
    raw_rows: list[RawRow] = []
    for number, row in enumerate(rows, start=FIRST_DATA_ROW):
        cells = {
            columns.canonical[header]: RawCell(value)
            for header, value in row.items()
            if header in columns.canonical
        }
        if says_something(sheet, cells):
            raw_rows.append(RawRow(number, cells))
    readable = {
        header: letter
        for header, letter in letters.items()
        if sheet.find(header) and (sheet.name, header) not in columns.unread
    }
    return RawSheet(sheet, readable | columns.letters, tuple(raw_rows))
