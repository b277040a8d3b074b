"""A plan put together cluster by cluster, for measurements that need any plan."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
from scipy import sparse

from optmodel.economics.types import FloatArray, Options
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.model import decisions_of
from optmodel.search.matrix import Matrix
from optmodel.search.result import Outcome, SolveResult

ROUNDS = 3
"""A cluster whose predecessor has just been started is tried again."""
SLACK = 1e-7


def greedy(model: pyo.ConcreteModel, matrix: Matrix, options: Options) -> SolveResult:
    """Start every cluster at its best site and period where that keeps every row.

    For models of one source without pools, synergies and targets: x, y and calls.
    """
    decisions = decisions_of(model)
    first_call = len(decisions.x) + len(decisions.y)
    shape = (len(matrix.row_lower), matrix.columns)
    rows = sparse.csr_array((matrix.values, matrix.indices, matrix.starts), shape=shape)
    by_column = sparse.csc_array(rows)
    calls = sparse.csc_array(rows[:, first_call:])
    # Row in which each column of calls is worked out: it has the coefficient below 0 there.
    equal = matrix.row_lower == matrix.row_upper
    entry = rows[equal][:, first_call:].tocoo()
    called_in = np.flatnonzero(equal)[entry.row[np.argsort(entry.col)]]
    x = np.zeros(matrix.columns)
    for _ in range(ROUNDS):
        for k in range(len(decisions.copies)):
            if x[decisions.started(k, decisions.latest_x.shape[2])].any():
                continue
            for option in _best(options, k):
                tried = _with(decisions, x, option)
                tried[first_call:] = 0.0
                activity = by_column @ tried
                tried[first_call:] = -activity[called_in] / calls[called_in, :].diagonal()
                activity += calls @ tried[first_call:]
                if _holds(matrix, tried, activity):
                    x = tried
                    break
    value = float(matrix.cost @ x + matrix.offset)
    return SolveResult(Outcome.FEASIBLE, "greedy", value, 1.2 * value, x, 0.0, 0)


def _best(options: Options, k: int) -> list[int]:
    """Options of a cluster that earn something, the best three of all."""
    here = np.flatnonzero((options.cluster == k) & (options.npv_musd > 0.0))
    best: list[int] = here[np.argsort(-options.npv_musd[here])][::7][:12].tolist()
    return best


def _with(decisions: Decisions, x: FloatArray, option: int) -> FloatArray:
    """The columns with one more start, and its site opened in time for it."""
    found = x.copy()
    column = option
    while column != NONE:
        found[column] = 1.0
        column = int(decisions.next_x[column])
    site = int(decisions.site[option])
    opening = decisions.opened(site, int(decisions.start[option] - decisions.lag[site]))
    while opening != NONE:
        found[len(decisions.x) + opening] = 1.0
        opening = int(decisions.next_y[opening])
    return found


def _holds(matrix: Matrix, x: FloatArray, activity: FloatArray) -> bool:
    """Whether columns keep their bounds and rows."""
    slack = SLACK * np.maximum(1.0, np.abs(activity))
    return bool(
        np.all(x <= matrix.upper + SLACK)
        and np.all(activity >= matrix.row_lower - slack)
        and np.all(activity <= matrix.row_upper + slack)
    )
