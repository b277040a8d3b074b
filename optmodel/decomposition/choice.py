"""One layout for each site out of those known: a plan, by a small whole-number model."""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np
from scipy import sparse

from optmodel.decomposition.parts import Parts
from optmodel.search.solver import Floats, Incumbent


def best_choice(
    parts: Parts,
    layouts: Sequence[tuple[int, Floats]],
    *,
    gap: float,
    seconds: float,
    nodes: int,
) -> Incumbent | None:
    """The best plan that gives each site one of the layouts.

    Parameters
    ----------
    layouts
        (site, its columns) of each.
    gap
        Relative gap that is close enough.
    seconds
        When to stop with the best so far.
    nodes
        Likewise, of the tree.
    """
    arrays = parts.arrays
    body = sparse.csr_array(parts.matrix[parts.shared_rows])
    shared = parts.shared_columns
    blocks, costs, sites = _columns(parts, body, layouts)
    whole = sparse.csr_array(
        sparse.vstack(
            [
                sparse.hstack([body[:, shared], blocks]),
                sparse.hstack([sparse.csr_array((len(parts.sites), len(shared))), sites]),
            ]
        )
    )
    ones, count = np.ones(len(parts.sites)), len(layouts)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = whole.shape[1], whole.shape[0]
    program.sense_ = highspy.ObjSense.kMaximize
    program.offset_ = float(arrays["offset"])
    program.col_cost_ = np.append(arrays["cost"][shared], costs)
    program.col_lower_ = np.append(arrays["lower"][shared], np.zeros(count))
    program.col_upper_ = np.append(arrays["upper"][shared], np.ones(count))
    program.row_lower_ = np.append(arrays["row_lower"][parts.shared_rows], ones)
    program.row_upper_ = np.append(arrays["row_upper"][parts.shared_rows], ones)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = whole.indptr.astype(np.int32)
    program.a_matrix_.index_ = whole.indices.astype(np.int32)
    program.a_matrix_.value_ = whole.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    integer = np.append(arrays["integer"][shared].astype(int), np.ones(count, dtype=int))
    program.integrality_ = [kinds[kind] for kind in integer.tolist()]
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, setting in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_max_nodes", nodes),
        ("parallel", "off"),
        ("time_limit", seconds),
        ("mip_rel_gap", gap),
    ):
        solver.setOptionValue(name, setting)
    solver.passModel(program)
    solver.run()
    feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
    if solver.getInfo().primal_solution_status != feasible:
        return None
    return _plan(parts, layouts, np.array(solver.getSolution().col_value))


def _columns(
    parts: Parts, body: sparse.csr_array, layouts: Sequence[tuple[int, Floats]]
) -> tuple[sparse.csr_array, Floats, sparse.csr_array]:
    """((shared rows, layouts) use, (layouts,) value, (sites, layouts) whose layout it is)."""
    site_of = np.array([site for site, _ in layouts])
    entries = [np.flatnonzero(x) for _, x in layouts]
    rows = np.concatenate(
        [parts.sites[site].columns[kept] for (site, _), kept in zip(layouts, entries, strict=True)]
    )
    amounts = np.concatenate([x[kept] for (_, x), kept in zip(layouts, entries, strict=True)])
    column = np.repeat(np.arange(len(layouts)), [len(kept) for kept in entries])
    plans = sparse.csc_array(
        (amounts, (rows, column)), shape=(len(parts.arrays["cost"]), len(layouts))
    )
    ones = sparse.csr_array(
        (np.ones(len(layouts)), (site_of, np.arange(len(layouts)))),
        shape=(len(parts.sites), len(layouts)),
    )
    return sparse.csr_array(body @ plans), plans.T @ parts.arrays["cost"], ones


def _plan(parts: Parts, layouts: Sequence[tuple[int, Floats]], chosen: Floats) -> Incumbent | None:
    """The columns of the whole model, from the choice of layouts and the shared columns."""
    arrays, shared = parts.arrays, parts.shared_columns
    x = np.zeros(len(arrays["cost"]))
    x[shared] = chosen[: len(shared)]
    for (site, layout), weight in zip(layouts, chosen[len(shared) :], strict=True):
        if weight > 0.5:
            x[parts.sites[site].columns] = layout
    nearest = np.where(arrays["integer"], np.round(x), x)
    return Incumbent(x, float(arrays["cost"] @ nearest + arrays["offset"]))
