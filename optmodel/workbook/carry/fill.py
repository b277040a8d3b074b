"""Fill the current template with the values of the old workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.errors import Finding
from optmodel.workbook.carry.leftovers import Leftovers, Loose
from optmodel.workbook.carry.old import OldSheet
from optmodel.workbook.carry.own import Own, own_words, require_values
from optmodel.workbook.carry.plan import Plan
from optmodel.workbook.carry.report import CarriedSheet
from optmodel.workbook.carry.table import OldTable
from optmodel.workbook.guard.sheet import Position
from optmodel.workbook.layout import FIRST_DATA_ROW, HEADER_ROW, column_letter
from optmodel.workbook.template import write_template

LONGEST_TITLE = 31
"""Characters that Excel allows in the name of a sheet."""

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
"""Characters that Excel does not take there; other programs write them."""

NOTE_WIDTH, NOTE_HEIGHT = 320, 120
"""Size in points of a note that is carried."""


@dataclass(slots=True)
class Filling:
    """Puts the cells of the old workbook into the new one, and keeps the account of it."""

    plan: Plan
    sheets: list[CarriedSheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    own: dict[str, frozenset[Position]] = field(default_factory=dict)
    """Old sheet to the cells that are words of the template and are not carried."""
    titles: dict[str, str] = field(default_factory=dict)
    """Old sheet to the new one that has its values."""
    leftovers: Leftovers = field(default_factory=Leftovers)

    def write(self, path: Path) -> None:
        """Write the new workbook."""
        settings = {} if self.plan.settings is None else self.plan.settings.values
        rows = {name: it.records() for name, it in self.plan.tables.items() if name != "Settings"}
        write_template(path, settings, rows, before_saving=self._finish)

    def _finish(self, workbook: Workbook) -> None:
        """Add to the filled template what it has no place for."""
        own = own_words(workbook, self.plan.book.version)
        require_values(self.plan, own)
        for name, table in self.plan.tables.items():
            self._table(workbook[name], table, own)
        for page in self.plan.others:
            title = own.title_of(page)
            if title:
                self._own_sheet(page, title, own)
            elif page.grid.cells or page.notes:
                self._whole_sheet(workbook, page)
        self.leftovers.write(workbook)

    def _table(self, target: Worksheet, table: OldTable, own: Own) -> None:
        """Place the rows of a table, cell by cell, so that no value is changed on the way."""
        page, settings = table.page, self.plan.settings
        columns = _columns(target, table)
        if table.sheet.name == "Settings" and settings is not None:
            rows = _setting_rows(target, table.rows, settings.names)
        else:
            rows = {row: FIRST_DATA_ROW + at for at, row in enumerate(table.rows)}
        named = settings.names if table.sheet.name == "Settings" and settings is not None else {}
        _extend(target, max(columns.values(), default=1), max(rows.values(), default=0))
        values = 0
        for (row, column), cell in page.grid.cells.items():
            if row not in rows or column not in columns:
                continue
            values += 1
            if row in named and table.headers.get(column) == "Setting":
                continue
            place = target.cell(rows[row], columns[column])
            put(place, cell.value)
            if column in table.extra:
                place.number_format = cell.number_format
        loose = table.loose()
        name = table.sheet.name
        mine = frozenset(at for at in loose if own.has(page, at, name, table.header_row))
        self._account(page, name, len(table.rows), values, mine)
        self._loose(page, [at for at in loose if at not in mine])
        self._notes(page, target, table.header_row, rows, columns)

    def _own_sheet(self, page: OldSheet, title: str, own: Own) -> None:
        """List what a user wrote on a sheet that the template makes itself, such as About."""
        mine = frozenset(at for at in page.grid.cells if own.has(page, at, title))
        self.own[page.name], self.titles[page.name] = mine, title
        self._loose(page, [at for at in sorted(page.grid.cells) if at not in mine])
        notes = [at for at in sorted(page.notes) if not own.has_note(page, at)]
        self.leftovers.add_notes(page, notes)

    def _whole_sheet(self, workbook: Workbook, page: OldSheet) -> None:
        """Carry a sheet as plain values to the end, every cell where it was."""
        title = _free_title(workbook, page.name)
        target = workbook.create_sheet(title)
        for place, cell in page.grid.cells.items():
            put(target.cell(*place), cell.value)
            target.cell(*place).number_format = cell.number_format
        for place, (text, author) in page.notes.items():
            _note(target.cell(*place), text, author)
        message = f'is not known; carried as plain values to the sheet "{title}" at the end.'
        self.findings.append(Finding("W253", message, page.name))
        if page.grid.hidden:
            message = "this sheet was hidden; the new workbook shows it."
            self.findings.append(Finding("W256", message, page.name))
        rows = len({row for row, _ in page.grid.cells})
        self._account(page, title, rows, len(page.grid.cells), frozenset())

    def _account(
        self, page: OldSheet, title: str, rows: int, values: int, mine: frozenset[Position]
    ) -> None:
        self.own[page.name], self.titles[page.name] = mine, title
        self.sheets.append(CarriedSheet(title, page.name, rows, values))

    def _loose(self, page: OldSheet, places: list[Position]) -> None:
        """Take values that have no place in the new workbook onto the list of leftovers."""
        for place in places:
            cell = page.grid.cells[place]
            self.leftovers.listed.append(
                Loose(page.name, place, "value", cell.value, cell.number_format)
            )

    def _notes(
        self,
        page: OldSheet,
        target: Worksheet,
        header_row: int,
        rows: dict[int, int],
        columns: dict[int, int],
    ) -> None:
        """Carry the notes on cells; on a header that has one already, below it."""
        lost: list[Position] = []
        for (row, column), (text, author) in sorted(page.notes.items()):
            if column in columns and (row in rows or row == header_row):
                _note(target.cell(rows.get(row, HEADER_ROW), columns[column]), text, author)
            else:
                lost.append((row, column))
        self.leftovers.add_notes(page, lost)


def put(cell: Cell | MergedCell, value: object) -> None:
    """Set a value exactly; a text stays a text, also where it begins with an equals sign."""
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"


def _note(cell: Cell | MergedCell, text: str, author: str) -> None:
    """Put a note on a cell, below one that says something else."""
    earlier = cell.comment.text if cell.comment is not None else ""
    if text in earlier:
        return
    if earlier and author in {"", "optmodel"}:
        return  # The template's own note, in the words of an earlier version.
    said = f"{earlier}\n\n{text}" if earlier else text
    cell.comment = Comment(said, author or "optmodel", height=NOTE_HEIGHT, width=NOTE_WIDTH)


def _columns(target: Worksheet, table: OldTable) -> dict[int, int]:
    """Old column number to new one; columns of the user's own come after the table's."""
    width = next(iter(target.tables.values())).ref
    last = range_boundaries(width)[2] or 1
    at = {str(target.cell(HEADER_ROW, i).value): i for i in range(1, last + 1)}
    columns = {column: at[header] for column, header in table.headers.items()}
    for column, header in sorted(table.extra.items()):
        last += 1
        columns[column] = last
        put(target.cell(HEADER_ROW, last), header)
        for row in range(HEADER_ROW, FIRST_DATA_ROW + len(table.rows)):
            _look_like(target.cell(row, last), target.cell(row, last - 1))
        target.column_dimensions[column_letter(last)].width = max(12.0, len(header) + 3.0)
    return columns


def _setting_rows(
    target: Worksheet, rows: Iterable[int], names: dict[int, str] | object
) -> dict[int, int]:
    """Old row to new row of Settings; what is no setting comes below."""
    assert isinstance(names, dict)  # noqa: S101 - made by settings_of
    at = {str(target.cell(row, 1).value): row for row in range(FIRST_DATA_ROW, target.max_row + 1)}
    last = max(row for name, row in at.items() if name != "None")
    placed: dict[int, int] = {}
    for row in rows:
        if row in names:
            placed[row] = at[names[row]]
            continue
        last += 1
        placed[row] = last
        for column in range(1, target.max_column + 1):
            _look_like(target.cell(last, column), target.cell(last - 1, column))
    return placed


def _extend(target: Worksheet, last_column: int, last_row: int) -> None:
    """Let the Excel table reach the columns and rows that were added."""
    table = next(iter(target.tables.values()))
    left, top, right, bottom = range_boundaries(table.ref)
    assert left and top and right and bottom  # noqa: S101, PT018 - never whole rows or columns
    right, bottom = max(right, last_column), max(bottom, last_row)
    table.ref = f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    table.tableColumns.clear()
    if target.print_area:
        end = range_boundaries(target.print_area.partition("!")[2] or target.print_area)
        wide, deep = max(right, end[2] or 0), max(bottom, end[3] or 0)
        target.print_area = f"A1:{column_letter(wide)}{deep}"


def _look_like(cell: Cell | MergedCell, other: Cell | MergedCell) -> None:
    # openpyxl's way to copy the whole look of a cell.
    cell._style = copy(other._style)  # type: ignore[union-attr]  # noqa: SLF001


def _free_title(workbook: Workbook, name: str) -> str:
    """A title that Excel allows, and that no other sheet has."""
    taken = {title.casefold() for title in workbook.sheetnames}
    name = FORBIDDEN.sub("-", name)
    title = name[:LONGEST_TITLE]
    turn = 1
    while title.casefold() in taken:
        end = " (old)" if turn == 1 else f" (old {turn})"
        title, turn = name[: LONGEST_TITLE - len(end)] + end, turn + 1
    return title
