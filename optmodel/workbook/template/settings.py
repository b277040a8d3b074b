"""Write the sheet Settings: one row each, its value for typing, the rest fixed text."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.layout import (
    FIRST_DATA_ROW,
    HEADER_ROW,
    column_letter,
    headers_in_order,
    letters_of,
)
from optmodel.workbook.schema import SETTINGS, SETTINGS_SHEET, Column
from optmodel.workbook.template.page import (
    add_note,
    add_table,
    open_sheet,
    put,
    set_up_print,
    show_examples,
)
from optmodel.workbook.template.sheet import HEADER_LINE, Table, fit_header_rows, set_value
from optmodel.workbook.template.style import HEADER, INPUT, LABEL, RULE, number_format
from optmodel.workbook.template.validation import validation_of
from optmodel.workbook.template.widths import PLAIN, lines_of
from optmodel.workbook.template.words import accepted, blank_means, note_of

WIDTHS = {"Setting": 28.0, "Value": 24.0, "Unit": 16.0, "Source": 56.0, "Notes": 76.0}
TYPED = frozenset({"Value", "Source"})

RULES = {"Setting": "leave as it is", "Value": "type here", "Source": "optional"}
NOTES = {
    "Value": "Point at the name of a setting: a note says what its value takes.",
    "Notes": "What the setting means. Your own notes may stand here as well.",
}
"""What Settings says of a column beyond the schema: each row is a kind of its own."""


def settings_table(
    settings: Mapping[str, object], cells: Mapping[str, Mapping[str, object]]
) -> Table:
    """Make one row per setting, with the given value or the default.

    Parameters
    ----------
    cells
        Setting name to further cells of its row, such as ``Source``.
    """
    rows = tuple(
        {
            "Setting": setting.header,
            "Value": settings.get(setting.header, setting.default),
            "Unit": setting.unit or None,
            "Notes": meaning_of(setting),
            **cells.get(setting.header, {}),
        }
        for setting in SETTINGS
    )
    return Table(SETTINGS_SHEET, headers_in_order(SETTINGS_SHEET), rows)


def meaning_of(setting: Column) -> str:
    """Meaning of a setting, what it takes, and whether it may stay blank."""
    blank = blank_means(setting)
    need = "Required." if setting.required else f"Blank = {blank}." if blank else "Optional."
    return f"{setting.meaning} Takes {accepted(setting)}. {need}"


def write_settings(target: Worksheet, table: Table, last_checked: int) -> None:
    """Write the sheet Settings."""
    open_sheet(target, SETTINGS_SHEET.name, SETTINGS_SHEET.meaning)
    for index, header in enumerate(table.headers, start=1):
        letter = column_letter(index)
        column = SETTINGS_SHEET.column(header)
        target.column_dimensions[letter].width = WIDTHS[header]
        put(target, f"{letter}{HEADER_ROW}", header, HEADER)
        put(target, f"{letter}{HEADER_ROW - 1}", RULES.get(header, ""), RULE)
        add_note(target[f"{letter}{HEADER_ROW}"], NOTES.get(header, column.meaning))
    for row, (setting, record) in enumerate(
        zip(SETTINGS, table.rows, strict=True), start=FIRST_DATA_ROW
    ):
        _write_setting(target, row, setting, record, last_checked)
    letters = letters_of(table.headers)
    typed = (letters[header] for header in table.headers if header in TYPED)
    last_row = HEADER_ROW + len(SETTINGS)
    cells = " ".join(f"{it}{FIRST_DATA_ROW}:{it}{last_row}" for it in typed)
    show_examples(target, table.headers, SETTINGS_SHEET, cells)
    fit_header_rows(target, table)
    add_table(
        target,
        SETTINGS_SHEET.table_name,
        len(table.headers),
        last_row,
        HEADER_ROW,
    )
    set_up_print(target, len(table.headers))


def _write_setting(
    target: Worksheet,
    row: int,
    setting: Column,
    record: Mapping[str, object],
    last_checked: int,
) -> None:
    """Write a row; only its value and its source are for typing."""
    for index, column in enumerate(SETTINGS_SHEET.columns, start=1):
        cell = target.cell(row, index)
        cell.style = INPUT if column.header in TYPED else LABEL
        set_value(cell, record.get(column.header), column)
    name, value = target.cell(row, 1), target.cell(row, 2)
    value.number_format = number_format(setting)
    value.alignment = Alignment(horizontal="left", vertical="top")
    add_note(name, note_of(setting))
    lines = lines_of(str(record.get("Notes") or ""), PLAIN * WIDTHS["Notes"])
    target.row_dimensions[row].height = HEADER_LINE * lines + 2
    validation = validation_of(setting, value.coordinate, last_checked)
    if validation is not None:
        target.add_data_validation(validation)
        validation.add(value.coordinate)
