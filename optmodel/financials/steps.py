"""Rows of numbered steps in the input: profiles and given cash."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optmodel.financials.base import Base
from optmodel.live.records import Records
from optmodel.live.term import Place, Term
from optmodel.workbook.tables import Record


def profiles_of_kind(base: Base, kind: str) -> list[Record]:
    """Return the rows of the sheet Profiles of one kind."""
    return [row for row in base.tables.rows("Profiles") if row.text("Kind").casefold() == kind]


def most_steps(rows: Sequence[Record], prefix: str) -> int:
    """Return the number of steps of the longest of some rows."""
    return max((len(row.steps(prefix)) for row in rows), default=0)


def blank_as(base: Base, cells: Sequence[tuple[Record | None, str]], blanks: Sequence[int]) -> Term:
    """Return input values, and 1 or 0 as is said for each that is blank."""
    otherwise = Term(lambda place: str(blanks[place.index]), lambda _: np.array(blanks, np.float64))
    return base.inputs.cells(cells, otherwise)


def across(table: Records, first: str, last: str) -> Term:
    """Return the cells of a record from one column to another: a range."""
    low, high = table.field(first), table.field(last)

    def text(place: Place) -> str:
        row = table.row_of(place.index)
        return f"${low.letter}{row}:${high.letter}{row}"

    chosen = table.fields[low.at : high.at + 1]
    return Term(text, lambda _: np.column_stack([field.values for field in chosen]), ranged=True)


def numbers_across(table: Records, first: str, last: str) -> Term:
    """Return 0, 1, 2 … along the same cells: a range."""
    low, high = table.field(first), table.field(last)

    def text(place: Place) -> str:
        row = table.row_of(place.index)
        return f"(COLUMN(${low.letter}{row}:${high.letter}{row})-COLUMN(${low.letter}{row}))"

    return Term(text, lambda _: np.arange(high.at - low.at + 1.0), ranged=True)
