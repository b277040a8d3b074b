"""A family of small models that the root of the tree does not finish: several knapsacks."""

from __future__ import annotations

import random

import numpy as np
import pyomo.environ as pyo

from optmodel.search.controls import Controls
from optmodel.search.highs import solver_options
from optmodel.search.matrix import Matrix, hand_over
from optmodel.search.solver import branch, incumbent_of, new_solver

EXACT = Controls(time_limit_s=60, gap=0.0)


def knapsacks(rows: int = 8, sites: int = 4, seed: int = 1) -> pyo.ConcreteModel:
    """Rows that may start at one of some sites in period 0, each site with two limits."""
    draw = random.Random(seed)
    model = pyo.ConcreteModel()
    keys = [(f"R{row}", f"S{site}", 0) for row in range(rows) for site in range(sites)]
    model.x = pyo.Var(keys, domain=pyo.Binary)
    weight = {key: (draw.randint(10, 40), draw.randint(10, 40)) for key in keys}
    # Worth goes with weight, so that no row is an obvious choice and the tree is needed.
    worth = {key: sum(weight[key]) + draw.randint(0, 6) for key in keys}
    model.once = pyo.Constraint(
        sorted({key[0] for key in keys}),
        rule=lambda m, row: sum(m.x[key] for key in keys if key[0] == row) <= 1,
    )
    model.room = pyo.Constraint(
        sorted({key[1] for key in keys}),
        [0, 1],
        rule=lambda m, site, limit: (
            sum(weight[key][limit] * m.x[key] for key in keys if key[1] == site) <= 95
        ),
    )
    model.value = pyo.Objective(
        expr=sum(worth[key] * model.x[key] for key in keys), sense=pyo.maximize
    )
    return model


def best_value(matrix: Matrix) -> float:
    """The optimum, by one plain run of HiGHS."""
    options = {"output_flag": False, **solver_options(EXACT)}
    solver, _ = new_solver(matrix.arrays(), options)
    branch(solver, EXACT.time_limit_s)
    best = incumbent_of(solver, matrix.arrays())
    assert best is not None
    return best.value


def matrix_of(model: pyo.ConcreteModel) -> Matrix:
    """The hand-over of a model."""
    return hand_over(model)


def nothing(matrix: Matrix) -> np.ndarray:
    """The plan that starts nothing."""
    return np.zeros(matrix.columns)
