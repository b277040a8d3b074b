"""XML read piece by piece: no document types, no entities, bounded in depth and in size.

The parts come from strangers, so that the parser refuses every document type; spreadsheet
programs write none, and entities that expand or name files cannot be declared without one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from optmodel.workbook.guard.archive import Archive
from optmodel.workbook.guard.limits import DEEPEST, LONGEST_TAG, MOST_ELEMENTS
from optmodel.workbook.guard.refusal import RefusedError, damaged, too_much

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main "
LINK_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
"""Namespaces as the parser puts them in front of a name."""

PIECE = 1 << 16
"""Bytes that are unpacked at a time."""

Attributes = dict[str, str]


class Listener(Protocol):
    """What is told of the elements of a part, in their order."""

    def start(self, name: str, attributes: Attributes, /) -> None:
        """Begin an element."""

    @property
    def end(self) -> Callable[[str], None]:
        """End an element."""

    @property
    def text(self) -> Callable[[str], None]:
        """Give a piece of the text within an element."""


def listen(archive: Archive, path: str, listener: Listener) -> None:
    """Read a part.

    Raises
    ------
    RefusedError
        Where the part is damaged, dangerous, or too large.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = PIECE
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    given = 0
    try:
        with archive.open(path) as stream:
            while piece := stream.read(PIECE):
                archive.spend(piece)
                parser.Parse(piece, False)
                given += len(piece)
                # In UTF-16 the parser counts the bytes of UTF-8; then this is only stricter.
                if given - parser.CurrentByteIndex > LONGEST_TAG:
                    raise damaged(  # noqa: TRY301
                        f"a tag in {path} is longer than {LONGEST_TAG:,} bytes"
                    )
            parser.Parse(b"", True)
    except RefusedError:
        raise
    except Exception as error:  # of the parser, and a dozen kinds of zipfile for flipped bits
        raise damaged(f"the part {path} cannot be read") from error


def _refuse_document_type(*_: object) -> None:
    raise RefusedError(
        "E914",
        "declares an XML document type, which no spreadsheet program writes. "
        "Save it again in Excel.",
    )


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a small part."""

    name: str
    """Without its namespace."""
    parent: str
    attributes: Attributes
    text: str


class _Collector:
    """Keeps the elements with certain names, in the order of their ends."""

    def __init__(self, path: str, wanted: Collection[str]) -> None:
        self.found: list[Element] = []
        self._path, self._wanted = path, wanted
        self._open: list[tuple[str, Attributes, list[str]]] = []
        self._count = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element."""
        space, _, local = name.rpartition(" ")
        if not self._open and space == STRICT.strip():
            raise RefusedError(
                "E916",
                'is saved as "Strict Open XML". Save it as "Excel Workbook (*.xlsx)" instead.',
            )
        if len(self._open) >= DEEPEST:
            raise damaged(f"the elements of {self._path} are nested more than {DEEPEST} deep")
        self._open.append((local, attributes, []))
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise too_much(f"more than {MOST_ELEMENTS:,} entries in {self._path}")

    def end(self, name: str) -> None:  # noqa: ARG002 - of every listener
        """End an element."""
        local, attributes, pieces = self._open.pop()
        if local in self._wanted:
            parent = self._open[-1][0] if self._open else ""
            self.found.append(Element(local, parent, attributes, "".join(pieces)))

    def text(self, data: str) -> None:
        """Give a piece of the text within an element."""
        if self._open and self._open[-1][0] in self._wanted:
            self._open[-1][2].append(data)


def elements(archive: Archive, path: str, *wanted: str) -> list[Element]:
    """Give the elements of a part that have certain names."""
    collector = _Collector(path, frozenset(wanted))
    listen(archive, path, collector)
    return collector.found
