"""Write an input workbook: every sheet, empty or filled with given rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.grid import VERSION_NAME
from optmodel.workbook.layout import headers_in_order, used_headers
from optmodel.workbook.schema import (
    SCHEMA_VERSION,
    SETTINGS,
    SETTINGS_SHEET,
    SHEETS,
)
from optmodel.workbook.template.save import save
from optmodel.workbook.template.sheet import Table, write_sheet
from optmodel.workbook.template.style import HELP, TITLE, add_styles

SPARE_ROWS = 50
"""Rows below the last record that lists and formats reach."""

Row = Mapping[str, object]


def write_template(
    path: str | PathLike[str],
    settings: Mapping[str, object] | None = None,
    sheets: Mapping[str, Sequence[Row]] | None = None,
    setting_cells: Mapping[str, Row] | None = None,
    before_saving: Callable[[Workbook], None] | None = None,
) -> None:
    """Write an input workbook.

    Parameters
    ----------
    path
        File to write; an existing one is replaced in one step.
    settings
        Setting name to its value; a setting that is missing shows its default.
    sheets
        Sheet name to its rows; a sheet that is missing is empty.
    setting_cells
        Setting name to further cells of its row, such as ``Source`` and ``Notes``.
    before_saving
        Called with the finished workbook, for what stands beside the tables.

    Raises
    ------
    WriteError
        Where the file cannot be written.
    """
    workbook = Workbook()
    add_styles(workbook)
    workbook.properties.creator = "optmodel"
    workbook.properties.title = "optmodel input"
    rows = sheets or {}
    about = workbook.active
    assert isinstance(about, Worksheet)  # noqa: S101 - a new workbook has one sheet
    _write_about(about)
    workbook.defined_names[VERSION_NAME] = DefinedName(VERSION_NAME, attr_text="About!$B$5")
    write_sheet(
        workbook.create_sheet("Settings"),
        settings_table(settings or {}, setting_cells or {}),
        spare_rows=0,
    )
    for sheet in SHEETS:
        given = tuple(rows.get(sheet.name, ()))
        table = Table(sheet, headers_in_order(sheet, used_headers(given)), given)
        write_sheet(workbook.create_sheet(sheet.name), table, spare_rows=SPARE_ROWS)
    if before_saving is not None:
        before_saving(workbook)
    save(workbook, Path(path))


def settings_table(
    settings: Mapping[str, object], setting_cells: Mapping[str, Row] = MappingProxyType({})
) -> Table:
    """Make one row per setting, with the given value or the default."""
    rows = tuple(
        {
            "Setting": setting.header,
            "Value": settings.get(setting.header, setting.default),
            "Unit": setting.unit or None,
            "Notes": setting.meaning + (" Required." if setting.required else ""),
            **setting_cells.get(setting.header, {}),
        }
        for setting in SETTINGS
    )
    return Table(SETTINGS_SHEET, headers_in_order(SETTINGS_SHEET), rows)


def _write_about(sheet: Worksheet) -> None:
    sheet.title = "About"
    sheet["A1"], sheet["A1"].style = "optmodel input workbook", TITLE
    sheet["A2"], sheet["A2"].style = "What the program reads; one table on each sheet.", HELP
    lines: tuple[tuple[str, str | int], ...] = (
        ("Schema version", SCHEMA_VERSION),
        ("Money", "Millions of US dollars (USD m) at first-period prices; capex is positive."),
        ("Rates", "Fractions shown as percent: type 8% or 0.08."),
        ("Periods", "A period is named by any date inside it; the first one is in Settings."),
        ("Blank cells", "Stand for the default; columns marked required must be filled."),
        ("Colors", "Blue on light yellow: type here. White on dark blue: headers, leave them."),
    )
    for row, (label, text) in enumerate(lines, start=5):
        sheet.cell(row, 1, label)
        sheet.cell(row, 2, text)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    sheet.sheet_view.showGridLines = False
