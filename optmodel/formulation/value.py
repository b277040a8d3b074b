"""What the plan maximizes: the net present value in the chosen perspective, in USD m."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.perspective import opening_costs, option_values
from optmodel.economics.types import FloatArray, IntArray, Options, Preparation
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.rows import linear
from optmodel.program.program import Program


def add_value(
    model: pyo.ConcreteModel,
    program: Program,
    options: Options,
    preparation: Preparation,
    decisions: Decisions,
) -> None:
    """Maximize the value of the starts less the cost of the openings.

    sum_kst value[k,s,t] * (x[k,s,t] - x[k,s,t-1]) - sum_st cost[s,t] * (y[s,t] - y[s,t-1]),
    USD m, discounted. In x itself the coefficient is value[k,s,t] - value[k,s,t'], t' the next
    option of the same cluster and site. Program counts everything; United States and Japan
    count their own share, and preparation where they pay for it.
    """
    value = option_values(program, options)
    cost = opening_costs(program, preparation)
    cost = cost[decisions.opening_site, decisions.opening_period]
    coefficients = [
        *_less_next(value, decisions.next_x).tolist(),
        *(-_less_next(cost, decisions.next_y)).tolist(),
    ]
    terms = zip(coefficients, decisions.x + decisions.y, strict=True)
    model.value = pyo.Objective(expr=linear(terms), sense=pyo.maximize)


def _less_next(amount: FloatArray, following: IntArray) -> FloatArray:
    """Amount of each column less the amount of the column that takes over from it."""
    later = np.where(following == NONE, 0.0, np.append(amount, 0.0)[following])
    return np.asarray(amount - later, dtype=np.float64)
