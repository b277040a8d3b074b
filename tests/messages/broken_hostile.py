"""Files that are dangerous, or of a kind that is not read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from optmodel import api
from optmodel.errors import Finding
from tests.hostile.parts import LINKS, changed, unpacked
from tests.messages.broken_files import checked
from tests.messages.case import INPUT, Place, in_folder
from tests.messages.good import complete

BOOK = "xl/workbook.xml"


def sheet_of(content: bytes, title: str) -> str:
    """Path of the sheet with a title in A1."""
    return next(
        name
        for name, part in unpacked(content).items()
        if name.startswith("xl/worksheets/sheet") and f">{title}<".encode() in part[:5_000]
    )


def edited(name: str, old: str, new: str) -> bytes:
    """The good workbook with one change in a part."""
    part = unpacked(complete())[name].decode()
    assert old in part
    return changed(complete(), {name: part.replace(old, new, 1)})


@in_folder("E913")
def merged_without_end(place: Place) -> Iterable[Finding]:
    """A report with tens of thousands of merged cells was pasted into the workbook."""
    name = sheet_of(complete(), "Sites")
    merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1_000, 11_001))
    return checked(edited(name, "</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>"))


@in_folder("E914")
def document_type(place: Place) -> Iterable[Finding]:
    """The file comes from a stranger, and unfolds to gigabytes."""
    part = unpacked(complete())[BOOK]
    start = part.index(b"<workbook")
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return checked(changed(complete(), {BOOK: part[:start] + doctype + part[start:]}))


@in_folder("E915")
def pipe(place: Place) -> Iterable[Finding]:
    """Another program is to hand the workbook over through a pipe."""
    os.mkfifo(INPUT)
    return api.check(INPUT)


@in_folder("E916")
def strict(place: Place) -> Iterable[Finding]:
    """The workbook was saved as Strict Open XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return checked(edited(BOOK, main, "http://purl.oclc.org/ooxml/spreadsheetml/main"))


@in_folder("E917")
def growing(place: Place) -> Iterable[Finding]:
    """The workbook is still being copied."""
    fstat, asked = os.fstat, []

    def grow(descriptor: int) -> os.stat_result:
        if asked:
            with Path(INPUT).open("ab") as stream:
                stream.write(b"more")
        asked.append(descriptor)
        return fstat(descriptor)

    Path(INPUT).write_bytes(complete())
    place.patch.setattr("optmodel.workbook.file.os.fstat", grow)
    return api.check(INPUT)


def linked(formula: str, title: str, cell: str) -> bytes:
    """The good workbook, linked to another one, with a formula in front of the value of a cell."""
    links = (
        f'<externalReferences><externalReference xmlns:r="{LINKS}" r:id="rId99"/>'
        "</externalReferences>"
    )
    content = edited(BOOK, "<sheets>", f"{links}<sheets>")
    name = sheet_of(content, title)
    part = unpacked(content)[name].decode()
    found = re.sub(rf'(<c r="{cell}"[^>]*>)(<v>)', rf"\1<f>{formula}</f>\2", part, count=1)
    assert found != part
    return changed(content, {name: found})


@in_folder("E919", "Clusters!H5")
def value_from_elsewhere(place: Place) -> Iterable[Finding]:
    """The capex is a formula that looks into the workbook of a colleague."""
    return checked(linked("[1]Costs!B7", "Clusters", "H5"))


@in_folder("W226")
def links(place: Place) -> Iterable[Finding]:
    """The workbook is linked to another one, and no input depends on that."""
    return checked(linked("1+1", "Clusters", "H5"))
