"""What builders can carry: builder_capacity, in units of each construction resource."""

from __future__ import annotations

import math

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.profiles import shifted
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.over_time import rows_within
from optmodel.formulation.rows import Rows
from optmodel.program.capacity import steps_by_period
from optmodel.program.program import Program


def add_builder_capacity(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """Construction uses no more of a resource in a period than there is.

    sum_kst use[k,r,h-t] * (x[k,s,t] - x[k,s,t-1]) <= capacity[r,h], units a period. use[k,r,i] is
    what a copy of k uses i periods after its start; what falls past the horizon does not count.
    Before the first row of a resource there is no limit.
    """
    rows = Rows()
    calendar = program.calendar
    for resource in program.construction:
        used = {
            row: shifted(cluster.construction_use[resource.id], calendar)
            for row, cluster in enumerate(program.clusters)
            if any(cluster.construction_use.get(resource.id, ()))
        }
        capacity = steps_by_period(resource.capacity, math.inf, calendar.horizon_periods)
        for h, terms in rows_within(decisions, used, np.array(capacity)):
            rows.at_most((resource.id, h), terms, capacity[h])
    rows.attach(model, "builder_capacity")
