"""One layout for each site out of those known: a plan, by a small whole-number model."""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np
from scipy import sparse

from optmodel.decomposition.linear import linear_program, quiet_solver
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
    if not layouts:
        return None
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
    lower, upper = arrays["row_lower"][parts.shared_rows], arrays["row_upper"][parts.shared_rows]
    solver = quiet_solver(mip_max_nodes=nodes, time_limit=seconds, mip_rel_gap=gap)
    solver.passModel(
        linear_program(
            np.append(arrays["cost"][shared], costs),
            (
                np.append(arrays["lower"][shared], np.zeros(count)),
                np.append(arrays["upper"][shared], np.ones(count)),
            ),
            whole,
            (np.append(lower, ones), np.append(upper, ones)),
            integer=np.append(arrays["integer"][shared], np.ones(count, dtype=np.bool_)),
            offset=float(arrays["offset"]),
        )
    )
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
