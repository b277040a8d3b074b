"""A claimed solution is checked against the rows before it is believed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optmodel.search.matrix import Floats, Matrix

INTEGRALITY = 1e-5
"""Furthest distance of an integer column from a whole number; the solver promises 1e-6."""
FEASIBILITY = 1e-6
"""Largest violation of a row or bound, as a part of what its terms and limit amount to."""
OBJECTIVE = 1e-5
"""Largest difference between claimed and recomputed value, as a part of what the terms of the
objective amount to: rounding the integers moves it by as much."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A solution that holds, with its integers rounded and its value recomputed."""

    x: Floats
    value: float


def verify(matrix: Matrix, x: Floats, claimed: float | None) -> Verified | str:
    """The solution as it holds, or a sentence about what is wrong with it."""
    if x.shape != matrix.cost.shape or not np.all(np.isfinite(x)):
        return f"expected {matrix.columns} finite values, got {x.size} that are not all finite"
    rounded = np.where(matrix.integer, np.round(x), x)
    off = np.abs(rounded - x)
    if off.size and off.max() > INTEGRALITY:
        worst = int(np.argmax(off))
        return f"column {worst} has the value {x[worst]:g}, which is not a whole number"
    complaint = _bounds(matrix, rounded) or _rows(matrix, rounded, off)
    if complaint:
        return complaint
    value = float(matrix.cost @ rounded + matrix.offset)
    size = float(np.abs(matrix.cost) @ np.abs(rounded)) + abs(matrix.offset)
    if claimed is not None and not abs(value - claimed) <= OBJECTIVE * max(1.0, size):
        return f"it claims the value {claimed:.9g} where its plan is worth {value:.9g}"
    return Verified(rounded, value)


def _bounds(matrix: Matrix, x: Floats) -> str:
    """What is wrong with the bounds of columns, or nothing."""
    slack = FEASIBILITY * np.maximum(1.0, np.maximum(abs(matrix.lower), abs(matrix.upper)))
    wrong = (x < matrix.lower - slack) | (x > matrix.upper + slack)
    if not wrong.any():
        return ""
    worst = int(np.argmax(wrong))
    return f"column {worst} has the value {x[worst]:g} outside its bounds"


def _rows(matrix: Matrix, x: Floats, off: Floats) -> str:
    """What is wrong with the rows, or nothing; ``off`` is by how much values were rounded."""
    activity = matrix.activity(x)
    limits = np.where(np.isfinite(matrix.row_lower), matrix.row_lower, matrix.row_upper)
    size = np.maximum(1.0, np.maximum(np.abs(limits), matrix.magnitude(x)))
    slack = FEASIBILITY * size + matrix.magnitude(off)
    beyond = np.maximum(matrix.row_lower - activity, activity - matrix.row_upper) - slack
    if not beyond.size or beyond.max() <= 0.0:
        return ""
    worst = int(np.argmax(beyond))
    return f"row {matrix.rows[worst]} is violated by {beyond[worst] + slack[worst]:g}"
