"""A small choice among starts, solved by HiGHS: at most so many of each chain, within rows."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from optmodel.decomposition.parts import Indices
from optmodel.search.solver import Floats

LONGEST_S = 20.0
TOLERANCE = 1e-6
"""Of feasibility, the solver's own."""
QUICK: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "mip_detect_symmetry": False,
    "mip_allow_restart": False,
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
"""What pays for large models only costs time in one of a hundred columns."""


SEARCHED = frozenset(
    {
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kTimeLimit,
        highspy.HighsModelStatus.kSolutionLimit,
        highspy.HighsModelStatus.kInterrupt,
    }
)
"""After these a solver's bound is one."""


@dataclass(frozen=True, slots=True)
class Small:
    """Maximize value @ d with lower <= rows @ d <= upper, sum of a chain <= most, d whole."""

    value: Floats
    rows: sparse.csr_array
    lower: Floats
    upper: Floats
    chain: Indices
    most: Floats


@dataclass(frozen=True, slots=True)
class Answer:
    """What HiGHS says of it."""

    chosen: Floats | None
    bound: float
    multipliers: Floats | None
    """(rows,) of the linear relaxation; at most 0 where only ``lower`` exists."""


def solve_small(small: Small, *, relaxed: bool, tolerance: float) -> Answer:
    """Solve it, or its linear relaxation; without a plan the bound is -inf."""
    count, rows = len(small.value), small.rows.shape[0]
    if not count:
        none = np.zeros(0)
        fits = bool(np.all(small.upper >= -TOLERANCE) and np.all(small.lower <= TOLERANCE))
        return Answer(none if fits else None, 0.0 if fits else -np.inf, None)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, setting in (
        *QUICK.items(),
        ("time_limit", LONGEST_S),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", max(tolerance, 1e-6)),
    ):
        solver.setOptionValue(name, setting)
    solver.passModel(_program(small, relaxed=relaxed))
    solver.run()
    multipliers = None
    if relaxed and solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        multipliers = _signed(np.array(solver.getSolution().row_dual)[:rows], small)
    status, info = solver.getModelStatus(), solver.getInfo()
    if status in {
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    }:
        return Answer(None, -np.inf, multipliers)
    # A solver that ended in an error has a bound in its fields all the same: any number.
    bound = info.mip_dual_bound if status in SEARCHED and not relaxed else np.inf
    has_plan = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    chosen = np.round(np.array(solver.getSolution().col_value)) if has_plan else None
    return Answer(chosen, float(bound), multipliers)


def _program(small: Small, *, relaxed: bool) -> highspy.HighsLp:
    """The rows, then one per chain that several starts share."""
    count = len(small.value)
    several = np.flatnonzero(np.bincount(small.chain, minlength=len(small.most)) > 1)
    index = np.searchsorted(several, small.chain)
    shared = np.isin(small.chain, several)
    ones = sparse.csr_array(
        (np.ones(int(shared.sum())), (index[shared], np.flatnonzero(shared))),
        shape=(len(several), count),
    )
    body = sparse.csr_array(sparse.vstack([small.rows, ones]))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = count, body.shape[0]
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = small.value
    program.col_lower_, program.col_upper_ = np.zeros(count), small.most[small.chain]
    program.row_lower_ = np.append(small.lower, np.full(len(several), -np.inf))
    program.row_upper_ = np.append(small.upper, small.most[several])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = body.indptr.astype(np.int32)
    program.a_matrix_.index_ = body.indices.astype(np.int32)
    program.a_matrix_.value_ = body.data
    if not relaxed:
        program.integrality_ = [highspy.HighsVarType.kInteger] * count
    return program


def _signed(multipliers: Floats, small: Small) -> Floats:
    """Multipliers without the sign that would make the bound infinite."""
    above = np.where(np.isinf(small.upper), np.minimum(multipliers, 0.0), multipliers)
    return np.asarray(np.where(np.isneginf(small.lower), np.maximum(above, 0.0), above))
