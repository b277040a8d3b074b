"""When clusters start: fund_once, stays_started, starts_per_period.

Everything here is in starts (dimensionless). x[k,s,t] counts the copies of row k that have
started at site s by the end of period t, so it never falls. Copies are interchangeable in it;
``decode`` numbers them in the order of their starts, which keeps copies_in_order.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.types import Options
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.rows import Rows
from optmodel.program.program import Program


def add_fund_once(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """Each copy of a row starts at most once, at one site; exactly once where it must be funded.

    sum_s x[k,s,T-1] <= copies[k]; = copies[k] where the decision is fund, = 0 where it is skip.
    Earlier periods follow, because x never falls. Where the bounds of x say it already a free
    row of Clusters has no row here.
    """
    rows = Rows()
    last = program.calendar.decision_periods - 1
    for index, cluster in enumerate(program.clusters):
        columns = decisions.started(index, last)
        started = [(1.0, decisions.x[column]) for column in columns]
        copies = float(decisions.copies[index])
        if cluster.decision == "fund":
            rows.equal((cluster.id,), started, copies)
        elif cluster.decision == "skip":
            rows.equal((cluster.id,), started, 0.0)
        elif sum(decisions.most_of(column) for column in columns) > copies:
            rows.at_most((cluster.id,), started, copies)
    rows.attach(model, "fund_once")


def add_stays_started(model: pyo.ConcreteModel, decisions: Decisions) -> None:
    """What has started stays started: x[k,s,t-] <= x[k,s,t], t- the option before t.

    With operators to choose from, the same for x[k,s,t,o] of each operator o: none hands over.
    """
    rows = Rows()
    x, names = decisions.x, list(model.x)
    for column, before in enumerate(decisions.previous_x.tolist()):
        if before != NONE:
            rows.at_most(names[column], ((1.0, x[before]), (-1.0, x[column])), 0.0)
    rows.attach(model, "stays_started")


def add_starts_per_period(
    model: pyo.ConcreteModel, program: Program, options: Options, decisions: Decisions
) -> None:
    """No more clusters start in a period than the Settings allow.

    sum_ks (x[k,s,t] - x[k,s,t-1]) <= maximum. Periods in which fewer clusters could start
    have no row.
    """
    rows = Rows()
    maximum = program.settings.maximum_starts
    periods = range(program.calendar.decision_periods) if maximum is not None else ()
    for period in periods:
        now = np.nonzero(options.start == period)[0]
        possible = decisions.copies[np.unique(options.cluster[now])].sum()
        if maximum is None or possible <= maximum:
            continue
        terms = [(1.0, decisions.x[column]) for column in now]
        before = decisions.previous_x[now]
        terms += [(-1.0, decisions.x[column]) for column in before[before != NONE]]
        rows.at_most((period,), terms, float(maximum))
    rows.attach(model, "starts_per_period")
