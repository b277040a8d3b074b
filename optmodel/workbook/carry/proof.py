"""Prove that nothing was lost: read the new workbook and compare it with the old one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from optmodel.errors import Finding
from optmodel.workbook.carry.fill import Filling
from optmodel.workbook.carry.old import OldSheet, address
from optmodel.workbook.carry.table import OldTable
from optmodel.workbook.grid import Grid, grids_of
from optmodel.workbook.guard.sheet import Position
from optmodel.workbook.layout import FIRST_DATA_ROW

MILLISECOND = timedelta(milliseconds=1)
"""Excel stores times as fractions of a day; below this they are not told apart."""


def losses(filling: Filling, content: bytes) -> list[Finding]:
    """Compare values as counted sets, sheet by sheet and row by row.

    Parameters
    ----------
    filling
        The account of what was carried; only its sheets, rows and template's words are used.
    content
        The new workbook as it was written.
    """
    new = {grid.name: grid for grid in grids_of(content)[0]}
    listed = _listed(new.get(filling.leftovers.title), filling)
    tables = {table.page.name: table for table in filling.plan.tables.values()}
    findings: list[Finding] = []
    for page in filling.plan.book.sheets:
        table = tables.get(page.name)
        title = filling.titles.get(page.name, "")
        have = _counted(new[title].cells) if title in new else Counter()
        have += listed.get(page.name, Counter())
        skipped = filling.own.get(page.name, frozenset()) | _headers(table)
        findings += _lost(page, _counted_without(page, skipped) - have)
        if table is not None and title != "Settings":
            findings += _rows_that_differ(page, table, new[title])
    return findings


def _rows_that_differ(page: OldSheet, table: OldTable, new: Grid) -> list[Finding]:
    """Find rows of a table that do not hold the same values in both workbooks."""
    old_rows = [_row(page.grid, row) for row in table.rows]
    last = FIRST_DATA_ROW + len(old_rows)
    by_row: dict[int, Counter[object]] = {}
    for (row, _), cell in new.cells.items():
        by_row.setdefault(row, Counter())[_same(cell.value)] += 1
    new_rows = [by_row.get(row, Counter()) for row in range(FIRST_DATA_ROW, last)]
    findings = [
        Finding("E196", "cannot be carried unchanged; nothing is written.", page.name, f"A{row}")
        for row, old, now in zip(table.rows, old_rows, new_rows, strict=True)
        if old != now
    ]
    beyond = [row for row in by_row if row >= last]
    if beyond:
        message = f"row {min(beyond)} of the new sheet has a value that is not in the old one."
        findings.append(Finding("E196", f"{message} Nothing is written.", page.name))
    return findings


def _lost(page: OldSheet, lost: Counter[object]) -> list[Finding]:
    """Name the cells whose values are not in the new workbook."""
    message = "cannot be carried unchanged; nothing is written."
    return [
        Finding("E196", message, page.name, address(place))
        for place, cell in sorted(page.grid.cells.items())
        if _same(cell.value) in lost
    ]


def _headers(table: OldTable | None) -> frozenset[Position]:
    """Header cells, which get the words of the template."""
    if table is None:
        return frozenset()
    places = {(table.header_row, column) for column in table.columns}
    if table.sheet.name == "Settings":
        names = [column for column, header in table.headers.items() if header == "Setting"]
        places |= {(row, column) for row in table.rows for column in names}
    return frozenset(places)


def _listed(grid: Grid | None, filling: Filling) -> Mapping[str, Counter[object]]:
    """What the list of leftovers holds of each old sheet."""
    listed: dict[str, Counter[object]] = {}
    if grid is None or not filling.leftovers.listed:
        return listed
    for (row, column), cell in grid.cells.items():
        name = grid.cells.get((row, 1))
        what = grid.cells.get((row, 3))
        if column == 4 and name is not None and what is not None and what.value == "value":
            listed.setdefault(str(name.value), Counter())[_same(cell.value)] += 1
    return listed


def _counted_without(page: OldSheet, skipped: Iterable[Position]) -> Counter[object]:
    left = page.grid.cells.keys() - set(skipped)
    return Counter(_same(page.grid.cells[at].value) for at in left)


def _counted(cells: Mapping[Position, object]) -> Counter[object]:
    return Counter(_same(getattr(cell, "value", None)) for cell in cells.values())


def _row(grid: Grid, number: int) -> Counter[object]:
    return Counter(_same(cell.value) for (row, _), cell in grid.cells.items() if row == number)


def _same(value: object) -> object:
    """A value in the form in which two equal ones are equal, and TRUE is not 1."""
    if isinstance(value, bool):
        return "truth", value
    if isinstance(value, str):
        return "text", value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells have no zone
    if isinstance(value, datetime):
        return "time", round((value - datetime(1900, 1, 1)) / MILLISECOND)  # noqa: DTZ001
    return "number", value
