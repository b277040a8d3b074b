"""Write one table of the input workbook onto its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.layout import FIRST_DATA_ROW, HEADER_ROW, column_letter
from optmodel.workbook.schema import SETTING_BY_NAME, SETTINGS_SHEET, Column, Kind, Sheet
from optmodel.workbook.template.style import HEADER, HELP, INPUT, LABEL, RULE, TITLE, number_format
from optmodel.workbook.template.validation import validation_of

NARROWEST, WIDEST = 9.0, 40.0
"""Column widths in characters."""


@dataclass(frozen=True, slots=True)
class Table:
    """What goes onto a sheet."""

    sheet: Sheet
    headers: tuple[str, ...]
    """From left to right."""
    rows: tuple[Mapping[str, object], ...]


def write_sheet(target: Worksheet, table: Table, spare_rows: int) -> None:
    """Write title, help, headers, rows, formats, lists and the Excel table.

    Parameters
    ----------
    spare_rows
        Rows below the last record that are formatted and checked as well.
    """
    sheet = table.sheet
    _put(target, 1, 1, sheet.name, TITLE)
    _put(target, 2, 1, sheet.meaning, HELP)
    last_row = HEADER_ROW + max(1, len(table.rows)) + spare_rows
    for index, header in enumerate(table.headers, start=1):
        column = sheet.column(header)
        _put(target, HEADER_ROW, index, header, HEADER)
        target.column_dimensions[column_letter(index)].width = _width(column, header)
        if sheet is SETTINGS_SHEET:
            continue
        _put(target, HEADER_ROW - 1, index, _rule(column), RULE)
        for row in range(FIRST_DATA_ROW, last_row + 1):
            target.cell(row, index).style = INPUT
            target.cell(row, index).number_format = number_format(column)
        _validate(target, column, index, last_row)
    _write_rows(target, table)
    _finish(target, table)


def _write_rows(target: Worksheet, table: Table) -> None:
    for row, record in enumerate(table.rows, start=FIRST_DATA_ROW):
        for index, header in enumerate(table.headers, start=1):
            if table.sheet is SETTINGS_SHEET:
                _write_setting(target, row, index, record)
            _set(target.cell(row, index), record.get(header), table.sheet.column(header))


def _write_setting(target: Worksheet, row: int, index: int, record: Mapping[str, object]) -> None:
    """Format a cell of Settings; only its value is for typing."""
    setting = SETTING_BY_NAME[str(record["Setting"])]
    is_value = SETTINGS_SHEET.columns[index - 1].header == "Value"
    target.cell(row, index).style = INPUT if is_value else LABEL
    if is_value:
        target.cell(row, index).number_format = number_format(setting)
        validation = validation_of(setting)
        if validation is not None:
            target.add_data_validation(validation)
            validation.add(f"{column_letter(index)}{row}")


def _set(cell: Cell | MergedCell, value: object, column: Column) -> None:
    """Set a value; a text stays a text, also where it begins with an equals sign."""
    if isinstance(value, bool) and column.kind is Kind.FLAG:
        value = "yes" if value else "no"
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"


def _put(target: Worksheet, row: int, column: int, text: str, style: str) -> None:
    target.cell(row, column, text).style = style


def _rule(column: Column) -> str:
    """Say above a header what a blank cell means."""
    if column.required:
        return "required"
    if column.blank:
        return f"blank = {column.blank}"
    if isinstance(column.default, bool):
        return f"blank = {'yes' if column.default else 'no'}"
    return "" if column.default is None else f"blank = {_plain(column.default)}"


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _width(column: Column, header: str) -> float:
    longest = max(len(word) for word in header.split())
    wide = {Kind.TEXT: 16.0, Kind.ID: 16.0, Kind.REFERENCE: 16.0, Kind.DATE: 12.0}
    by_header = {"Setting": 28.0, "Value": 20.0, "Name": 34.0, "Notes": WIDEST, "Source": 20.0}
    return by_header.get(header, max(NARROWEST, wide.get(column.kind, 0.0), longest + 3.0))


def _validate(target: Worksheet, column: Column, index: int, last_row: int) -> None:
    validation = validation_of(column)
    if validation is not None:
        letter = column_letter(index)
        target.add_data_validation(validation)
        validation.add(f"{letter}{FIRST_DATA_ROW}:{letter}{last_row}")


def _finish(target: Worksheet, table: Table) -> None:
    """Add the Excel table, frozen panes and the print layout."""
    last = column_letter(len(table.headers))
    last_row = HEADER_ROW + max(1, len(table.rows))
    excel = ExcelTable(displayName=table.sheet.table_name, ref=f"A{HEADER_ROW}:{last}{last_row}")
    excel.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    target.add_table(excel)
    target.freeze_panes = f"B{FIRST_DATA_ROW}"
    target.row_dimensions[HEADER_ROW - 1].height = 36 if table.sheet is not SETTINGS_SHEET else 15
    target.row_dimensions[HEADER_ROW].height = 48
    target.sheet_view.showGridLines = False
    target.page_setup.orientation = "landscape"
    target.page_setup.fitToWidth = 1
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    footer = target.oddFooter
    assert footer is not None  # noqa: S101 - every sheet has one
    footer.left.text, footer.right.text = "&A", "&P / &N"
