"""Rows of numbered steps in the input: profiles and given cash."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optmodel.financials.base import Base
from optmodel.live.by_record import by_record
from optmodel.live.records import Records
from optmodel.live.term import Place, Term, term
from optmodel.workbook.tables import Record


def blank_as(base: Base, cells: Sequence[tuple[Record | None, str]], blanks: Sequence[int]) -> Term:
    """Return input values, and 1 or 0 as is said for each that is blank."""
    return base.inputs.cells(cells, by_record([term(blank) for blank in blanks]))


def numbers_across(table: Records, first: str, last: str) -> Term:
    """Return 0, 1, 2 … along the same cells: a range."""
    low, high = table.field(first), table.field(last)

    def text(place: Place) -> str:
        row = table.row_of(place.index)
        return f"(COLUMN(${low.letter}{row}:${high.letter}{row})-COLUMN(${low.letter}{row}))"

    return Term(text, lambda _: np.arange(high.at - low.at + 1.0), ranged=True)
