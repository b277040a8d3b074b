"""The best layout of a site whose columns are more than starts and an opening: HiGHS solves it."""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse

from optmodel.decomposition.layout import NoLayoutError, Priced
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
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, setting in (("output_flag", False), ("threads", 1), ("parallel", "off")):
            self._solver.setOptionValue(name, setting)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(part.columns), len(part.rows)
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = arrays["cost"][part.columns]
        program.col_lower_ = arrays["lower"][part.columns]
        program.col_upper_ = arrays["upper"][part.columns]
        program.row_lower_ = arrays["row_lower"][part.rows]
        program.row_upper_ = arrays["row_upper"][part.rows]
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = body.indptr.astype(np.int32)
        program.a_matrix_.index_ = body.indices.astype(np.int32)
        program.a_matrix_.value_ = body.data
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        program.integrality_ = [kinds[whole] for whole in self._integer.astype(int)]
        self._solver.passModel(program)
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
        found = np.array(solver.getSolution().col_value)
        found = np.where(self._integer, np.round(found), found)
        self._last = found
        value = float(values @ found)
        bound = info.mip_dual_bound if self._integer.any() else info.objective_function_value
        bound = max(value, float(bound))
        return Priced((found,), value, bound, bound)

    def losses(self, values: Floats, tolerance: float) -> tuple[float, Floats]:
        """The bound, and no loss anywhere: nothing is known of single columns."""
        return self.price(values, tolerance).bound, np.zeros(len(values))
