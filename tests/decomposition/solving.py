"""What HiGHS says of a model as it stands."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from optmodel.search.matrix import TriviallyInfeasibleError, hand_over
from optmodel.search.solver import Arrays, Incumbent, branch, incumbent_of, new_solver
from tests.oracle.generator import Workbook
from tests.oracle.pipeline import model_of

TOLERANCE = 1e-5
"""Of values between two ways to solve the same."""


def best_plan(arrays: Arrays) -> Incumbent | None:
    """A best plan, proven without a gap; None where there is none."""
    options = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}
    solver, _ = new_solver(arrays, options)
    branch(solver, 60.0)
    found = incumbent_of(solver, arrays)
    ended = highspy.HighsModelStatus.kOptimal
    assert found is None or solver.getModelStatus() == ended
    return found


def keeps_rows(arrays: Arrays, x: NDArray[np.float64]) -> bool:
    """Whether x is a plan, by NumPy alone."""
    used = np.add.reduceat(
        np.append(arrays["values"] * x[arrays["indices"]], 0.0), arrays["starts"][:-1]
    )
    used = np.where(np.diff(arrays["starts"]) > 0, used, 0.0)
    rows = (used <= arrays["row_upper"] + TOLERANCE) & (used >= arrays["row_lower"] - TOLERANCE)
    columns = (x <= arrays["upper"] + TOLERANCE) & (x >= arrays["lower"] - TOLERANCE)
    whole = np.abs(x - np.round(x)) <= TOLERANCE
    return bool(rows.all() and columns.all() and (whole | ~arrays["integer"]).all())


def arrays_of(book: Workbook) -> dict[str, Any] | None:
    """The model of a workbook; None where there is nothing to search."""
    try:
        matrix = hand_over(model_of(book.tables()).model)
    except TriviallyInfeasibleError:
        return None
    return matrix.arrays() if matrix.columns else None
