"""Widths of columns and heights of rows: nothing is cut off, nothing shows as ####."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from datetime import date

from optmodel.workbook.schema import Column, Kind
from optmodel.workbook.schema.column import NOTES, SOURCE, SOURCE_NOTE

NARROWEST, WIDEST = 11.0, 48.0
"""Column widths in characters."""

_BY_KIND = {Kind.TEXT: 18.0, Kind.ID: 18.0, Kind.REFERENCE: 18.0, Kind.DATE: 13.0}
_BY_HEADER = {"Name": 32.0, "Notes": WIDEST, "Source": 24.0, "Source note": 24.0}

PROVENANCE = frozenset({SOURCE.header, SOURCE_NOTE.header, NOTES.header})
"""Columns of long texts, which may run on beyond their cells."""

SMALL = 1.2
"""Characters of the small print above headers for each character of width."""

BOLD = 0.88
"""Bold characters for each character of width."""


def width_of(column: Column, header: str, rows: Iterable[Mapping[str, object]]) -> float:
    """Width of a column: its longest word, and for numbers and names its longest entry."""
    word = max(len(part) for part in header.split()) / BOLD + 2.5
    least = max(NARROWEST, _BY_HEADER.get(header, _BY_KIND.get(column.kind, 0.0)), word)
    if header in PROVENANCE:
        return least
    longest = max((_length(row.get(header)) for row in rows), default=0)
    return min(WIDEST, max(least, longest + 2.0))


PLAIN = 1.15
"""Characters of plain text for each character of width: widths are counted in digits."""


def lines_of(text: str, width: float) -> int:
    """How many lines a wrapped text takes in a column of a width."""
    room = max(1, int(width))
    return sum(len(textwrap.wrap(line, room)) or 1 for line in text.split("\n"))


def _length(value: object) -> int:
    """Characters of a value as its number format shows it."""
    if isinstance(value, bool) or value is None:
        return 3
    if isinstance(value, int | float):
        return len(f"{value:,.3f}")
    return 10 if isinstance(value, date) else len(str(value))
