"""What stands behind and beside the values of a sheet: formulas, notes, charts, links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optmodel.workbook.guard.address import area, row_number
from optmodel.workbook.guard.archive import Archive
from optmodel.workbook.guard.book import Link, links_of, read_book
from optmodel.workbook.guard.sheet import Position
from optmodel.workbook.guard.xml import LINK_ID, MAIN, Attributes, elements, listen

CELL, FORMULA, LINK = f"{MAIN}c", f"{MAIN}f", f"{MAIN}hyperlink"

DRAWN = frozenset({"chart", "image", "diagramData"})
"""What a drawing may show that is lost."""


@dataclass(slots=True)
class Behind:
    """What a grid of values does not say about a sheet."""

    formulas: dict[Position, str] = field(default_factory=dict)
    notes: dict[Position, tuple[str, str]] = field(default_factory=dict)
    """Text and author."""
    links: list[str] = field(default_factory=list)
    """Addresses of cells with a link to somewhere outside the workbook."""
    pictures: int = 0
    """Charts and pictures."""


class _Listener:
    """Takes down formulas and links while a worksheet is read."""

    def __init__(self, behind: Behind, links: Mapping[str, Link]) -> None:
        self._behind, self._links = behind, links
        self._cell: Position | None = None
        self._row = self._column = 0
        self._pieces: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element."""
        if name == f"{MAIN}row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
        elif name == CELL:
            given = attributes.get("r")
            self._column = _place(given)[1] if given else self._column + 1
            self._cell = (self._row, self._column)
        elif name == FORMULA and self._cell is not None:
            self._pieces = ["="]
        elif name == LINK:
            link = self._links.get(attributes.get(LINK_ID, ""))
            if link is not None and link.external:
                self._behind.links.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """End an element."""
        if name == FORMULA and self._cell is not None and self._pieces is not None:
            self._behind.formulas[self._cell] = "".join(self._pieces)
            self._pieces = None
        elif name == CELL:
            self._cell = None

    def text(self, data: str) -> None:
        """Give a piece of a text."""
        if self._pieces is not None:
            self._pieces.append(data)


def what_stands_behind(content: bytes) -> dict[str, Behind]:
    """Read it for every worksheet, by name.

    Raises
    ------
    RefusedError
        Where the workbook is damaged, dangerous, or too large.
    """
    found: dict[str, Behind] = {}
    with Archive(content) as archive:
        for part in read_book(archive).sheets:
            behind = Behind()
            links = links_of(archive, part.path)
            listen(archive, part.path, _Listener(behind, links))
            for link in links.values():
                if link.kind == "comments" and not link.external:
                    behind.notes |= _notes(archive, link.target)
                elif link.kind == "drawing" and not link.external:
                    drawn = links_of(archive, link.target).values()
                    behind.pictures += sum(it.kind in DRAWN for it in drawn)
            found[part.name] = behind
    return found


def _notes(archive: Archive, path: str) -> dict[Position, tuple[str, str]]:
    """The notes of a sheet by their cells; blank ones are none."""
    notes: dict[Position, tuple[str, str]] = {}
    authors: list[str] = []
    pieces: list[str] = []
    for it in elements(archive, path, "author", "t", "comment"):
        if it.name == "author":
            authors.append(it.text)
        elif it.name == "t" and it.parent != "rPh":
            pieces.append(it.text)
        elif it.name == "comment":
            said, pieces = "".join(pieces), []
            number = row_number(it.attributes.get("authorId", "0"))
            author = authors[number] if number < len(authors) else ""
            if said.strip():
                notes[_place(it.attributes.get("ref", ""))] = (said, author)
    return notes


def _place(address: str) -> Position:
    column, row, _, _ = area(address)[1]
    return row, column
