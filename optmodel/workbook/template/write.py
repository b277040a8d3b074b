"""Write an input workbook: every sheet, empty or filled with given rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.grid import VERSION_NAME
from optmodel.workbook.layout import FIRST_DATA_ROW, headers_in_order, used_headers
from optmodel.workbook.schema import SCHEMA_VERSION, SETTINGS_SHEET, SHEETS
from optmodel.workbook.template.about import VERSION_CELL, write_about, write_lists
from optmodel.workbook.template.lists import LISTS
from optmodel.workbook.template.page import AUTHOR
from optmodel.workbook.template.save import save
from optmodel.workbook.template.settings import settings_table, write_settings
from optmodel.workbook.template.sheet import Table, write_sheet
from optmodel.workbook.template.style import add_styles

SPARE_ROWS = 50
"""Rows below the last record that are formatted."""

CHECKED_ROWS = 500
"""Rows of a sheet that drop-downs and ranges reach at least."""

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
        Sheet name to its rows; a sheet that is missing is empty. A row whose notes begin with
        EXAMPLE ROW looks like an example as long as they do.
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
    _describe(workbook)
    rows = {sheet.name: tuple((sheets or {}).get(sheet.name, ())) for sheet in SHEETS}
    longest = max(len(given) for given in rows.values())
    last_checked = FIRST_DATA_ROW - 1 + max(CHECKED_ROWS, longest + SPARE_ROWS)
    about = workbook.active
    assert isinstance(about, Worksheet)  # noqa: S101 - a new workbook has one sheet
    write_about(about)
    workbook.defined_names[VERSION_NAME] = DefinedName(VERSION_NAME, attr_text=VERSION_CELL)
    table = settings_table(settings or {}, setting_cells or {})
    write_settings(workbook.create_sheet(SETTINGS_SHEET.name), table, last_checked)
    for sheet in SHEETS:
        given = rows[sheet.name]
        table = Table(sheet, headers_in_order(sheet, used_headers(given)), given)
        write_sheet(workbook.create_sheet(sheet.name), table, SPARE_ROWS, last_checked)
    write_lists(workbook.create_sheet(LISTS))
    if before_saving is not None:
        before_saving(workbook)
    save(workbook, Path(path))


def _describe(workbook: Workbook) -> None:
    """Set the properties of the document; the dates are fixed where it is saved."""
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = AUTHOR
    properties.title = "optmodel input workbook"
    properties.subject = "Clusters, sites and funding of an investment program"
    properties.description = (
        f"Input of optmodel, schema version {SCHEMA_VERSION}. Fill it, then run optmodel check "
        "and optmodel solve."
    )
    properties.keywords = "optmodel, input, capital plan"
