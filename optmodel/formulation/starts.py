"""When clusters start: fund_once, stays_started, copies_in_order, starts_per_period.

Everything here is in starts (dimensionless). x[k,s,t] is 1 from the period of the start on.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.types import Options
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.rows import Rows
from optmodel.program.program import Program


def add_fund_once(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """Each cluster starts at most once, at one site; exactly once where it must be funded.

    sum_s x[k,s,T-1] <= 1; = 1 where the decision is fund, = 0 where it is skip. Earlier
    periods follow, because x never falls. With one site the bound of x says it already, so
    a free cluster has a row only where it has more sites.
    """
    rows = Rows()
    last = program.calendar.decision_periods - 1
    for index, cluster in enumerate(program.clusters):
        started = [(1.0, decisions.x[option]) for option in decisions.started(index, last)]
        if cluster.decision == "fund":
            rows.equal((decisions.keys[index],), started, 1.0)
        elif cluster.decision == "skip":
            rows.equal((decisions.keys[index],), started, 0.0)
        elif len(started) > 1:
            rows.at_most((decisions.keys[index],), started, 1.0)
    rows.attach(model, "fund_once")


def add_stays_started(
    model: pyo.ConcreteModel, program: Program, options: Options, decisions: Decisions
) -> None:
    """What has started stays started: x[k,s,t-] <= x[k,s,t], t- the option before t."""
    rows = Rows()
    for option in np.nonzero(decisions.previous_x != NONE)[0].tolist():
        key = (
            decisions.keys[options.cluster[option]],
            program.sites[options.site[option]].id,
            int(options.start[option]),
        )
        before = decisions.x[decisions.previous_x[option]]
        rows.at_most(key, [(1.0, before), (-1.0, decisions.x[option])], 0.0)
    rows.attach(model, "stays_started")


def add_copies_in_order(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """A copy starts no earlier than the copy before it, wherever they stand.

    sum_s x[k(i+1),s,t] <= sum_s x[k(i),s,t] for every t. A row is kept only in the last
    period before the right side changes: in the periods before that its left side is no
    larger, so those rows follow from it.
    """
    rows = Rows()
    last = program.calendar.decision_periods - 1
    for index, cluster in enumerate(program.clusters):
        if cluster.copy == 1:
            continue
        for period in range(last + 1):
            later = decisions.started(index, period)
            earlier = decisions.started(index - 1, period)
            follows = period < last and earlier == decisions.started(index - 1, period + 1)
            if not later or follows:
                continue
            terms = [(1.0, decisions.x[option]) for option in later]
            terms += [(-1.0, decisions.x[option]) for option in earlier]
            rows.at_most((decisions.keys[index], period), terms, 0.0)
    rows.attach(model, "copies_in_order")


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
        if maximum is None or len(set(options.cluster[now].tolist())) <= maximum:
            continue
        terms = [(1.0, decisions.x[option]) for option in now]
        before = decisions.previous_x[now]
        terms += [(-1.0, decisions.x[option]) for option in before[before != NONE]]
        rows.at_most((period,), terms, float(maximum))
    rows.attach(model, "starts_per_period")
