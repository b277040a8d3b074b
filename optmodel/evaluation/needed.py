"""Leaves out the sheets of a workbook that nobody reads, so that a large one opens in a moment.

A results workbook has hundreds of thousands of formulas, and the decisions stand on two sheets.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Collection

from openpyxl.xml.functions import fromstring

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
LINKS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
BOOK, BOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
NOTHING = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData/></worksheet>"
)
"""A sheet without a cell."""


def with_sheets(content: bytes, names: Collection[str]) -> bytes:
    """Return a workbook in which every sheet but the named ones is blank.

    Parameters
    ----------
    content
        An .xlsx file.
    names
        Sheets to keep as they are.

    Raises
    ------
    Exception
        Whatever zipfile and the parser raise on a damaged file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        left_out = _sheets_without(archive, names)
        return _copied(archive, left_out)


def _sheets_without(archive: zipfile.ZipFile, names: Collection[str]) -> frozenset[str]:
    """Give the files of the worksheets with other names."""
    links = fromstring(archive.read(BOOK_LINKS))
    files = {
        str(link.get("Id")): _path(str(link.get("Target")))
        for link in links
        if str(link.get("Type")).endswith("/worksheet")
    }
    book = fromstring(archive.read(BOOK))
    sheets = [sheet for space in (MAIN, STRICT) for sheet in book.iter(f"{space}sheet")]
    unread = (
        sheet.get(f"{space}id")
        for sheet in sheets
        for space in LINKS
        if sheet.get("name") not in names
    )
    return frozenset(files[link] for link in unread if link in files)


def _path(target: str) -> str:
    """Return the path in the archive of what the workbook refers to."""
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _copied(archive: zipfile.ZipFile, left_out: Collection[str]) -> bytes:
    """Copy an archive with blank sheets in the place of some, and without what belongs to them."""
    links = {
        f"{posixpath.dirname(path)}/_rels/{posixpath.basename(path)}.rels" for path in left_out
    }
    stream = io.BytesIO()
    # Never on disk and read at once, so that packing it would only cost time.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as copy:
        for entry in archive.infolist():
            if entry.filename in links:
                continue
            blank = entry.filename in left_out
            copy.writestr(entry.filename, NOTHING if blank else archive.read(entry))
    return stream.getvalue()
