"""The straight line from tables to a plan, with the solver in this process to save its start.

The same hand-over, options and checks of the answer as in the child process; only the child
itself is left out (tests/search and a part of the oracle's cases cover it).
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import highspy
import numpy as np
import pyomo.environ as pyo

from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options, Preparation
from optmodel.formulation.decode import decode
from optmodel.formulation.model import build_model
from optmodel.plan.build import build_plan
from optmodel.plan.plan import Plan
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.search.controls import Controls, Levers
from optmodel.search.highs import solver_options
from optmodel.search.matrix import Matrix, TriviallyInfeasibleError, hand_over
from optmodel.search.result import Outcome, SolveResult
from optmodel.search.solver import branch, new_solver
from optmodel.search.stages import Search as Stages
from optmodel.search.units import units_of
from optmodel.search.verify import Verified, verify
from optmodel.workbook.tables import Tables

EXACTLY = Controls(time_limit_s=60, gap=0.0)
"""Proven to the last digit, so that a value can be compared within a millionth."""

Search = Callable[[pyo.ConcreteModel, Controls], SolveResult]


@dataclass(frozen=True, slots=True)
class Model:
    """A workbook as the solver sees it."""

    program: Program
    options: Options
    preparation: Preparation
    model: pyo.ConcreteModel


def model_of(tables: Tables) -> Model:
    """Program, options and Pyomo model of a workbook without errors."""
    program, findings = build(tables)
    assert program is not None, [str(finding) for finding in findings]
    options, preparation = build_options(program), build_preparation(program)
    return Model(program, options, preparation, build_model(program, options, preparation))


def search_here(model: pyo.ConcreteModel, controls: Controls) -> SolveResult:
    """Search in this process."""
    try:
        matrix = hand_over(model)
    except TriviallyInfeasibleError as row:
        return _result(Outcome.INFEASIBLE, f"row {row} cannot hold")
    if matrix.columns == 0:
        return _result(Outcome.OPTIMAL, "nothing to decide", Verified(matrix.cost, matrix.offset))
    solver = loaded(matrix, controls)
    branch(solver, controls.time_limit_s)
    return _answer(solver, matrix)


class _Nobody:
    """Hears what a worker would tell its parent."""

    def send(self, event: str, **fields: object) -> None:
        """Forget it."""


def search_by_site(
    model: pyo.ConcreteModel,
    controls: Controls,
    *,
    branches_from: int = 0,
    large_from: int = Levers().large_from,
    threads: int = 1,
) -> SolveResult:
    """Search in this process by the stages of the worker, cut along the sites wherever possible."""
    try:
        matrix = hand_over(model)
    except TriviallyInfeasibleError as row:
        return _result(Outcome.INFEASIBLE, f"row {row} cannot hold")
    if matrix.columns == 0:
        return _result(Outcome.OPTIMAL, "nothing to decide", Verified(matrix.cost, matrix.offset))
    levers = Levers(
        staged_from=1,
        by_site_from=2,
        least_gain=-1.0,
        dives_from=0,
        branches_from=branches_from,
        large_from=large_from,
    )
    options = {"log_to_console": False, **solver_options(replace(controls, threads=threads))}
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        stop = threading.Event()
        found = Stages(matrix.arrays(), options, Path(name), _Nobody(), stop, levers=levers).run()
    if found.incumbent is None:
        assert found.status == "kInfeasible", (found.status, found.status_text)
        return _result(Outcome.INFEASIBLE, found.status_text)
    verified = verify(matrix, found.incumbent.x * units_of(matrix.arrays()), None)
    assert isinstance(verified, Verified), verified
    assert found.status == "kOptimal", found.status_text
    assert abs(found.bound - verified.value) <= 1e-6 * max(1.0, abs(verified.value))
    return _result(Outcome.OPTIMAL, "", verified)


def loaded(matrix: Matrix, controls: Controls) -> highspy.Highs:
    """A solver with options and model, as the worker sets it up."""
    options = {"log_to_console": False, **solver_options(controls)}
    solver, _ = new_solver(matrix.arrays(), options)
    return solver


def plan_of(model: Model, result: SolveResult) -> Plan:
    """The plan behind a result that has one."""
    assert result.x is not None, result.reason
    chosen = decode(model.model, result.x)
    return build_plan(model.program, model.options, model.preparation, result, chosen)


def _answer(solver: highspy.Highs, matrix: Matrix) -> SolveResult:
    """What the solver says, believed only as far as its plan holds."""
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return _result(Outcome.INFEASIBLE, "proven infeasible")
    assert status == highspy.HighsModelStatus.kOptimal, status
    info = solver.getInfo()
    x = np.array(solver.getSolution().col_value, dtype=np.float64)
    plan = verify(matrix, x, info.objective_function_value)
    assert isinstance(plan, Verified), plan
    return _result(Outcome.OPTIMAL, "proven", plan, info.mip_dual_bound)


def _result(
    outcome: Outcome, reason: str, plan: Verified | None = None, bound: float | None = None
) -> SolveResult:
    value = None if plan is None else plan.value
    return SolveResult(
        outcome=outcome,
        reason=reason,
        value=value,
        bound=value if bound is None else bound,
        x=None if plan is None else plan.x,
        seconds=0.0,
        nodes=0,
    )
