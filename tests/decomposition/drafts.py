"""Models written down row by row, as the hand-over would give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

INFINITE = float("inf")


class Draft:
    """A model that grows by columns and rows."""

    def __init__(self) -> None:
        self._columns: list[tuple[float, float, float, bool, int, int]] = []
        self._rows: list[tuple[Mapping[int, float], float, float]] = []
        self.chains: list[list[int]] = []
        """Columns of each chain, its opening among them, by period."""

    def column(
        self,
        cost: float,
        *,
        lower: float = 0.0,
        upper: float = 1.0,
        integer: bool = True,
        row: int = -1,
        place: int = -1,
    ) -> int:
        """Add a column; its number."""
        self._columns.append((cost, lower, upper, integer, row, place))
        return len(self._columns) - 1

    def chain(
        self, costs: Sequence[float], *, upper: float = 1.0, row: int = -1, place: int = 0
    ) -> list[int]:
        """Add a column for each period, none larger than the next."""
        members = [self.column(cost, upper=upper, row=row, place=place) for cost in costs]
        for early, late in pairwise(members):
            self.row({early: 1.0, late: -1.0}, upper=0.0)
        self.chains.append(members)
        return members

    def row(
        self, entries: Mapping[int, float], *, lower: float = -INFINITE, upper: float = INFINITE
    ) -> None:
        """Add a row; entries of 0 are none."""
        kept = {column: amount for column, amount in entries.items() if amount != 0.0}
        self._rows.append((kept, lower, upper))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays of the hand-over."""
        cost, lower, upper, integer, row, place = zip(*self._columns, strict=True)
        lengths = [len(entries) for entries, _, _ in self._rows]
        flat = [entry for entries, _, _ in self._rows for entry in sorted(entries.items())]
        return {
            "cost": np.array(cost, dtype=np.float64),
            "offset": np.array(0.0),
            "lower": np.array(lower, dtype=np.float64),
            "upper": np.array(upper, dtype=np.float64),
            "integer": np.array(integer, dtype=np.bool_),
            "row_lower": np.array([low for _, low, _ in self._rows], dtype=np.float64),
            "row_upper": np.array([top for _, _, top in self._rows], dtype=np.float64),
            "starts": np.cumsum([0, *lengths]).astype(np.int32),
            "indices": np.array([column for column, _ in flat], dtype=np.int32),
            "values": np.array([amount for _, amount in flat], dtype=np.float64),
            "row": np.array(row, dtype=np.int64),
            "place": np.array(place, dtype=np.int64),
        }
