"""Colors that follow the words of a cell, because words change with the formulas behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from optmodel.results.formats import BAD_WORDS, GOOD_WORDS, PAINTED, STAMP_COLORS, Formats
from optmodel.results.layout import Block, Kind, Row


class Area(NamedTuple):
    """Cells of one kind, rows and columns from 0, both ends included."""

    kind: Kind
    first_row: int
    first_column: int
    last_row: int
    last_column: int


def paint(page: Worksheet, formats: Formats, block: Block, first_row: int) -> None:
    """Color every column of a block that holds verdicts or stamps.

    Parameters
    ----------
    first_row
        Row of the first record, from 0.
    """
    for area in painted(block, first_row):
        corner = xl_rowcol_to_cell(area.first_row, area.first_column)
        for condition, look in _looks(formats, area.kind, corner):
            page.conditional_format(
                *area[1:],
                {"type": "formula", "criteria": condition, "format": look, "stop_if_true": True},
            )


def painted(block: Block, first_row: int) -> Iterator[Area]:
    """Find the areas: neighboring columns of one kind, else what rows say of their figures."""
    last_row = first_row + max(1, len(block.rows)) - 1
    kinds = [column.kind for column in block.columns]
    for kind in PAINTED:
        for first, last in _runs([each == kind for each in kinds]):
            left = block.left
            yield Area(kind, first_row, left + first, last_row, left + last)
    by_row = _runs([kind == Kind.BY_ROW for kind in kinds])
    for kind in PAINTED:
        for top, bottom in _runs([_is_of(row, kind) for row in block.rows]):
            for first, last in by_row:
                rows = first_row + top, first_row + bottom
                yield Area(kind, rows[0], block.left + first, rows[1], block.left + last)


def _is_of(row: Row, kind: Kind) -> bool:
    return row.kind == kind


def _runs(marks: list[bool]) -> list[tuple[int, int]]:
    """Find the runs of marks: first and last position of each."""
    runs: list[tuple[int, int]] = []
    for position, mark in enumerate(marks):
        if not mark:
            continue
        if runs and runs[-1][1] == position - 1:
            runs[-1] = runs[-1][0], position
        else:
            runs.append((position, position))
    return runs


def _looks(formats: Formats, kind: Kind, corner: str) -> Iterator[tuple[str, object]]:
    """Give conditions on the first cell of an area, each with its look; the first that holds."""
    if kind == Kind.STAMP:
        for letter, (fill, ink) in STAMP_COLORS.items():
            yield f'={corner}="{letter}"', formats.painted(fill, ink)
        return
    yield _any_of(corner, GOOD_WORDS), formats.good
    yield _any_of(corner, BAD_WORDS), formats.bad
    yield f"=LEN({corner})>0", formats.noted


def _any_of(corner: str, words: frozenset[str]) -> str:
    return "=OR(" + ",".join(f'{corner}="{word}"' for word in sorted(words)) + ")"
