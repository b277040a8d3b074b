"""What the small models of a decomposition have in common: how HiGHS is given them."""

from __future__ import annotations

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.search.solver import Floats

FORMATS = {"csr": highspy.MatrixFormat.kRowwise, "csc": highspy.MatrixFormat.kColwise}
KINDS = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)


def quiet_solver(**settings: bool | int | float | str) -> highspy.Highs:
    """A solver that says nothing and runs on one thread, with further settings."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    settings = {"output_flag": False, "threads": 1, "parallel": "off", **settings}
    for name, setting in settings.items():
        solver.setOptionValue(name, setting)
    return solver


def linear_program(
    cost: Floats,
    columns: tuple[Floats, Floats],
    body: sparse.csr_array | sparse.csc_array,
    rows: tuple[Floats, Floats],
    *,
    integer: NDArray[np.bool_] | None = None,
    offset: float = 0.0,
) -> highspy.HighsLp:
    """Maximize cost @ x + offset, columns and body @ x within their (lower, upper).

    Parameters
    ----------
    integer
        (columns,) which are whole; none where it is not given.
    """
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = body.shape
    program.sense_ = highspy.ObjSense.kMaximize
    program.offset_ = offset
    program.col_cost_ = cost
    program.col_lower_, program.col_upper_ = columns
    program.row_lower_, program.row_upper_ = rows
    program.a_matrix_.format_ = FORMATS[body.format]
    program.a_matrix_.start_ = body.indptr.astype(np.int32)
    program.a_matrix_.index_ = body.indices.astype(np.int32)
    program.a_matrix_.value_ = body.data
    if integer is not None:
        program.integrality_ = [KINDS[whole] for whole in integer.astype(int).tolist()]
    return program
