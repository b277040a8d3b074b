"""The best layout of a site whose columns are more than starts and an opening: HiGHS solves it."""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse

from optmodel.decomposition.layout import Lost, NoLayoutError, Priced
from optmodel.decomposition.linear import linear_program, quiet_solver
from optmodel.decomposition.parts import Part, Parts
from optmodel.decomposition.small import SEARCHED
from optmodel.search.solver import Floats

LONGEST_S = 20.0


class WholeSite:
    """One site with amounts in it (shares, gains), kept in one HiGHS object."""

    def __init__(self, parts: Parts, part: Part) -> None:
        arrays = parts.arrays
        body = sparse.csr_array(parts.matrix[part.rows][:, part.columns])
        self._integer = arrays["integer"][part.columns]
        columns, rows = part.columns, part.rows
        self._solver = quiet_solver()
        self._solver.passModel(
            linear_program(
                arrays["cost"][columns],
                (arrays["lower"][columns], arrays["upper"][columns]),
                body,
                (arrays["row_lower"][rows], arrays["row_upper"][rows]),
                integer=self._integer,
            )
        )
        self._every = np.arange(len(part.columns), dtype=np.int32)
        self._last: Floats | None = None

    def price(self, values: Floats, tolerance: float) -> Priced:
        """The best layout where column j is worth values[j]; see ``Layouts``."""
        solver = self._solver
        solver.clearSolver()
        solver.changeColsCost(len(self._every), self._every, values)
        solver.setOptionValue("mip_abs_gap", max(tolerance, 1e-6))
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("time_limit", solver.getRunTime() + LONGEST_S)
        if self._last is not None:
            start = highspy.HighsSolution()
            start.col_value = self._last
            solver.setSolution(start)
        solver.run()
        info = solver.getInfo()
        feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
        if info.primal_solution_status != feasible or solver.getModelStatus() not in SEARCHED:
            raise NoLayoutError
        optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if not optimal and not self._integer.any():
            raise NoLayoutError  # a linear program that was cut short has no bound
        found = np.array(solver.getSolution().col_value)
        found = np.where(self._integer, np.round(found), found)
        self._last = found
        value = float(values @ found)
        bound = info.mip_dual_bound if self._integer.any() else info.objective_function_value
        bound = max(value, float(bound))
        return Priced((found,), value, bound, bound)

    def losses(self, values: Floats, tolerance: float) -> Lost:
        """The bound, and no loss anywhere: nothing is known of single columns."""
        bound = self.price(values, tolerance).bound
        return Lost(bound, bound, np.zeros(len(values)))
