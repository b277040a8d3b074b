"""What belongs together in a model, for a search of neighborhoods."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_LABEL = -1

Labels = NDArray[np.int64]


def labels(variables: list[Any]) -> tuple[Labels, Labels]:
    """(row, place) label of each column, -1 for none.

    A column x[row, site, period], with or without an operator behind the period, has both, a
    column y[site, period] only a place; every other one has none.
    """
    rows: dict[object, int] = {}
    places: dict[object, int] = {}
    row = np.full(len(variables), NO_LABEL, dtype=np.int64)
    place = np.full(len(variables), NO_LABEL, dtype=np.int64)
    first = 0
    for _, group in groupby(variables, key=lambda each: id(each.parent_component())):
        members = list(group)
        indices = [variable.index() for variable in members]
        here = slice(first, first + len(indices))
        first = here.stop
        lengths = {len(index) if isinstance(index, tuple) else 1 for index in indices}
        match members[0].parent_component().local_name:
            case "x" if lengths <= {3, 4}:
                row[here] = _numbers((index[0] for index in indices), rows)
                place[here] = _numbers((index[1] for index in indices), places)
            case "y" if lengths == {2}:
                place[here] = _numbers((index[0] for index in indices), places)
    return row, place


def _numbers(ids: Iterable[object], known: dict[object, int]) -> list[int]:
    """Number of each id, by the order in which ids come up first."""
    return [known.setdefault(each, len(known)) for each in ids]
