"""How wide a column must be, so that no figure shows as #### and no word is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

import numpy as np

from optmodel.results.layout import (
    FIRST_PERIOD_COLUMN,
    Block,
    Cell,
    Column,
    Formula,
    Kind,
    Link,
    Live,
    Row,
    Sheet,
    Shown,
)

NARROW = 3.0
"""Of a period in the Gantt chart, in characters."""
LEAST, GAP = 10.0, 2.0
"""Of a column with figures, and of one between two tables."""
MOST = 60.0
PADDING = 2.0
FILTER_BUTTON = 3.0
"""Room that a header needs for the arrow of the filter."""
LETTERS = 1.1
"""Letters of ordinary text that fit where a figure fits, with some room to spare."""
DECIMALS = {
    Kind.MONEY: 1,
    Kind.QUANTITY: 1,
    Kind.WHOLE: 0,
    Kind.YEARS: 2,
    Kind.FACTOR: 6,
    Kind.EXACT: 6,
}
DATE_LENGTH = len("2027-01-01")


def shown_length(value: object, kind: Kind) -> int:
    """Return the number of characters that a value takes on the sheet."""
    if value is None:
        return 0
    if isinstance(value, str):
        return max((len(line) for line in value.splitlines()), default=0)
    if isinstance(value, date):
        return DATE_LENGTH
    if kind == Kind.SHARE:
        return len(f"{value:.2%}") + 2
    # Brackets of a negative and the room kept for them.
    return len(f"{value:,.{DECIMALS.get(kind, 6)}f}") + 2


def column_widths(sheet: Sheet) -> tuple[float, ...]:
    """Return a width for each column: the widest need of the blocks that share it."""
    count = max(block.left + len(block.columns) for block in sheet.blocks)
    # Beside tables that stand side by side there is a gap before the charts as well.
    count += any(block.left for block in sheet.blocks)
    periods = [_period_lengths(block) for block in sheet.blocks]
    return tuple(
        NARROW
        if sheet.narrow_periods and index >= FIRST_PERIOD_COLUMN
        else max(_needs(sheet, periods, index), default=GAP)
        for index in range(count)
    )


def _needs(sheet: Sheet, periods: Sequence[Sequence[int]], index: int) -> Iterator[float]:
    if sheet.period_ends and index >= FIRST_PERIOD_COLUMN:
        yield DATE_LENGTH + PADDING
    for block, lengths in zip(sheet.blocks, periods, strict=True):
        at = index - block.left
        if not 0 <= at < len(block.columns):
            continue
        column = block.columns[at]
        if column.width is not None:
            yield column.width
            continue
        button = FILTER_BUTTON if block.filters else PADDING
        yield min(MOST, max(LEAST, _longest_word(column.header) + button))
        rows = (*block.rows, *((block.totals,) if block.totals else ()))
        longest = max(_longest_cell(column, rows, at), lengths[at])
        yield min(MOST, max(LEAST, longest + PADDING))


def _period_lengths(block: Block) -> list[int]:
    """Return the length of the longest cell along the periods in each column of a block.

    Of the figures of a kind, only the largest and the smallest of a column can be the longest.
    """
    longest = [0] * len(block.columns)
    figures: dict[tuple[Kind, int], list[tuple[float, ...]]] = {}
    for row in block.rows:
        if row.periods is None:
            continue
        first, values = len(row.cells), row.periods.values
        kind = _kind_of(block.columns[first], row)
        if set(map(type, values)) == {float}:
            figures.setdefault((kind, first), []).append(values)
            continue
        for at, value in enumerate(values, first):
            longest[at] = max(longest[at], shown_length(value, kind))
    for (kind, first), table in figures.items():
        array = np.array(table)
        for ends in (array.min(axis=0), array.max(axis=0)):
            for at, value in enumerate(ends.tolist(), first):
                longest[at] = max(longest[at], shown_length(value, kind))
    return longest


def lines_of(text: str, width: float) -> int:
    """Return how many lines a wrapped text takes in a column of a width."""
    return (
        sum(max(1, len(wrap(part, max(4, int(width * LETTERS))))) for part in text.splitlines())
        or 1
    )


def row_lines(columns: Sequence[Column], row: Row, widths: Sequence[float]) -> int:
    """Return how many lines a row needs: those of its longest wrapped text."""
    texts = (
        (text_of(cell), width)
        for column, cell, width in zip(columns, row.cells, widths, strict=False)
        if column.kind == Kind.NOTE
    )
    return max((lines_of(text, width) for text, width in texts), default=1)


def text_of(cell: Cell) -> str:
    """Return the words of a cell, none of a figure."""
    value = cell.value if isinstance(cell, Shown | Formula | Live) else cell
    return value if isinstance(value, str) else ""


def _longest_word(header: str) -> int:
    return max((len(word) for word in header.split()), default=0)


def _longest_cell(column: Column, rows: Sequence[Row], index: int) -> int:
    """Return the length of the longest cell of a column, those along the periods left out.

    Of the figures of a kind, only the largest and the smallest can be the longest.
    """
    longest = 0
    extremes: dict[Kind, tuple[float, float]] = {}
    for row in rows:
        if index >= len(row.cells):
            continue
        cell = row.cells[index]
        if isinstance(cell, Link):
            longest = max(longest, len(cell.text))
            continue
        value, kind = _shown(column, row, cell)
        if isinstance(value, float):
            low, high = extremes.get(kind, (value, value))
            if not low < value < high:
                extremes[kind] = (min(low, value), max(high, value))
        else:
            longest = max(longest, shown_length(value, kind))
    figures = (shown_length(value, kind) for kind, ends in extremes.items() for value in ends)
    return max(longest, *figures) if extremes else longest


def _shown(column: Column, row: Row, cell: Cell) -> tuple[object, Kind]:
    """Return what a cell shows, and of which kind it is."""
    if isinstance(cell, Shown | Formula | Live):
        return cell.value, cell.kind or _kind_of(column, row)
    return cell, _kind_of(column, row)


def _kind_of(column: Column, row: Row) -> Kind:
    """Return the kind of a cell that does not say its own."""
    return (row.kind or Kind.TEXT) if column.kind == Kind.BY_ROW else column.kind
