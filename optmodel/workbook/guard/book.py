"""The parts that say what a workbook consists of: its sheets, its calendar, its links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.xml.constants import (
    ARC_STYLE,
    ARC_WORKBOOK,
    SHARED_STRINGS,
    XLSM,
    XLSX,
    XLTM,
    XLTX,
)

from optmodel.workbook.guard.archive import Archive
from optmodel.workbook.guard.limits import LONGEST_SHEET_NAME
from optmodel.workbook.guard.refusal import RefusedError, damaged
from optmodel.workbook.guard.xml import LINK_ID, Element, elements

CONTENT_TYPES = "[Content_Types].xml"
MACROS = re.compile(r"macroenabled|vbaproject|macrosheet", re.IGNORECASE)
"""In content types and relationships: workbooks with macros, the macros, Excel 4.0 macro sheets."""
WORKBOOKS = (XLTM, XLTX, XLSM, XLSX)
"""Types of a workbook, in the order in which openpyxl looks for them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship from one part to another, or to something outside the file."""

    kind: str
    """Last word of its type."""
    target: str
    """Path of the part."""
    external: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it."""

    name: str
    path: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What the workbook says of itself."""

    sheets: tuple[SheetPart, ...]
    texts: str
    """Path of the shared texts, or nothing."""
    other_files: int
    """Workbooks that formulas refer to."""
    charts: bool
    """Whether there are sheets that are charts."""


def refuse_macros(archive: Archive) -> None:
    """Refuse a workbook with macros of any kind.

    Raises
    ------
    RefusedError
        Where the parts or their types say so.
    """
    types = elements(archive, CONTENT_TYPES, "Default", "Override")
    if any(MACROS.search(it.attributes.get("ContentType", "")) for it in types) or any(
        "vbaproject" in name.casefold() or "/macrosheets/" in name for name in archive.names
    ):
        raise RefusedError("E911", "has macros. Save it as .xlsx without macros.")


def links_of(archive: Archive, path: str) -> dict[str, Link]:
    """Give the relationships of a part by their ids; none where it has none."""
    folder, name = posixpath.split(path)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place not in archive:
        return {}
    links: dict[str, Link] = {}
    for it in elements(archive, place, "Relationship"):
        target = it.attributes.get("Target", "")
        links[it.attributes.get("Id", "")] = Link(
            kind=it.attributes.get("Type", "").rpartition("/")[2],
            target=posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
            external=it.attributes.get("TargetMode") == "External",
        )
    return links


def read_book(archive: Archive) -> Book:
    """Read the list of sheets and what all of them share.

    Raises
    ------
    RefusedError
        Where it has macros, is damaged, or is no workbook.
    """
    refuse_macros(archive)
    path = _workbook_path(archive)
    links = links_of(archive, path)
    if any(MACROS.search(link.kind) for link in links.values()):
        raise RefusedError("E911", "has macros. Save it as .xlsx without macros.")
    found = elements(archive, path, "workbook", "sheet", "externalReference")
    if not found or found[-1].name != "workbook" or found[-1].parent:
        raise damaged(f"the part {path} is not a workbook")
    return Book(
        sheets=_sheets(found, links),
        texts=_texts(archive, links),
        other_files=sum(it.name == "externalReference" for it in found),
        charts=any("chartsheet" in link.kind for link in links.values()),
    )


def _workbook_path(archive: Archive) -> str:
    """Give the path of the workbook; openpyxl looks for it by its type, Excel by its link."""
    linked = [
        link.target
        for link in links_of(archive, "").values()
        if link.kind == "officeDocument" and not link.external
    ]
    typed = [path for kind in WORKBOOKS for path in _paths_of(archive, kind)]
    if not typed:
        defaults = {it.attributes.get("ContentType") for it in _types(archive, "Default")}
        typed = [ARC_WORKBOOK] if defaults & set(WORKBOOKS) else []
    if not linked or linked[:1] != typed[:1]:
        raise damaged("it does not say which of its parts is the workbook")
    return linked[0]


def _texts(archive: Archive, links: Mapping[str, Link]) -> str:
    """Give the path of the shared texts; that of the formats is fixed in openpyxl."""
    texts = _one(links, "sharedStrings")
    if _paths_of(archive, SHARED_STRINGS)[:1] != ([texts] if texts else []):
        raise damaged("it does not say which of its parts are the shared texts")
    if _one(links, "styles") not in {"", ARC_STYLE}:
        raise damaged(f"its formats are not in the part {ARC_STYLE}")
    return texts


def _types(archive: Archive, name: str) -> list[Element]:
    return elements(archive, CONTENT_TYPES, name)


def _paths_of(archive: Archive, kind: str) -> list[str]:
    return [
        it.attributes.get("PartName", "")[1:]
        for it in _types(archive, "Override")
        if it.attributes.get("ContentType") == kind
    ]


def _one(links: Mapping[str, Link], kind: str) -> str:
    paths = [link.target for link in links.values() if link.kind == kind and not link.external]
    if len(paths) > 1:
        raise damaged(f"it has {len(paths)} parts of the kind {kind}")
    return paths[0] if paths else ""


def _sheets(found: list[Element], links: Mapping[str, Link]) -> tuple[SheetPart, ...]:
    """Give the worksheets in their order; charts and dialogs are no worksheets."""
    sheets: list[SheetPart] = []
    for it in found:
        if it.name != "sheet":
            continue
        name = it.attributes.get("name", "")
        link = links.get(it.attributes.get(LINK_ID, ""))
        if not 0 < len(name) <= LONGEST_SHEET_NAME:
            raise damaged(f"a sheet has a name of {len(name)} characters")
        if it.parent != "sheets" or link is None or link.external:
            raise damaged(f'the sheet "{name}" is listed without its content')
        if link.kind not in {"worksheet", "chartsheet"}:
            raise damaged(f'the sheet "{name}" is neither a table nor a chart')
        if link.kind == "worksheet":
            hidden = it.attributes.get("state", "visible") != "visible"
            sheets.append(SheetPart(name, link.target, hidden))
    paths = [sheet.path for sheet in sheets]
    if len(set(paths)) < len(paths):
        raise damaged("two sheets share their content")
    if not sheets:
        raise damaged("it has no worksheet")
    return tuple(sheets)
