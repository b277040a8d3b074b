"""What the plan maximizes: the net present value in the chosen perspective, in USD m."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

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


def option_values(program: Program, options: Options) -> FloatArray:
    """(n,) value of each option in the perspective of the Settings, USD m."""
    if program.settings.perspective == "United States":
        return options.npv_host_musd
    if program.settings.perspective == "Japan":
        return options.npv_source_musd[:, 0]
    return options.npv_musd


def opening_costs(program: Program, preparation: Preparation) -> FloatArray:
    """(S, T) cost of an opening in the perspective of the Settings, USD m, 0 or more."""
    source_pays = bool(program.sources) and program.sources[0].pays_preparation
    bears = {"Program": True, "Japan": source_pays, "United States": not source_pays}
    if bears[program.settings.perspective]:
        return preparation.npv_musd
    return np.zeros_like(preparation.npv_musd)


def _less_next(amount: FloatArray, following: IntArray) -> FloatArray:
    """Amount of each column less the amount of the column that takes over from it."""
    later = np.where(following == NONE, 0.0, np.append(amount, 0.0)[following])
    return np.asarray(amount - later, dtype=np.float64)
