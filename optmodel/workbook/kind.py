"""What a file is that is no .xlsx workbook, whatever its name says."""

from __future__ import annotations

from collections.abc import Collection

COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
"""First bytes of old Office files and of every workbook with a password."""

BEGINNINGS = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document (.rtf)"),
    (b"\x1f\x8b", "a packed archive (.gz)"),
    (b"7z\xbc\xaf", "a packed archive (.7z)"),
    (b"Rar!", "a packed archive (.rar)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
MARKUP = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of Excel 2003"),
    ("<html", "a web page (HTML)"),
    ("<!doctype html", "a web page (HTML)"),
    ("<table", "a web page (HTML)"),
    ("<?xml", "an XML document"),
)
PARTS = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file (.ods)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("Index/Document.iwa", "a Numbers document"),
)
LOOKED_AT = 4_096
"""Bytes at the beginning that tell the kind of a text."""


def refusal_of_compound(content: bytes) -> tuple[str, str]:
    """Give code and reason for a file of the old Office format."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "E906", "has a password. Save it without one."
    if "WordDocument".encode("utf-16-le") in content:
        return "E908", f"is an old Word document, {NOT_A_WORKBOOK}"
    return "E907", "is an old .xls workbook. Save it as .xlsx."


NOT_A_WORKBOOK = 'not an .xlsx workbook. Open it in Excel and save it as "Excel Workbook (*.xlsx)".'


def kind_of_bytes(content: bytes) -> str:
    """Say what a file is that is no archive."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    try:
        start = content[:LOOKED_AT].decode("utf-8-sig", errors="strict")
    except UnicodeDecodeError as error:
        # A cut-off character at the end is no sign of another encoding.
        if error.start < LOOKED_AT - 4:
            return "another kind of file"
        start = content[: error.start].decode("utf-8-sig")
    folded = start.casefold()
    for sign, kind in MARKUP:
        if sign in folded:
            return kind
    if all(letter.isprintable() or letter.isspace() for letter in start):
        return "a text file (such as CSV)"
    return "another kind of file"


def kind_of_archive(names: Collection[str]) -> str:
    """Say what an archive without a workbook is."""
    for part, kind in PARTS:
        if part in names:
            return kind
    return "another kind of archive"
