"""What follows from the decisions alone, and that a search may leave short of its best.

A search keeps its best plan whatever it is worth: a synergy that the plan has earned may be
counted by half in it, and a target may be missed by more than it is. Both follow from the other
columns, each through rows of its own, so they are worked out without a solver.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.search.columns import Columns
from optmodel.search.matrix import Floats, Matrix
from optmodel.search.verify import FEASIBILITY


def settle(model: pyo.ConcreteModel, matrix: Matrix, x: Floats) -> Floats:
    """The columns with synergies and missed targets where they are worth most.

    First whether any of several copies is there (``gain_there``) goes as low as it can, then
    ``gain`` and ``miss`` go as far as their cost wants. Within each step the columns do not
    stand in each other's way, so what the rows leave to each is what they leave to all.
    """
    columns = Columns.of(model)
    found = np.where(matrix.integer, np.round(x), x)
    there = np.flatnonzero(columns.family(("gain_there",)))
    least, _ = _interval(matrix, found, there)
    found[there] = np.ceil(least - FEASIBILITY)
    amounts = np.flatnonzero(columns.family(("gain", "miss")) & (matrix.cost != 0.0))
    least, most = _interval(matrix, found, amounts)
    found[amounts] = np.where(matrix.cost[amounts] > 0.0, most, least)
    return found


def _interval(matrix: Matrix, x: Floats, columns: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """(least, most) that rows and bounds leave to each of some columns if all others stay."""
    place = np.full(matrix.columns, -1)
    place[columns] = np.arange(len(columns))
    entries = np.flatnonzero(place[matrix.indices] >= 0)
    row = np.searchsorted(matrix.starts, entries, side="right") - 1
    column, values = matrix.indices[entries], matrix.values[entries]
    rest = matrix.activity(x)[row] - values * x[column]
    ends = (matrix.row_lower[row] - rest) / values, (matrix.row_upper[row] - rest) / values
    least, most = matrix.lower[columns].copy(), matrix.upper[columns].copy()
    np.maximum.at(least, place[column], np.minimum(*ends))
    np.minimum.at(most, place[column], np.maximum(*ends))
    bounds = matrix.lower[columns], matrix.upper[columns]
    return np.clip(least, *bounds), np.clip(most, *bounds)
