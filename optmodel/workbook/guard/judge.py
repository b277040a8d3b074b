"""Judge a whole workbook: every part that openpyxl will open, and nothing is kept of the values."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.xml.constants import ARC_CORE, ARC_CUSTOM, ARC_STYLE, ARC_THEME

from optmodel.workbook.guard.address import area
from optmodel.workbook.guard.archive import Archive
from optmodel.workbook.guard.book import Book, Link, SheetPart, links_of, read_book
from optmodel.workbook.guard.budget import Budget
from optmodel.workbook.guard.refusal import damaged
from optmodel.workbook.guard.shared import TextBudget, judge_styles, judge_texts
from optmodel.workbook.guard.sheet import SheetListener
from optmodel.workbook.guard.xml import elements, listen


@dataclass(frozen=True, slots=True)
class Judged:
    """A worksheet that may be opened, and what openpyxl does not tell of it when it only reads."""

    part: SheetPart
    found: SheetListener
    totals_rows: frozenset[int]
    """Rows below Excel tables that hold their totals."""


def judge(content: bytes) -> tuple[Book, tuple[Judged, ...]]:
    """Judge a workbook before it is opened.

    Raises
    ------
    RefusedError
        Where it is damaged, dangerous, or too large.
    """
    with Archive(content) as archive:
        book = read_book(archive)
        for path in _other_parts(archive, book):
            elements(archive, path)
        characters = TextBudget()
        texts = judge_texts(archive, book.texts, characters)
        budget = Budget(texts, judge_styles(archive, ARC_STYLE), characters)
        return book, tuple(_judge_sheet(archive, book, part, budget) for part in book.sheets)


def _other_parts(archive: Archive, book: Book) -> Iterator[str]:
    """Give the other parts that openpyxl opens; with sheets that are charts it may be any."""
    opened = {ARC_CORE, ARC_CUSTOM, ARC_THEME}
    for sheet in book.sheets:
        folder, name = posixpath.split(sheet.path)
        opened.add(posixpath.join(folder, "_rels", f"{name}.rels"))
    known = {book.texts, ARC_STYLE, *(sheet.path for sheet in book.sheets)}
    for name in sorted(archive.names - known):
        if name in opened or (book.charts and name.endswith((".xml", ".rels"))):
            yield name


def _judge_sheet(archive: Archive, book: Book, part: SheetPart, budget: Budget) -> Judged:
    found = SheetListener(part.name, budget, linked=book.other_files > 0)
    listen(archive, part.path, found)
    found.finish()
    return Judged(part, found, _totals_rows(archive, part, found.table_links))


def _totals_rows(archive: Archive, part: SheetPart, ids: list[str]) -> frozenset[int]:
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
