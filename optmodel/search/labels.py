"""What belongs together in a model, for a search of neighborhoods."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_LABEL = -1


def labels(variables: list[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(row, place) label of each column, -1 for none.

    A column x[row, site, period], with or without an operator behind the period, has both, a
    column y[site, period] only a place; every other one has none.
    """
    rows: dict[object, int] = {}
    places: dict[object, int] = {}
    row = np.full(len(variables), NO_LABEL, dtype=np.int64)
    place = np.full(len(variables), NO_LABEL, dtype=np.int64)
    for column, variable in enumerate(variables):
        match variable.parent_component().local_name, variable.index():
            case "x", (row_id, site_id, _) | (row_id, site_id, _, _):
                row[column] = rows.setdefault(row_id, len(rows))
                place[column] = places.setdefault(site_id, len(places))
            case "y", (site_id, _):
                place[column] = places.setdefault(site_id, len(places))
    return row, place
