"""Write one table of the input workbook onto its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.layout import FIRST_DATA_ROW, HEADER_ROW, column_letter
from optmodel.workbook.schema import Column, Kind, Sheet
from optmodel.workbook.template.page import (
    add_note,
    add_table,
    open_sheet,
    put,
    set_up_print,
    show_examples,
)
from optmodel.workbook.template.style import HEADER, INPUT, REQUIRED, RULE, number_format
from optmodel.workbook.template.validation import validation_of
from optmodel.workbook.template.widths import BOLD, SMALL, lines_of, width_of
from optmodel.workbook.template.words import note_of, rule_of

HEADER_LINE, SMALL_LINE = 15.0, 11.5
"""Heights of a line in points."""

SPARE_PRINTED = 10
"""Blank rows that are printed at least, so that a record typed there is not left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """What goes onto a sheet."""

    sheet: Sheet
    headers: tuple[str, ...]
    """From left to right."""
    rows: tuple[Mapping[str, object], ...]


def write_sheet(target: Worksheet, table: Table, spare_rows: int, last_checked: int) -> None:
    """Write title, help, headers, notes, rows, formats, lists and the Excel table.

    Parameters
    ----------
    spare_rows
        Rows below the last record that are formatted.
    last_checked
        Row down to which drop-downs and ranges reach.
    """
    sheet = table.sheet
    open_sheet(target, sheet.name, help_of(sheet))
    last_record = HEADER_ROW + max(1, len(table.rows))
    for index, header in enumerate(table.headers, start=1):
        column = sheet.column(header)
        letter = column_letter(index)
        target.column_dimensions[letter].width = width_of(column, header, table.rows)
        put(target, f"{letter}{HEADER_ROW}", header, HEADER)
        put(
            target,
            f"{letter}{HEADER_ROW - 1}",
            rule_of(column),
            REQUIRED if column.required else RULE,
        )
        add_note(target[f"{letter}{HEADER_ROW}"], note_of(column))
        _format(target, column, index, range(FIRST_DATA_ROW, last_record + spare_rows + 1))
        _validate(target, column, letter, last_checked)
    _write_rows(target, table)
    last_cell = f"{column_letter(len(table.headers))}{last_record + spare_rows}"
    show_examples(target, table.headers, sheet, f"A{FIRST_DATA_ROW}:{last_cell}")
    fit_header_rows(target, table)
    add_table(target, sheet.table_name, len(table.headers), last_record, HEADER_ROW)
    last_printed = max(last_record + SPARE_PRINTED, HEADER_ROW + 1 + spare_rows)
    set_up_print(target, len(table.headers), last_printed)


def help_of(sheet: Sheet) -> str:
    """One line about a sheet, and how its columns go on where they may."""
    more = "".join(
        f" For a further resource add a column {column.header} NAME before the last two."
        if column.named
        else f" More columns {column.header} may be added before the last two."
        for column in sheet.columns
        if not column.plain
    )
    return sheet.meaning + more


def set_value(cell: Cell | MergedCell, value: object, column: Column) -> None:
    """Set a value; a text stays a text, also where it begins with an equals sign."""
    if isinstance(value, bool) and column.kind is Kind.FLAG:
        value = "yes" if value else "no"
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"


def fit_header_rows(target: Worksheet, table: Table) -> None:
    """Make the headers and what stands above them high enough."""
    widths = [
        target.column_dimensions[column_letter(index)].width
        for index in range(1, len(table.headers) + 1)
    ]
    lines = max(
        lines_of(header, BOLD * (width - 1.5))
        for header, width in zip(table.headers, widths, strict=True)
    )
    small = max(
        lines_of(rule_of(table.sheet.column(header)), SMALL * (width - 1))
        for header, width in zip(table.headers, widths, strict=True)
    )
    target.row_dimensions[HEADER_ROW].height = HEADER_LINE * lines + 6
    target.row_dimensions[HEADER_ROW - 1].height = SMALL_LINE * small + 4


def _format(target: Worksheet, column: Column, index: int, rows: range) -> None:
    for row in rows:
        cell = target.cell(row, index)
        cell.style = INPUT
        cell.number_format = number_format(column)


def _write_rows(target: Worksheet, table: Table) -> None:
    for row, record in enumerate(table.rows, start=FIRST_DATA_ROW):
        for index, header in enumerate(table.headers, start=1):
            cell, column = target.cell(row, index), table.sheet.column(header)
            set_value(cell, record.get(header), column)


def _validate(target: Worksheet, column: Column, letter: str, last_row: int) -> None:
    validation = validation_of(column, f"{letter}{FIRST_DATA_ROW}", last_row)
    if validation is not None:
        target.add_data_validation(validation)
        validation.add(f"{letter}{FIRST_DATA_ROW}:{letter}{last_row}")
