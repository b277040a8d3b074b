"""Broken workbooks by the thousand: bytes, cells and XML of a good one changed at random.

Each function takes a good workbook and a source of chance, and gives a changed one; the same seed
gives the same bytes.
"""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

Mutation = Callable[[bytes, random.Random], bytes]

EXTREMES = (
    "0", "-1", "1", "7", "1048576", "1048577", "16384", "16385", "4294967296",
    "99999999999999999999", "1e308", "1e999", "NaN", "-INF", "", " ", "A1", "XFD1048576",
    "A1:XFD1048576", "ZZZZ9999999", "true", "s", "str", "inlineStr", "e", "b", "d", "n",
    "../../x", "\u0661\u0662", "x" * 5_000,
)  # fmt: skip
"""Attributes and texts that a program may stumble over."""

DOCTYPE = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
    b'<!ENTITY x SYSTEM "file:///etc/hostname">]>'
)

NOON = datetime(2028, 2, 29, 12, 30)  # noqa: DTZ001 - cells have no time zone

VALUES: tuple[object, ...] = (
    None, 0, 1, -1, 5, 0.5, 1e-300, 1e300, -1e15, 10**20, True, False, "", " ", "nan", "inf",
    "NA", "None", "null", "TRUE", "1_000", "1,200", "(100)", "\u00a5100", "\uff11\uff12", "\u25b25",
    "5%", "yes", "no", "must", "fund", "skip", "free", "=1+1", "=NA()", "=[1]Other!A1", "#REF!",
    "#N/A", "TX-03", "tx-03 ", "\u200b", "a\tb", "a\nb", "\U0001f600", "x" * 300, "x" * 32_767,
    date(1900, 1, 1), date(2027, 1, 1), date(2199, 12, 31), NOON,
    time(12, 30), "2027-01-01", "Cluster", "Site", "EXAMPLE", "=HYPERLINK(\"x\")", "_x0041_",
)  # fmt: skip


def other_bytes(content: bytes, chance: random.Random) -> bytes:
    """Flip bits, replace, cut out or repeat bytes, cut the file off, or make up all of it."""
    match chance.randrange(6):
        case 0:
            changed = bytearray(content)
            for _ in range(chance.choice((1, 1, 2, 5, 50))):
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            return bytes(changed)
        case 1:
            return content[: chance.randrange(len(content))]
        case 2:
            start = chance.randrange(len(content))
            return content[:start] + content[start + chance.randrange(1, 500) :]
        case 3:
            start = chance.randrange(len(content))
            piece = content[start : start + chance.randrange(1, 500)]
            place = chance.randrange(len(content))
            return content[:place] + piece + content[place:]
        case 4:
            start = chance.randrange(len(content))
            noise = chance.randbytes(chance.randrange(1, 200))
            return content[:start] + noise + content[start + len(noise) :]
    return chance.choice((b"", b"PK\x03\x04", content[:30])) + chance.randbytes(
        chance.randrange(3_000)
    )


