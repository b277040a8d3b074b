"""Cells from anywhere as one column of a table of records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from optmodel.live.records import plain
from optmodel.live.term import NO_PERIOD, Place, Term

Cell = tuple[Term, int]
"""A term and the record or block that it stands for."""


def gathered(cells: Sequence[Cell]) -> Term:
    """Return a term per record: the formula of each cell as its own table would write it."""
    chosen = tuple(cells)

    def text(place: Place) -> str:
        term, index = chosen[place.index]
        return term.text(Place(place.sheet, index))

    def number(_: int) -> Any:
        values = [value_of(term, index) for term, index in chosen]
        words = any(isinstance(value, str) for value in values)
        return np.array(values, dtype=object if words else np.float64)

    return Term(text, number, has_if=any(term.has_if for term, _ in chosen))


def value_of(term: Term, index: int) -> float | str:
    """Return what one cell shows: a figure, or words."""
    found = np.asarray(term.number(NO_PERIOD))
    value = plain(found.reshape(-1)[index if found.size > 1 else 0])
    return value if isinstance(value, str) else float(value)
