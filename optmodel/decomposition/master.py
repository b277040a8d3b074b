"""The master: which layout each site has, under all that sites share; a linear program."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.decomposition.linear import linear_program, quiet_solver
from optmodel.decomposition.parts import Indices, Parts
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
        lower, upper = arrays["row_lower"][shared], arrays["row_upper"][shared]
        sides = (np.flatnonzero(~np.isinf(upper)), np.flatnonzero(~np.isinf(lower)))
        slack = _slacks(self._rows, *sides)
        self._slacks = slack.shape[1]
        self._penalty = np.concatenate([penalty[side] for side in sides])
        columns, ones = parts.shared_columns, np.ones(len(parts.sites))
        own = sparse.hstack([body[:, columns], slack])
        empty = sparse.csr_array((len(parts.sites), len(columns) + self._slacks))
        self._solver = quiet_solver()
        self._solver.passModel(
            linear_program(
                np.append(arrays["cost"][columns], -self._penalty),
                (
                    np.append(arrays["lower"][columns], np.zeros(self._slacks)),
                    np.append(arrays["upper"][columns], np.full(self._slacks, INFINITE)),
                ),
                sparse.csr_array(sparse.vstack([own, empty])),
                (np.append(lower, ones), np.append(upper, ones)),
            )
        )

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

    def limit(self, lower: Floats, upper: Floats) -> None:
        """((shared rows,) each) other limits of the shared rows."""
        every = np.arange(self._rows, dtype=np.int32)
        self._solver.changeRowsBounds(self._rows, every, lower, upper)  # type: ignore[attr-defined]

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

    def held(self) -> Floats:
        """(columns of the model,) what the last answer mixes to, of each site's columns."""
        total = np.zeros(len(self._parts.arrays["cost"]))
        for share, (site, x) in zip(self.shares().tolist(), self.layouts, strict=True):
            if share > SHARE:
                total[self._parts.sites[site].columns] += share * x
        return total

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


def _slacks(rows: int, above: Indices, below: Indices) -> sparse.csr_array:
    """(rows, slacks) columns that take what is above some rows, then what is missing in others."""
    entries = np.append(-np.ones(len(above)), np.ones(len(below)))
    at = (np.append(above, below), np.arange(len(above) + len(below)))
    return sparse.csr_array((entries, at), shape=(rows, len(entries)))
