"""Writes single cells: every text as text, every number finite, every date a date."""

from __future__ import annotations

import math
import re
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from optmodel.results.formats import Formats
from optmodel.results.layout import Column, Formula, Kind, Link, Row, Shown, Tone, Value

WORDS = frozenset({Kind.TEXT, Kind.NOTE, Kind.VERBATIM})
"""Kinds of columns that hold words."""
LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""
CUT = " … (cut)"
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""Control characters and the code points that XML cannot hold."""


def clean(text: str) -> str:
    """Return a text that any workbook can hold, changed only where it could not.

    Half surrogates and what else XML forbids become question marks; a longer text than a cell
    holds is cut, and says so.
    """
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    text = FORBIDDEN.sub("?", text)
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        text = text[: (LONGEST_TEXT - len(CUT)) // 2] + CUT
    # XlsxWriter takes a text in these tags for ready XML and would write it unescaped.
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def one_line(text: str) -> str:
    """Return a text for headers, titles and properties, where there are no line breaks."""
    return " ".join(clean(text).split())


def write_row(
    page: Worksheet,
    formats: Formats,
    columns: tuple[Column, ...],
    row: Row,
    at: int,
    *,
    span: tuple[int, int] = (0, 0),
) -> None:
    """Write the cells of a row; ``span`` has the first and last data row, counted from 1.

    Most cells are figures of one look, so that the look of a figure is worked out once per kind
    and tone of column.
    """
    looks: dict[tuple[Kind, Tone], Format] = {}
    for index, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        if isinstance(cell, float):
            key = (column.kind, column.tone)
            if key not in looks:
                _, kind, tone = shown(column, row, cell)
                looks[key] = formats.cell(kind, tone, among_words=column.kind in WORDS)
            _write_number(page, cell, looks[key], at, index)
            continue
        if isinstance(cell, Link):
            target = f"internal:'{cell.sheet}'!A1"
            page.write_url(at, index, target, formats.link(), clean(cell.text))
            continue
        if isinstance(cell, Formula):
            _, kind, tone = shown(column, row, Shown(cell.value, cell.kind, cell.tone))
            said = cell.text.format(row=at + 1, first=span[0], last=span[1])
            page.write_formula(at, index, said, formats.cell(kind, tone), cell.value)
            continue
        value, kind, tone = shown(column, row, cell)
        words = column.kind in WORDS
        text = value if isinstance(value, str) else None
        look = formats.cell(kind, tone, text, among_words=words)
        _write_value(page, value, look, (at, index))


def shown(column: Column, row: Row, cell: Value | Shown) -> tuple[Value, Kind, Tone]:
    """Value, kind and tone: the cell's own go before the row's, the row's before the column's."""
    kind = column.kind
    if kind == Kind.BY_ROW:
        kind = row.kind or Kind.TEXT
    tone = row.tone if row.tone != Tone.PLAIN else column.tone
    if isinstance(cell, Shown):
        return cell.value, cell.kind or kind, cell.tone or tone
    return cell, kind, tone


def _write_value(page: Worksheet, value: Value, look: Format, at: tuple[int, int]) -> None:
    if value is None or value == "":
        page.write_blank(*at, None, look)
    elif isinstance(value, str):
        page.write_string(*at, clean(value), look)
    elif isinstance(value, date):
        page.write_datetime(*at, value, look)
    elif isinstance(value, int | float):
        _write_number(page, float(value), look, *at)
    else:
        raise TypeError(f"A cell holds text, a number or a date, not {type(value).__name__}.")


def _write_number(page: Worksheet, value: float, look: Format, row: int, column: int) -> None:
    if not math.isfinite(value):
        raise ValueError(f"{page.get_name()} row {row + 1}, column {column + 1}: {value}")
    page.write_number(row, column, value, look)
