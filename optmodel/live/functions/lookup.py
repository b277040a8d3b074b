"""Looking things up: the cell at a position, the position of a cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from optmodel.live.functions.call import Given
from optmodel.live.functions.choices import either
from optmodel.live.term import Place, Term


class Matrix:
    """A block of cells with a name: rows of records, columns of steps."""

    def __init__(self, name: str, values: Callable[[], Any]) -> None:
        self.name = name
        self.values = values

    def text(self, _: Place) -> str:
        """Return its name."""
        return self.name


def item(cells: Term, position: Term) -> Term:
    """``INDEX`` of a column or a row: its cell number ``position``, from 1."""

    def text(place: Place) -> str:
        return f"INDEX({cells.text(place)},{position.text(place)})"

    def number(period: int) -> Any:
        values = np.asarray(cells.number(period))
        at = np.asarray(position.number(period)).astype(np.intp) - 1
        # Position 0 is never looked at: the formula around it chooses otherwise.
        at = np.clip(at, 0, values.shape[-1] - 1)
        if values.ndim == 1:
            return values[at]
        return values[np.arange(len(values)), np.broadcast_to(at, len(values))]

    return Term(text, number, has_if=cells.has_if or position.has_if)


def item_or(cells: Term, position: Term, otherwise: Given = 0) -> Term:
    """Return the same, and ``otherwise`` where the position is 0: there is no such cell."""
    return either(position.equals(0), otherwise, item(cells, position))


def entry(matrix: Matrix, row: Term, column: Term) -> Term:
    """``INDEX`` of a matrix: row and column from 1."""

    def text(place: Place) -> str:
        return f"INDEX({matrix.text(place)},{row.text(place)},{column.text(place)})"

    def number(period: int) -> Any:
        values = matrix.values()
        at = np.asarray(row.number(period)).astype(np.intp) - 1
        over = np.asarray(column.number(period)).astype(np.intp) - 1
        return values[np.clip(at, 0, values.shape[0] - 1), np.clip(over, 0, values.shape[1] - 1)]

    return Term(text, number, has_if=row.has_if or column.has_if)


def position(cells: Term, value: Term) -> Term:
    """``MATCH(value, cells, 0)`` of figures: where a figure stands first."""

    def text(place: Place) -> str:
        return f"MATCH({value.text(place)},{cells.text(place)},0)"

    def number(period: int) -> Any:
        wanted = np.asarray(value.number(period))[..., None]
        return np.argmax(np.asarray(cells.number(period)) == wanted, axis=-1) + 1.0

    return Term(text, number, has_if=value.has_if)
