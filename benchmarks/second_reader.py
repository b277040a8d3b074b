"""The same workbook read by openpyxl: what an accepted file says must not depend on the reader."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from optmodel.workbook.grid import Grid, open_workbook

OUTSIDE_CALENDAR = "#VALUE!"
"""What openpyxl makes of a day that no calendar has; the reader gives the number."""


def disagreement(content: bytes) -> str:
    """Give the first difference between the two readers of a file that was accepted.

    Returns
    -------
    str
        Nothing where they agree; ``unread`` and the reason where openpyxl cannot read the file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        except Exception as error:  # noqa: BLE001 - whatever openpyxl raises
            return f"unread: {type(error).__name__} {str(error)[:100]}"
    if not book.worksheets:
        return "unread: openpyxl finds no sheet"
    grids = {grid.name: grid for grid in open_workbook(content).grids}
    if [sheet.title for sheet in book.worksheets] != list(grids):
        return f"sheets {[sheet.title for sheet in book.worksheets]} against {list(grids)}"
    for sheet in book.worksheets:
        theirs = {
            place: cell.value
            for place, cell in sheet._cells.items()  # noqa: SLF001 - not the rows: a cell may be far
            if not isinstance(cell, MergedCell)
            and not _blank(cell.value)
            # openpyxl writes the target of a link into a blank cell; the file says nothing there.
            and (cell.hyperlink is None or place in _filled(grids[sheet.title]))
        }
        difference = _difference(theirs, grids[sheet.title])
        if difference:
            return f"{sheet.title}: {difference}"
    return ""


def _filled(grid: Grid) -> set[tuple[int, int]]:
    return {place for place, cell in grid.cells.items() if not cell.uncalculated}


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _difference(theirs: Mapping[tuple[int, int], object], grid: Grid) -> str:
    hidden = {
        (row, column)
        for _, (first, top, last, bottom) in grid.merged
        for row, column in grid.cells
        if top <= row <= bottom and first <= column <= last and (row, column) != (top, first)
    }
    mine = {
        place: cell.value
        for place, cell in grid.cells.items()
        if not cell.uncalculated and place not in hidden
    }
    if mine.keys() != theirs.keys():
        return f"cells {sorted(mine.keys() ^ theirs.keys())[:5]} are in one of the two"
    for place, value in mine.items():
        if not _same(value, theirs[place]):
            return f"{place} {value!r} against {theirs[place]!r}"
    return ""


def _same(mine: object, theirs: object) -> bool:
    if isinstance(mine, str) and isinstance(theirs, str):
        # Escaped characters are resolved by the reader alone.
        return mine == theirs or "_x" in theirs or mine == "#UNKNOWN!"
    if theirs == OUTSIDE_CALENDAR:
        return isinstance(mine, int | float)
    return mine == theirs or (mine != mine and theirs != theirs)  # noqa: PLR0124 - not a number
