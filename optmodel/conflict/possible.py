"""Whether there is a plan at all for a program."""

from __future__ import annotations

import threading
from typing import Any

import pyomo.environ as pyo

from optmodel.conflict.known_options import OptionsOf
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options
from optmodel.formulation.model import build_model
from optmodel.program.program import Program
from optmodel.search.controls import Controls
from optmodel.search.existence import plan_exists
from optmodel.search.highs import solve_model
from optmodel.search.result import SolveResult


def possible(
    program: Program,
    controls: Controls,
    stop: threading.Event | None = None,
    options_of: OptionsOf = build_options,
) -> bool | None:
    """Whether any plan keeps every limit of a program; None = not known within the time.

    Nothing is maximized, so the search ends at the first plan that it finds. Setting ``stop``
    ends it without an answer.
    """
    options = options_of(program)
    if without_start(program, options):
        return False
    return plan_exists(any_plan(program, options, controls, stop)[1])


def any_plan(
    program: Program,
    options: Options,
    controls: Controls,
    stop: threading.Event | None = None,
) -> tuple[Any, SolveResult]:
    """Search for any plan of a program: the model without an objective, and what came of it."""
    model = build_model(program, options, build_preparation(program))
    model.value.deactivate()
    model.any_plan = pyo.Objective(expr=0.0, sense=pyo.maximize)
    return model, solve_model(model, controls, stop=stop)


def without_start(program: Program, options: Options) -> tuple[int, ...]:
    """Indices of the clusters that must be funded and cannot start anywhere at any time."""
    able = set(options.cluster.tolist())
    return tuple(
        index
        for index, cluster in enumerate(program.clusters)
        if cluster.decision == "fund" and index not in able
    )
