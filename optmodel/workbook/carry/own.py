"""Which cells of the old workbook are the template's own words rather than a user's values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell

from optmodel.errors import Finding, InputError
from optmodel.workbook.carry.old import OldSheet, address
from optmodel.workbook.carry.plan import Plan
from optmodel.workbook.guard.sheet import Position
from optmodel.workbook.layout import HEADER_ROW
from optmodel.workbook.raw import ERROR_VALUES
from optmodel.workbook.schema import SETTINGS_SHEET, SHEETS, folded

SCHEMA_TITLES = frozenset(sheet.name for sheet in (SETTINGS_SHEET, *SHEETS))

Labeled = tuple[float, str, str]
"""A number, the side on which a text stands, and the text."""

RULES = ("required", "blank = ")
"""How the line above the headers begins, in this version of the template or an earlier one."""

EARLIER = frozenset(
    {
        "What the program reads; one table on each sheet.",
        "Millions of US dollars (USD m) at first-period prices; capex is positive.",
        "Fractions shown as percent: type 8% or 0.08.",
        "Periods",
        "A period is named by any date inside it; the first one is in Settings.",
        "Stand for the default; columns marked required must be filled.",
        "Blue on light yellow: type here. White on dark blue: headers, leave them.",
        "One row per candidate cluster (factory, plant); a row with copies stands for several.",
        "How capex is spread over the build, and how output grows after the start of operation.",
        (
            "Own cash by period from the start of a cluster; replaces what Clusters gives for the "
            "line."
        ),
        "Use of a construction resource by period from the start of a cluster.",
        (
            "Invented, to show how a row is filled. Overwrite or delete the row, then clear the "
            "note that begins with EXAMPLE: a search refuses rows that still have it."
        ),
        (
            "Invented, to show how a row is filled. Overwrite or delete the row, then clear the "
            "note that begins with EXAMPLE ROW: a search refuses rows that still have it."
        ),
    }
)
"""Words that earlier templates had outside of their tables, and the current one has not."""


UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML, and so a workbook, has no way to hold but by an escape of its own."""


@dataclass(frozen=True, slots=True)
class Own:
    """The words of the template, by the sheet they stand on."""

    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, frozenset[Labeled]]
    notes: frozenset[str]
    titles: Mapping[str, str]
    """Folded title to title, of the sheets that are no tables, such as About and Lists."""
    version: object

    def title_of(self, page: OldSheet) -> str:
        """The template's own sheet that an old sheet is an earlier form of, or ``""``."""
        return self.titles.get(folded(page.name), "")

    def has(self, page: OldSheet, place: Position, title: str, header_row: int = 0) -> bool:
        """Whether a cell outside of the rows of a table is the template's own."""
        value = page.grid.cells[place].value
        words = self.words.get(title, frozenset()) | EARLIER
        if page.formulas.get(place, "") in words:
            return True
        if header_row:
            is_rule = place[0] == header_row - 1 and str(value).startswith(RULES)
            return place[0] < header_row and (is_rule or value in words)
        if isinstance(value, int | float) and not isinstance(value, bool):
            said = _labeled({at: cell.value for at, cell in page.grid.cells.items()}, place)
            numbers = self.numbers.get(title, frozenset())
            return value == self.version or not numbers.isdisjoint(said)
        return value in words

    def has_note(self, page: OldSheet, place: Position) -> bool:
        """Whether a note on a sheet that the template makes itself is the template's own."""
        return page.notes[place][0] in self.notes


def own_words(workbook: Workbook, version: object) -> Own:
    """Take down the words of a template before anything is added to it."""
    words: dict[str, frozenset[str]] = {}
    numbers: dict[str, frozenset[Labeled]] = {}
    notes: set[str] = set()
    titles: dict[str, str] = {}
    for page in workbook.worksheets:
        is_table = page.title in SCHEMA_TITLES
        last = HEADER_ROW if is_table else page.max_row
        cells = [it for row in page.iter_rows(max_row=last) for it in row if it.value is not None]
        words[page.title] = frozenset(_words(cells))
        if not is_table:
            titles[folded(page.title)] = page.title
            values: dict[Position, object] = {(it.row, it.column): it.value for it in cells}
            numbers[page.title] = frozenset(it for at in values for it in _labeled(values, at))
            notes |= {it.comment.text for it in cells if it.comment is not None}
    return Own(words, numbers, frozenset(notes), titles, version)


def require_values(plan: Plan, own: Own) -> None:
    """Refuse what has no value to carry: errors, formulas never calculated, control characters.

    Raises
    ------
    InputError
        With every such cell of the old workbook.
    """
    tables = {table.page.name: table for table in plan.tables.values()}
    findings: list[Finding] = []
    for page in plan.book.sheets:
        table = tables.get(page.name)
        title, header_row = own.title_of(page), 0
        if table is not None:
            title, header_row = table.sheet.name, table.header_row
        findings += [
            finding
            for place in sorted(page.grid.cells)
            for finding in _without_value(page, place)
            if not (title and own.has(page, place, title, header_row))
        ]
    if findings:
        raise InputError(findings)


def _without_value(page: OldSheet, place: Position) -> tuple[Finding, ...]:
    cell = page.grid.cells[place]
    if cell.uncalculated:
        message = "is a formula that was never calculated. Open the file in Excel, save, run again."
        return (Finding("E141", message, page.name, address(place)),)
    text = cell.value.strip() if isinstance(cell.value, str) else ""
    if isinstance(cell.value, str) and UNWRITABLE.search(cell.value):
        message = "holds a control character, which cannot be carried. Type the cell again."
        return (Finding("E196", message, page.name, address(place)),)
    if text in ERROR_VALUES:
        message = f"shows {text}. Paste the value."
        return (Finding("E140", message, page.name, address(place)),)
    return ()


def _labeled(values: Mapping[Position, object], place: Position) -> set[Labeled]:
    """A number with the texts that tell what it is; nothing for a text.

    The template's own numbers are known so wherever they stand, and a user's are not taken for
    them.
    """
    row, column = place
    value = values[place]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return set()
    above = (values.get((at, column)) for at in range(row - 1, 0, -1))
    beside = {
        "left": values.get((row, column - 1)),
        "right": values.get((row, column + 1)),
        "above": next((it for it in above if isinstance(it, str)), None),
    }
    return {(value, side, text) for side, text in beside.items() if isinstance(text, str)}


def _words(cells: Iterable[Cell | MergedCell]) -> Iterator[str]:
    """Texts, and the targets of links, which some programs leave where a link stood."""
    for cell in cells:
        if isinstance(cell.value, str):
            yield cell.value
        if cell.hyperlink is not None and cell.hyperlink.location:
            yield cell.hyperlink.location
