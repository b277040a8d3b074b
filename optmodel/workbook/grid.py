"""A sheet as a grid of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optmodel.workbook.package.address import area
from optmodel.workbook.package.archive import Archive
from optmodel.workbook.package.book import Book, Link, SheetPart, links_of, read_book
from optmodel.workbook.package.refusal import damaged
from optmodel.workbook.package.shared import TextBudget, read_formats, read_texts
from optmodel.workbook.package.sheet import CellBudget, Position, SheetListener
from optmodel.workbook.package.values import Values
from optmodel.workbook.package.xml import elements, listen
from optmodel.workbook.raw import RawCell

VERSION_NAME = "Schema_version"
"""Defined name of the cell that carries the version of the schema."""

REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?[0-9]{1,7})")
"""A cell of a sheet, as a defined name refers to it."""


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
    """Read every worksheet once, values and formulas together, within bounds.

    Raises
    ------
    RefusedError
        Where it is damaged, dangerous, or too large.
    """
    with Archive(content) as archive:
        book = read_book(archive)
        texts, cells = TextBudget(), CellBudget()
        values = Values(
            read_texts(archive, book.texts, texts),
            read_formats(archive, book.styles),
            book.from_1904,
        )
        grids: list[Grid] = []
        for part in book.sheets:
            found = SheetListener(part.name, values, cells, texts, linked=book.other_files > 0)
            listen(archive, part.path, found)
            grids.append(_grid(part, found, _totals_rows(archive, part, found.table_links)))
    return Opened(tuple(grids), _version(book, grids), book.other_files)


def _grid(part: SheetPart, found: SheetListener, totals_rows: frozenset[int]) -> Grid:
    return Grid(
        name=part.name,
        cells=found.cells,
        merged=tuple(found.merged),
        hidden=part.hidden,
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(found.hidden_columns),
        totals_rows=totals_rows,
        linked=frozenset(found.linked),
        cut=found.cut,
    )


def _totals_rows(archive: Archive, part: SheetPart, ids: list[str]) -> frozenset[int]:
    """Give the rows below Excel tables that hold their totals."""
    rows: set[int] = set()
    links = links_of(archive, part.path) if ids else {}
    for link in _tables(part, ids, links):
        for table in elements(archive, link.target, "table"):
            count = table.attributes.get("totalsRowCount", "0")
            if count != "0":
                rows.add(area(table.attributes.get("ref", ""))[1][3])
    return frozenset(rows)


def _tables(part: SheetPart, ids: list[str], links: Mapping[str, Link]) -> Iterator[Link]:
    if len(set(ids)) < len(ids):
        raise damaged(f'on sheet "{part.name}" a table is listed twice')
    for it in ids:
        if it not in links or links[it].external:
            raise damaged(f'on sheet "{part.name}" a table is missing')
        yield links[it]


def _version(book: Book, grids: list[Grid]) -> object:
    match = REFERENCE.fullmatch(book.names.get(VERSION_NAME, ""))
    if match is None:
        return None
    quoted, bare, address = match.groups()
    name = quoted.replace("''", "'") if quoted else bare
    column, row, _, _ = area(address.replace("$", ""))[1]
    for grid in grids:
        if grid.name == name and (row, column) in grid.cells:
            return grid.cells[row, column].value
    return None