def other_cells(content: bytes, chance: random.Random) -> bytes:
    """Edit cells, rows, columns and sheets as a user might, only worse."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content))
        for _ in range(chance.choice((1, 1, 2, 4, 10))):
            _edit(book, chance)
        stream = io.BytesIO()
        book.save(stream)
    return stream.getvalue()


def _edit(book: Workbook, chance: random.Random) -> None:
    """Make one edit."""
    sheet = chance.choice(book.worksheets)
    row = chance.randrange(1, max(sheet.max_row, 1) + 3)
    column = chance.randrange(1, max(sheet.max_column, 1) + 2)
    if isinstance(sheet.cell(row, column), MergedCell):
        return
    kind = chance.randrange(14)
    if kind < 7:
        sheet.cell(row, column).value = chance.choice(VALUES)
    elif kind == 7:
        other = chance.choice([it for rows in sheet.iter_rows() for it in rows])
        sheet.cell(row, column).value = other.value
    elif kind == 8:
        sheet.delete_rows(row, chance.choice((1, 1, 3)))
    elif kind == 9:
        sheet.insert_rows(row, chance.choice((1, 2, 250)))
    elif kind == 10:
        (sheet.delete_cols if chance.random() < 0.5 else sheet.insert_cols)(column)
    elif kind == 11:
        values = [it.value for it in sheet[row]]
        sheet.append(values)
    elif kind == 12:
        sheet.row_dimensions[row].hidden = True
        sheet.sheet_state = chance.choice(("visible", "hidden", "veryHidden"))
    elif len(book.worksheets) > 1:
        _change_sheets(book, sheet, chance)


def _change_sheets(book: Workbook, sheet: Worksheet, chance: random.Random) -> None:
    match chance.randrange(4):
        case 0:
            book.remove(sheet)
        case 1:
            sheet.title = chance.choice(
                ("Clustres", "Site", "x", "clusters ", "\u7af6\u5408", "Log")
            )
        case 2:
            book.copy_worksheet(sheet)
        case 3:
            sheet.merge_cells(start_row=3, start_column=1, end_row=6, end_column=3)


def other_xml(content: bytes, chance: random.Random) -> bytes:
    """Delete, repeat, swap or change elements and attributes inside the parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        name = chance.choice(_weighted(list(parts)))
        match chance.randrange(12):
            case 0:
                del parts[name]
            case 1:
                parts[chance.choice(list(parts))] = parts[name]
            case _:
                parts[name] = _other_part(parts[name], chance)
        if not parts:
            break
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _weighted(names: list[str]) -> list[str]:
    """Give the parts that say much more than once."""
    return names + [it for it in names if "_rels" not in it for _ in range(2)]


TAG = re.compile(rb"<[^>]*>")
ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
TEXT = re.compile(rb">([^<]+)<")


def _other_part(part: bytes, chance: random.Random) -> bytes:  # noqa: PLR0911 - one a change
    """Change one thing in a part."""
    pattern = chance.choice((TAG, TAG, ATTRIBUTE, ATTRIBUTE, ATTRIBUTE, TEXT))
    found = list(pattern.finditer(part))
    if chance.random() < 0.03:
        start = part.find(b"?>") + 2 if part.startswith(b"<?xml") else 0
        entity = chance.choice((b"", b"&b;", b"&x;"))
        return part[:start] + DOCTYPE + part[start:].replace(b"</t>", entity + b"</t>", 1)
    if not found:
        return part
    one, other = chance.choice(found), chance.choice(found)
    extreme = chance.choice(EXTREMES).encode()
    match chance.randrange(6):
        case 0:
            return part[: one.start()] + part[one.end() :]
        case 1:
            return part[: one.end()] + one.group() + part[one.end() :]
        case 2:
            return part[: one.start()] + other.group() + part[one.end() :]
        case 3 | 4 if pattern is not TAG:
            start, end = one.span(pattern.groups)
            return part[:start] + extreme + part[end:]
    return _other_element(part, chance)


def _other_element(part: bytes, chance: random.Random) -> bytes:
    """Delete, repeat or move a whole element of the table of cells."""
    name = chance.choice((b"row", b"c", b"v", b"si", b"sheet", b"Relationship", b"is", b"Override"))
    found = list(re.finditer(rb"<%b\b[^>]*?(?:/>|>.*?</%b>)" % (name, name), part, re.DOTALL))
    if not found:
        return part
    one, other = chance.choice(found), chance.choice(found)
    match chance.randrange(3):
        case 0:
            return part[: one.start()] + part[one.end() :]
        case 1:
            return part[: one.end()] + one.group() * chance.choice((1, 50)) + part[one.end() :]
    return part[: one.start()] + other.group() + part[one.end() :]


MUTATIONS: dict[str, Mutation] = {
    "bytes": other_bytes,
    "cells": other_cells,
    "xml": other_xml,
}
"""By what is changed."""
