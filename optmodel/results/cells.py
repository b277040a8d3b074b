"""Writes single cells: every text as text, every number finite, every date a date."""

from __future__ import annotations

import math
import re
from datetime import date
from functools import cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from optmodel.live.term import BEFORE, NOW, Place
from optmodel.results.formats import PAINTED, Formats
from optmodel.results.layout import (
    EPOCH,
    Column,
    Formula,
    Kind,
    Link,
    Live,
    Row,
    Shown,
    Tone,
    Value,
)

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
    left: int = 0,
) -> None:
    """Write the cells of a row; ``span`` has the first and last data row, counted from 1.

    ``left`` is the column of the first cell.

    Most cells are figures of one look, so that the look of a figure is worked out once per kind
    and tone of column.
    """
    looks: dict[tuple[Kind, Tone], Format] = {}
    if row.periods is not None:
        _write_periods(page, formats, columns[len(row.cells) :], row, at)
    cells = zip(columns, row.cells, strict=row.periods is None)
    for index, (column, cell) in enumerate(cells, left):
        if isinstance(cell, float):
            key = (column.kind, column.tone)
            if key not in looks:
                _, kind, tone = shown(column, row, cell)
                looks[key] = formats.cell(kind, tone, among_words=column.kind in WORDS)
            _write_number(page, cell, looks[key], at, index)
        elif isinstance(cell, Live):
            text = "=" + cell.term.text(Place(page.get_name(), cell.index))
            look = _live_look(formats, column, row, cell)
            page.write_formula(at, index, text, look, cached(page, cell.value))
        elif isinstance(cell, Link):
            page.write_url(at, index, cell.target, formats.link(), clean(cell.text))
        elif isinstance(cell, Formula):
            _, kind, tone = shown(column, row, Shown(cell.value, cell.kind, cell.tone))
            said = cell.text.format(row=at + 1, first=span[0], last=span[1])
            page.write_formula(at, index, said, formats.cell(kind, tone), cell.value)
        else:
            value, look = _given(formats, column, row, cell)
            _write_value(page, value, look, (at, index))


def _given(formats: Formats, column: Column, row: Row, cell: Value | Shown) -> tuple[Value, Format]:
    """Return a value that no formula gives, with its look."""
    value, kind, tone = shown(column, row, cell)
    text = value if isinstance(value, str) else None
    # Columns of verdicts are colored by conditions; elsewhere a verdict has its color for good.
    text = None if kind in PAINTED and not _is_of_its_own(cell) else text
    return value, formats.cell(kind, tone, text, among_words=column.kind in WORDS)


def _is_of_its_own(cell: Value | Shown) -> bool:
    """Whether a cell says itself of which kind it is."""
    return isinstance(cell, Shown) and cell.kind is not None


def _write_periods(
    page: Worksheet, formats: Formats, columns: tuple[Column, ...], row: Row, at: int
) -> None:
    """Write the cells along the periods: the formula is worked out once for all of them."""
    periods = row.periods
    assert periods is not None  # noqa: S101 - asked before
    _, kind, tone = shown(columns[0], row, None)
    first = len(row.cells)
    if periods.term is None:
        for offset, value in enumerate(periods.values):
            _write_value(page, value, formats.cell(kind, tone), (at, first + offset))
        return
    text = "=" + periods.term.text(Place(page.get_name(), periods.index))
    look = formats.cell(kind, tone, _unpainted(kind, periods.values[0]))
    write = page.write_formula
    letters = _letters(first - 1, len(periods.values) + 1)
    for offset, value in enumerate(periods.values):
        said = text.replace(NOW, letters[offset + 1]).replace(BEFORE, letters[offset])
        write(at, first + offset, said, look, cached(page, value))


@cache
def _letters(first: int, count: int) -> tuple[str, ...]:
    """Letters of columns side by side."""
    return tuple(xl_col_to_name(first + offset) for offset in range(count))


def _unpainted(kind: Kind, value: object) -> str | None:
    """Return what the look depends on: that there are words, unless a condition colors them."""
    return "words" if isinstance(value, str) and kind not in PAINTED else None


def _live_look(formats: Formats, column: Column, row: Row, cell: Live) -> Format:
    """Return the look of a formula with its value."""
    _, kind, tone = shown(column, row, Shown(None, cell.kind, cell.tone))
    words = _unpainted(kind, cell.value)
    return formats.cell(kind, tone, words, among_words=column.kind in WORDS)


def cached(page: Worksheet, value: object) -> object:
    """Return the value that a formula carries, as the file format has it."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{page.get_name()}: a formula gives {value}.")
        return value
    if isinstance(value, str):
        return clean(value)
    return (value - EPOCH).days if isinstance(value, date) else value


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
