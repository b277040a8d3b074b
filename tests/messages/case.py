"""What a broken input is: one slip of a user in a good workbook, and what is printed then."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

from optmodel import api
from optmodel.errors import Finding
from optmodel.workbook.layout import (
    FIRST_DATA_ROW,
    HEADER_ROW,
    headers_in_order,
    used_headers,
)
from optmodel.workbook.schema import SHEET_BY_NAME
from tests.messages.good import load

INPUT = "input.xlsx"
"""Name of the broken workbook, in a folder that a case has for itself."""

Row = Mapping[str, object]
"""Header to what is typed under it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case happens: in a folder of its own, which is the current one."""

    folder: Path
    patch: pytest.MonkeyPatch
    run: Callable[[], Path]
    """Makes a copy of the results of the good workbook, in the folder ``run``."""


Act = Callable[[Place], Iterable[Finding | str]]


@dataclass(frozen=True, slots=True)
class Case:
    """The broken input of a code."""

    address: str
    """Of the cell that the message has to name; empty where it is about no cell."""
    story: str
    """What the user did."""
    act: Act
    """Does it, and gives what is found."""


CASES: dict[str, Case] = {}
"""By code; the files ``broken_*.py`` fill it."""


def in_workbook(code: str, address: str) -> Callable[[Callable[[Workbook], None]], None]:
    """Make a case of a function that changes the good workbook."""

    def add(change: Callable[[Workbook], None]) -> None:
        def act(place: Place) -> Iterable[Finding]:
            book = load()
            change(book)
            book.save(INPUT)
            return api.check(INPUT)

        _add(code, address, change.__doc__, act)

    return add


def in_folder(code: str, address: str = "") -> Callable[[Act], None]:
    """Make a case of a function that does something in a folder and gives what is found."""

    def add(act: Act) -> None:
        _add(code, address, act.__doc__, act)

    return add


def _add(code: str, address: str, story: str | None, act: Act) -> None:
    assert code not in CASES, f"{code} has a case already"
    assert story, f"the case of {code} says nothing"
    CASES[code] = Case(address, story, act)


def put(book: Workbook, sheet: str, row: int, cells: Row) -> None:
    """Type into cells of a row, by header."""
    page = book[sheet]
    headers = {str(cell.value): cell.column for cell in page[HEADER_ROW] if cell.value}
    for header, value in cells.items():
        page.cell(row, headers[header]).value = value


def setting(book: Workbook, name: str, value: object) -> None:
    """Type the value of a setting."""
    page = book["Settings"]
    (row,) = [row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == name]
    page.cell(row, 2).value = value


def fill(book: Workbook, sheet: str, *rows: Row) -> None:
    """Type rows below those of a sheet, or into a sheet of the template that has none."""
    if sheet not in book.sheetnames:
        page = book.create_sheet(sheet)
        headers = headers_in_order(SHEET_BY_NAME[sheet], used_headers(rows))
        for column, header in enumerate(headers, start=1):
            page.cell(HEADER_ROW, column).value = header
    number = FIRST_DATA_ROW
    for row in rows:
        while book[sheet].cell(number, 1).value is not None:
            number += 1
        put(book, sheet, number, row)


def replace_in(path: Path, part: str, before: bytes, after: bytes) -> None:
    """Change a part of a workbook that spreadsheet programs would not write so."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert before in parts[part]
    parts[part] = parts[part].replace(before, after)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
