"""The master: which layout each site has, under all that sites share; a linear program."""

from __future__ import annotations

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.decomposition.parts import Parts
from optmodel.search.solver import Floats

INFINITE = float("inf")
NEGLIGIBLE = 1e-11
SHARE = 1e-6
"""A smaller share of a layout is none."""


class Master:
    """Maximize over shares of layouts (one layout of each site in all) and shared columns.

    Rows are the shared rows of the model, then one per site. A shared row may be missed at a
    price, so that the master has an answer from the first layout on.
    """

    def __init__(self, parts: Parts, penalty: Floats) -> None:
        self._parts = parts
        arrays, shared = parts.arrays, parts.shared_rows
        self._rows = len(shared)
        body = sparse.csr_array(parts.matrix[shared])
        self._body = [sparse.csr_array(body[:, site.columns]) for site in parts.sites]
        self.layouts: list[tuple[int, Floats]] = []
        """(site, its columns) of each layout that was added."""
        self._seen: set[tuple[int, bytes]] = set()
        self._fixed: list[int] = []
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, setting in (("output_flag", False), ("threads", 1), ("parallel", "off")):
            self._solver.setOptionValue(name, setting)
        lower, upper = arrays["row_lower"][shared], arrays["row_upper"][shared]
        count, sites = len(parts.shared_columns), len(parts.sites)
        above, below = np.flatnonzero(~np.isinf(upper)), np.flatnonzero(~np.isinf(lower))
        slack = sparse.csr_array(
            (
                np.append(-np.ones(len(above)), np.ones(len(below))),
                (np.append(above, below), np.arange(len(above) + len(below))),
            ),
            shape=(self._rows, len(above) + len(below)),
        )
        self._slacks = slack.shape[1]
        self._penalty = np.append(penalty[above], penalty[below])
        whole = sparse.csr_array(
            sparse.vstack(
                [
                    sparse.hstack([body[:, parts.shared_columns], slack]),
                    sparse.csr_array((sites, count + self._slacks)),
                ]
            )
        )
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = whole.shape[1], whole.shape[0]
        program.sense_ = highspy.ObjSense.kMaximize
        columns = parts.shared_columns
        program.col_cost_ = np.concatenate(
            [arrays["cost"][columns], -penalty[above], -penalty[below]]
        )
        program.col_lower_ = np.append(arrays["lower"][columns], np.zeros(self._slacks))
        program.col_upper_ = np.append(arrays["upper"][columns], np.full(self._slacks, INFINITE))
        program.row_lower_ = np.append(lower, np.ones(sites))
        program.row_upper_ = np.append(upper, np.ones(sites))
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = whole.indptr.astype(np.int32)
        program.a_matrix_.index_ = whole.indices.astype(np.int32)
        program.a_matrix_.value_ = whole.data
        self._solver.passModel(program)

    def add(self, site: int, x: Floats) -> bool:
        """Add a layout of a site; whether it is new."""
        key = (site, x.tobytes())
        if key in self._seen:
            return False
        self._seen.add(key)
        self.layouts.append((site, x))
        used = np.asarray(self._body[site] @ x)
        rows = np.flatnonzero(np.abs(used) > NEGLIGIBLE)
        value = float(self._parts.arrays["cost"][self._parts.sites[site].columns] @ x)
        self._solver.addCol(
            value,
            0.0,
            INFINITE,
            len(rows) + 1,
            np.append(rows, self._rows + site).astype(np.int32),
            np.append(used[rows], 1.0),
        )
        return True

    def solve(self) -> tuple[float, Floats]:
        """(value, (shared rows,) prices) of the relaxation, offset not counted."""
        self._solver.run()
        prices = np.array(self._solver.getSolution().row_dual)[: self._rows]
        return float(self._solver.getInfo().objective_function_value), prices

    def charge(self, factor: float) -> None:
        """Let a missed row cost so many times its penalty."""
        first = len(self._parts.shared_columns)
        columns = np.arange(first, first + self._slacks, dtype=np.int32)
        self._solver.changeColsCost(self._slacks, columns, -factor * self._penalty)

    def shares(self) -> Floats:
        """(layouts,) share of each in the last answer; 0 of what came since."""
        values = np.array(self._solver.getSolution().col_value)
        known = values[len(self._parts.shared_columns) + self._slacks :][: len(self.layouts)]
        return np.append(known, np.zeros(len(self.layouts) - len(known)))

    def mixed(self) -> list[tuple[int, Floats]]:
        """The layouts with a share in the last answer, and the empty ones."""
        shares = self.shares()
        return [
            (site, x)
            for share, (site, x) in zip(shares.tolist(), self.layouts, strict=True)
            if share > SHARE or not x.any()
        ]

    def support(self) -> NDArray[np.bool_]:
        """(columns of the model,) whether a layout with a share in the last answer holds it."""
        held = np.zeros(len(self._parts.arrays["cost"]), dtype=np.bool_)
        for number in np.flatnonzero(self.shares() > SHARE).tolist():
            site, x = self.layouts[number]
            held[self._parts.sites[site].columns[x > 0.5]] = True
        return held

    def fix(self, layout: int) -> None:
        """Give a site this layout, by its number."""
        self._bound(layout, 1.0, 1.0)
        self._fixed.append(layout)

    def release(self) -> None:
        """Take back what was fixed."""
        for layout in self._fixed:
            self._bound(layout, 0.0, INFINITE)
        self._fixed.clear()

    def _bound(self, layout: int, lower: float, upper: float) -> None:
        column = len(self._parts.shared_columns) + self._slacks + layout
        self._solver.changeColBounds(column, lower, upper)

    def missed(self) -> float:
        """How much of the shared rows the last answer misses, over all rows."""
        first = len(self._parts.shared_columns)
        values = np.array(self._solver.getSolution().col_value)
        return float(values[first : first + self._slacks].sum())
