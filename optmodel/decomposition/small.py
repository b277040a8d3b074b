"""A small choice among starts, solved by HiGHS: at most so many of each chain, within rows."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.decomposition.linear import linear_program, quiet_solver
from optmodel.decomposition.parts import Indices
from optmodel.search.solver import Floats

LONGEST_S = 20.0
TOLERANCE = 1e-6
"""Of feasibility, the solver's own."""
QUICK: dict[str, bool | int | float | str] = {
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
    """Maximize value @ d with lower <= d @ uses <= upper, sum of a chain <= most, d whole."""

    value: Floats
    uses: sparse.csr_array
    """(starts, rows)"""
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


def solve_small(
    small: Small, *, relaxed: bool, tolerance: float, enough: float = -np.inf
) -> Answer:
    """Solve it, or its linear relaxation; where there is no choice the bound is -inf.

    Parameters
    ----------
    small
        What is to be solved.
    relaxed
        Whether starts may be divided.
    tolerance
        Distance from bound to plan at which a search ends.
    enough
        A search ends as soon as its bound is no larger than this, with or without a choice. Of a
        relaxation only the multipliers are wanted, and it goes on.
    """
    count = len(small.value)
    if not count:
        none = np.zeros(0)
        fits = bool(np.all(small.upper >= -TOLERANCE) and np.all(small.lower <= TOLERANCE))
        return Answer(none if fits else None, 0.0 if fits else -np.inf, None)
    precise = {"mip_rel_gap": 0.0, "mip_abs_gap": max(tolerance, 1e-6)}
    presolve = {"presolve": "off"} if relaxed else {}
    solver = quiet_solver(**QUICK, **precise, **presolve, time_limit=LONGEST_S)
    binds = _binding(small)
    solver.passModel(_program(small, binds, relaxed=relaxed))
    if not relaxed and enough > -np.inf:

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            if event.data_out.mip_dual_bound <= enough:
                event.interrupt()

        solver.cbMipInterrupt.subscribe(interrupt)
    solver.run()
    multipliers = None
    if relaxed and solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        multipliers = np.zeros(len(binds))
        multipliers[binds] = solver.getSolution().row_dual[: np.count_nonzero(binds)]
        multipliers = _signed(multipliers, small)
    status, info = solver.getModelStatus(), solver.getInfo()
    if status in {
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    }:
        return Answer(None, -np.inf, multipliers)
    # A solver that ended in an error has a bound in its fields all the same: any number.
    bound = info.mip_dual_bound if status in SEARCHED and not relaxed else np.inf
    has_plan = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    # Added to 0, so that no 0 has a sign: layouts are compared by their bytes.
    chosen = np.round(np.array(solver.getSolution().col_value)) + 0.0 if has_plan else None
    return Answer(chosen, float(bound), multipliers)


def _binding(small: Small) -> NDArray[np.bool_]:
    """(rows,) whether starts could break a row."""
    uses, rows = small.uses, small.uses.shape[1]
    most = np.repeat(small.most[small.chain], np.diff(uses.indptr)) * uses.data
    above = np.bincount(uses.indices, weights=np.maximum(most, 0.0), minlength=rows)
    below = np.bincount(uses.indices, weights=np.minimum(most, 0.0), minlength=rows)
    return np.asarray((above > small.upper) | (below < small.lower))


def _program(small: Small, binds: NDArray[np.bool_], *, relaxed: bool) -> highspy.HighsLp:
    """The rows that can be broken, then one per chain that several starts share."""
    uses, count = small.uses, len(small.value)
    in_chain = np.bincount(small.chain, minlength=len(small.most))
    several = np.flatnonzero(in_chain > 1)
    shared = np.flatnonzero(in_chain[small.chain] > 1)
    kept, number = binds[uses.indices], np.cumsum(binds) - 1
    column = np.repeat(np.arange(count), np.diff(uses.indptr))[kept]
    rows = int(np.count_nonzero(binds))
    ends = np.cumsum(np.bincount(column, minlength=count))[shared]
    chains = rows + np.searchsorted(several, small.chain[shared])
    column = np.insert(column, ends, shared)
    body = sparse.csc_array(
        (
            np.insert(uses.data[kept], ends, 1.0),
            np.insert(number[uses.indices[kept]], ends, chains),
            np.append(0, np.cumsum(np.bincount(column, minlength=count))),
        ),
        shape=(rows + len(several), count),
    )
    return linear_program(
        small.value,
        (np.zeros(count), small.most[small.chain]),
        body,
        (
            np.append(small.lower[binds], np.full(len(several), -np.inf)),
            np.append(small.upper[binds], small.most[several]),
        ),
        integer=None if relaxed else np.ones(count, dtype=np.bool_),
    )


def _signed(multipliers: Floats, small: Small) -> Floats:
    """Multipliers without the sign that would make the bound infinite."""
    above = np.where(np.isinf(small.upper), np.minimum(multipliers, 0.0), multipliers)
    return np.asarray(np.where(np.isneginf(small.lower), np.maximum(above, 0.0), above))
