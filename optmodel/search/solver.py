"""HiGHS as the worker uses it: options that are read back, a model that is taken as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Arrays = Mapping[str, NDArray[Any]]
"""The arrays of the hand-over, by name; see ``Matrix``."""


class OptionError(Exception):
    """An option or a model that the solver does not take as it was given."""


@dataclass(frozen=True, slots=True)
class Incumbent:
    """The best plan of the whole model so far."""

    x: Floats
    value: float


def new_solver(arrays: Arrays, options: Mapping[str, Any]) -> tuple[highspy.Highs, dict[str, Any]]:
    """A solver that holds the model, and its options as read back.

    Raises
    ------
    OptionError
        Where an option or the model is not taken as given.
    """
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    taken = set_options(solver, options)
    pass_model(solver, arrays)
    return solver, taken


def set_options(solver: highspy.Highs, options: Mapping[str, Any]) -> dict[str, Any]:
    """Set every option, read it back, and return what was read.

    Raises
    ------
    OptionError
        Where an option is unknown, of another type, or not taken as given: HiGHS itself only
        prints a line and goes on with its default.
    """
    taken = {}
    for name, value in options.items():
        status = solver.setOptionValue(name, value)
        found_status, found = solver.getOptionValue(name)
        ok = highspy.HighsStatus.kOk
        if status != ok or found_status != ok or type(found) is not type(value) or found != value:
            raise OptionError(f"option {name} was set to {value!r} and read back as {found!r}")
        taken[name] = found
    return taken


def pass_model(solver: highspy.Highs, arrays: Arrays) -> None:
    """Pass a model of the hand-over's arrays to the solver.

    Raises
    ------
    OptionError
        Where HiGHS would change the model, such as by dropping a coefficient.
    """
    program = highspy.HighsLp()
    program.num_col_ = len(arrays["cost"])
    program.num_row_ = len(arrays["row_lower"])
    program.sense_ = highspy.ObjSense.kMaximize
    program.offset_ = float(arrays["offset"])
    program.col_cost_ = arrays["cost"]
    program.col_lower_ = arrays["lower"]
    program.col_upper_ = arrays["upper"]
    program.row_lower_ = arrays["row_lower"]
    program.row_upper_ = arrays["row_upper"]
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = arrays["starts"]
    program.a_matrix_.index_ = arrays["indices"]
    program.a_matrix_.value_ = arrays["values"]
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    program.integrality_ = [kinds[integer] for integer in arrays["integer"].astype(int)]
    status = solver.passModel(program)
    if status != highspy.HighsStatus.kOk:
        raise OptionError(f"the model was not taken as it is ({status.name})")


def set_start(solver: highspy.Highs, x: Floats) -> None:
    """Give the solver a plan to begin with."""
    start = highspy.HighsSolution()
    start.col_value = x
    solver.setSolution(start)


def branch(solver: highspy.Highs, time_limit_s: float) -> None:
    """Run the solver, once more without presolve where presolve cannot say why there is no plan.

    All variables are bounded, so "unbounded or infeasible" means infeasible; the second run
    confirms it.
    """
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnboundedOrInfeasible:
        left = max(1.0, time_limit_s - solver.getRunTime())
        set_options(solver, {"presolve": "off", "time_limit": left})
        solver.run()


def incumbent_of(solver: highspy.Highs, arrays: Arrays) -> Incumbent | None:
    """The plan that a solver holds, its whole numbers rounded; None without one."""
    feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
    if solver.getInfo().primal_solution_status != feasible:
        return None
    x = np.array(solver.getSolution().col_value, dtype=np.float64)
    nearest = np.where(arrays["integer"], np.round(x), x)
    return Incumbent(x, float(arrays["cost"] @ nearest + arrays["offset"]))
