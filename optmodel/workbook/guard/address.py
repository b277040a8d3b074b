"""Addresses of cells and ranges as files spell them."""

from __future__ import annotations

import re
from functools import lru_cache

from openpyxl.utils.cell import column_index_from_string

from optmodel.workbook.guard.limits import LAST_COLUMN, LAST_ROW
from optmodel.workbook.guard.refusal import damaged

AREA = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?")


def row_number(text: str) -> int:
    """Read the number of a row (or of a column); 0 where it is none."""
    if text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_ROW)):
        number = int(text)
        return number if number <= LAST_ROW else 0
    return 0


def column_number(address: str, digits: str) -> int:
    """Read the column of a cell in a row of that number; 0 where the address is of no such cell."""
    letters = address.removesuffix(digits)
    return _column(letters) if len(letters) + len(digits) == len(address) else 0


@lru_cache(maxsize=LAST_COLUMN)
def _column(letters: str) -> int:
    if letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3:
        return column_index_from_string(letters)
    return 0


def area(text: str) -> tuple[str, tuple[int, int, int, int]]:
    """Read a range.

    Returns
    -------
    tuple
        The address, and first column, first row, last column, last row.

    Raises
    ------
    RefusedError
        Where it is no range of a sheet.
    """
    match = AREA.fullmatch(text)
    if match is None:
        raise damaged(f'"{text[:40]}" is no range of cells')
    first, top, last, bottom = match.groups()
    bounds = (_column(first), int(top), _column(last or first), int(bottom or top))
    if not (bounds[0] <= bounds[2] <= LAST_COLUMN and bounds[1] <= bounds[3] <= LAST_ROW):
        raise damaged(f'"{text[:40]}" is no range of cells')
    return text.replace("$", ""), bounds
