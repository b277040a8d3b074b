"""Where something happens first or last along the periods."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.types import IntArray


def first_true(flags: NDArray[np.bool_]) -> IntArray:
    """Column of the first True of each row, (m,); -1 where there is none."""
    return np.where(flags.any(axis=1), flags.argmax(axis=1), -1)


def last_true(flags: NDArray[np.bool_]) -> IntArray:
    """Column of the last True of each row, (m,); -1 where there is none."""
    if flags.shape[1] == 0:  # a horizon of one period has nothing between its periods
        return np.full(len(flags), -1, dtype=np.intp)
    position = flags.shape[1] - 1 - flags[:, ::-1].argmax(axis=1)
    return np.where(flags.any(axis=1), position, -1)
