"""Where the columns of a sheet stand in a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from optmodel.workbook.schema import Column, Sheet, canonical_header

HEADER_ROW = 4
FIRST_DATA_ROW = HEADER_ROW + 1


def headers_in_order(sheet: Sheet, used: Iterable[str] = ()) -> tuple[str, ...]:
    """Headers of a sheet from left to right.

    Numbered columns run as far as the template offers, or further where ``used`` needs them;
    named columns (``Use: NAME``) stand where ``used`` has them.
    """
    names = tuple(dict.fromkeys(used))
    headers: list[str] = []
    for column in sheet.columns:
        if column.plain:
            headers.append(column.header)
        elif column.numbered:
            headers += [column.numbered_header(i) for i in range(_positions(column, names))]
        else:
            found = (canonical_header(column, name) for name in names)
            headers += dict.fromkeys(name for name in found if name)
    return tuple(headers)


def column_letter(number: int) -> str:
    """Letter of a column counted from 1: A, Z, AA. Written here to spare rows an import."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def letters_of(headers: Iterable[str]) -> dict[str, str]:
    """Header to column letter."""
    return {header: column_letter(i) for i, header in enumerate(headers, start=1)}


def used_headers(rows: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """Every header that some row has, in order of first appearance."""
    return tuple(dict.fromkeys(header for row in rows for header in row))


def _positions(column: Column, names: tuple[str, ...]) -> int:
    """How many numbered columns are needed."""
    last = -1
    for name in names:
        header = canonical_header(column, name)
        if header:
            last = max(last, int(header.rpartition(" ")[2]) - (column.numbered_from or 0))
    return max(column.spare, last + 1)
