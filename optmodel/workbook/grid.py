"""A sheet as a grid of cells, read with openpyxl."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.raw import RawCell

VERSION_NAME = "Schema_version"
"""Defined name of the cell that carries the version of the schema."""

Position = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What a sheet holds, and where a reader of the sheet might not see it."""

    name: str
    cells: Mapping[Position, RawCell]
    """Only cells that are not blank."""
    merged: tuple[tuple[str, tuple[int, int, int, int]], ...] = ()
    """Address of each merged range with its first column, first row, last column, last row."""
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    totals_rows: frozenset[int] = frozenset()
    """Totals rows of Excel tables, which are not records."""


def grids_of(content: bytes) -> tuple[tuple[Grid, ...], object]:
    """Open a workbook twice, for values and for formulas.

    Returns
    -------
    tuple
        The worksheets in their order, and the version of the schema, None where none is stated.

    Raises
    ------
    Exception
        Whatever openpyxl and the parsers below it raise on a damaged file.
    """
    with warnings.catch_warnings():
        # openpyxl warns of extensions that it drops; nothing is ever saved from here.
        warnings.simplefilter("ignore")
        values = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    grids = tuple(_grid(sheet, formulas[sheet.title]) for sheet in values.worksheets)
    return grids, _version(values)


def _version(workbook: Workbook) -> object:
    name = workbook.defined_names.get(VERSION_NAME)
    if name is None:
        return None
    for sheet, address in name.destinations:
        if sheet in workbook.sheetnames:
            return workbook[sheet][address.replace("$", "")].value
    return None


def _grid(values: Worksheet, formulas: Worksheet) -> Grid:
    # Walking the stored cells, not the rows: a single far cell would cost a million rows.
    stored: Mapping[Position, Cell | MergedCell] = values._cells  # noqa: SLF001
    behind: Mapping[Position, Cell | MergedCell] = formulas._cells  # noqa: SLF001
    cells = {place: _raw(cell, behind.get(place)) for place, cell in stored.items()}
    return Grid(
        name=values.title,
        cells={place: cell for place, cell in cells.items() if not cell.blank},
        merged=tuple((it.coord, it.bounds) for it in values.merged_cells.ranges),
        hidden=values.sheet_state != "visible",
        hidden_rows=frozenset(row for row, it in values.row_dimensions.items() if it.hidden),
        hidden_columns=_hidden_columns(values),
        totals_rows=_totals_rows(values),
    )


def _raw(cell: Cell | MergedCell, behind: Cell | MergedCell | None) -> RawCell:
    formula = behind is not None and behind.data_type == "f"
    # A formula whose result is the empty text is stored with the type "str" and no value.
    uncalculated = formula and cell.value is None and cell.data_type != "str"
    return RawCell(cell.value, uncalculated=uncalculated, number_format=cell.number_format)


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    return frozenset(
        column
        for it in sheet.column_dimensions.values()
        if it.hidden and it.min and it.max
        for column in range(it.min, it.max + 1)
    )


def _totals_rows(sheet: Worksheet) -> frozenset[int]:
    return frozenset(
        last_row
        for table in sheet.tables.values()
        if table.totalsRowCount
        for last_row in (range_boundaries(table.ref)[3],)
        if last_row is not None
    )
