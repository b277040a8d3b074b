"""A sheet as a grid of cells, read with openpyxl behind a guard."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.guard.judge import Judged, judge
from optmodel.workbook.guard.limits import MOST_CELLS, MOST_ROWS_KEPT
from optmodel.workbook.guard.refusal import SAVE_AGAIN, RefusedError, damaged, too_much
from optmodel.workbook.guard.sheet import Position
from optmodel.workbook.plain import plain
from optmodel.workbook.raw import ERROR_VALUES, RawCell

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

VERSION_NAME = "Schema_version"
"""Defined name of the cell that carries the version of the schema."""

UNKNOWN_ERROR = "#UNKNOWN!"
EXACT = 10**15
"""Up to here a whole number is kept exactly; Excel keeps no more digits."""


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
    """Only rows with a cell that is not blank."""
    hidden_columns: frozenset[int] = frozenset()
    totals_rows: frozenset[int] = frozenset()
    """Totals rows of Excel tables, which are not records."""
    linked: frozenset[Position] = frozenset()
    """Cells whose formula takes a value from another workbook."""
    cut: bool = False
    """Whether further filled rows follow, which are not kept because there are too many."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook as its sheets."""

    grids: tuple[Grid, ...]
    """The worksheets in their order."""
    version: object
    """Of the schema; None where none is stated."""
    other_files: int
    """Other workbooks that formulas refer to; they are never opened."""


def grids_of(content: bytes) -> tuple[tuple[Grid, ...], object]:
    """Open a workbook.

    Returns
    -------
    tuple
        The worksheets in their order, and the version of the schema, None where none is stated.

    Raises
    ------
    RefusedError
        Where it is damaged, dangerous, or too large.
    """
    opened = open_workbook(content)
    return opened.grids, opened.version


def open_workbook(content: bytes) -> Opened:
    """Judge a workbook and read every worksheet once.

    Raises
    ------
    RefusedError
        Where it is damaged, dangerous, or too large.
    """
    book, judged = judge(content)
    with _loaded(content) as workbook:
        sheets = workbook.worksheets
        if [it.title for it in sheets] != [it.part.name for it in judged]:
            raise damaged("its sheets are not those that it lists")
        grids: list[Grid] = []
        left = MOST_CELLS
        for sheet, it in zip(sheets, judged, strict=True):
            cells, cut = _cells(sheet, it, left)
            left -= len(cells)
            grids.append(_grid(it, cells, cut=cut))
        return Opened(tuple(grids), _version(workbook, grids), book.other_files)


@contextmanager
def _loaded(content: bytes) -> Iterator[Workbook]:
    """Open a judged workbook with openpyxl; whatever that raises is one refusal.

    Only for reading, row by row: links, merged cells, comments, charts and tables, whose areas
    openpyxl would otherwise fill with cells, are then left alone.
    """
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it drops; nothing is ever saved from here.
            warnings.simplefilter("ignore")
            stream = io.BytesIO(content)
            with closing(
                load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            ) as workbook:
                yield workbook
    except RefusedError:
        raise
    except Exception as error:  # of many kinds
        raise RefusedError(
            "E909", f"cannot be opened as a workbook ({type(error).__name__}). {SAVE_AGAIN}"
        ) from error


def _cells(sheet: Worksheet, judged: Judged, most: int) -> tuple[dict[Position, RawCell], bool]:
    """Read the filled cells of a sheet, and whether further filled rows follow."""
    # The stubs of openpyxl call a sheet that is only read a Worksheet.
    read_only = cast("ReadOnlyWorksheet", sheet)
    read_only.reset_dimensions()  # A file may claim any size; openpyxl fills it up.
    formulas = judged.found.formulas
    cells: dict[Position, RawCell] = {}
    rows = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        before = len(cells)
        for column, cell in enumerate(row, start=1):
            if cell.value is not None:
                raw = RawCell(_value(cell), number_format=cell.number_format)
                if not raw.blank:
                    cells[number, column] = raw
            elif (number, column) in formulas and cell.data_type != "str":
                # A formula whose result is the empty text has the type "str" and no value.
                cells[number, column] = RawCell(
                    None, uncalculated=True, number_format=cell.number_format
                )
        if len(cells) > before:
            rows += 1
            if rows > MOST_ROWS_KEPT:
                return {place: it for place, it in cells.items() if place[0] < number}, True
            if len(cells) > most:
                raise too_much(f"more than {MOST_CELLS:,} filled cells")
    return cells, False


def _value(cell: Cell) -> object:
    """Give the value of a cell that is not blank."""
    value: object = cell.value
    if isinstance(value, str):
        if cell.data_type == "e":
            return value if value in ERROR_VALUES else UNKNOWN_ERROR
        return plain(value)
    if isinstance(value, int) and not -EXACT < value < EXACT:
        return float(str(value))  # Infinite where it has hundreds of digits.
    return value


def _grid(judged: Judged, cells: Mapping[Position, RawCell], *, cut: bool) -> Grid:
    found = judged.found
    filled = {row for row, _ in cells} if found.hidden_rows else set()
    return Grid(
        name=judged.part.name,
        cells=cells,
        merged=tuple(found.merged),
        hidden=judged.part.hidden,
        hidden_rows=frozenset(found.hidden_rows & filled),
        hidden_columns=frozenset(found.hidden_columns),
        totals_rows=judged.totals_rows,
        linked=frozenset(found.linked),
        cut=cut,
    )


def _version(workbook: Workbook, grids: list[Grid]) -> object:
    name = workbook.defined_names.get(VERSION_NAME)
    for sheet, address in name.destinations if name is not None else ():
        place = coordinate_to_tuple(address.replace("$", ""))
        for grid in grids:
            if grid.name == sheet and place in grid.cells:
                return grid.cells[place].value
    return None
