"""What can be sold: market_limit, in units of each product a year."""

from __future__ import annotations

import math

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.output import output_by_period
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.over_time import rows_within
from optmodel.formulation.rows import Rows
from optmodel.program.capacity import steps_by_period
from optmodel.program.program import Program


def add_market_limit(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """No more of a product is made in a period than can be sold.

    sum_kst output[k,t,h] * (x[k,s,t] - x[k,s,t-1]) <= maximum[product,h] over the clusters k of
    the product, units a year. output[k,t,h] is the full output times the ramp while k operates.
    Before the first row of a product there is no limit.
    """
    rows = Rows()
    for market in program.markets:
        used = {
            row: output_by_period(program, cluster)
            for row, cluster in enumerate(program.clusters)
            if cluster.product == market.product and cluster.output_year
        }
        maximum = steps_by_period(market.maximum, math.inf, program.calendar.horizon_periods)
        for h, terms in rows_within(decisions, used, np.array(maximum)):
            rows.at_most((market.product, h), terms, maximum[h])
    rows.attach(model, "market_limit")
