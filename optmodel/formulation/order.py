"""In which order and company clusters come: dependency, group_rule (dimensionless)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyomo.environ as pyo

from optmodel.formulation.decisions import Decisions
from optmodel.formulation.rows import Rows
from optmodel.program.program import Program

ANYWHERE = -1
"""Stands for a site where a dependency does not ask for the same one."""


def add_dependency(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """A cluster starts no earlier than the lag after what it needs.

    Anywhere: sum_s x[b,s,t] <= copies[b] * sum_s x[a,s,t-lag]: any copy of a will do. At the same
    site: x[b,s,t] <= most[b,s] * x[a,s,t-lag], most = the copies of b that fit s. The numbers
    on the right are the smallest that are valid, 1 for a row with one copy. Where the lag
    counts from the end of a's build, the build is added to it. A row is kept only in the last
    period before the right side changes: the rows before follow from it.
    """
    rows = Rows()
    index_of = {cluster.id: index for index, cluster in enumerate(program.clusters)}
    for number, dependency in enumerate(program.dependencies, start=1):
        late, early = index_of[dependency.cluster], index_of[dependency.needs]
        lag = dependency.lag_periods
        if dependency.timing == "finish":
            lag += program.clusters[early].build_periods
        sites = range(len(program.sites)) if dependency.same_site else (ANYWHERE,)
        for site in sites:
            where = "anywhere" if site == ANYWHERE else program.sites[site].id
            for period, terms in _terms(program, decisions, (late, early), lag, site):
                key = (number, dependency.cluster, dependency.needs, where, period)
                rows.at_most(key, terms, 0.0)
    rows.attach(model, "dependency")


def _terms(
    program: Program, decisions: Decisions, pair: tuple[int, int], lag: int, site: int
) -> Iterator[tuple[int, list[tuple[float, Any]]]]:
    """(period, terms of its row) of (late, early), at one site or anywhere."""
    late, early = pair
    last = program.calendar.decision_periods - 1
    most = decisions.copies[late] if site == ANYWHERE else decisions.most[late, site]
    for period in range(last + 1):
        started = _started(decisions, late, site, period)
        before = _started(decisions, early, site, period - lag)
        follows = period < last and before == _started(decisions, early, site, period + 1 - lag)
        if not started or follows:
            continue
        terms = [(1.0, decisions.x[column]) for column in started]
        terms += [(-float(most), decisions.x[column]) for column in before]
        yield period, terms


def _started(decisions: Decisions, row: int, site: int, period: int) -> list[int]:
    """Columns whose x add up to what has started at the site (or anywhere) by the period."""
    if site == ANYWHERE:
        return decisions.started(row, period)
    return decisions.started_at(row, site, period)


def add_group_rule(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """At most, at least or exactly so many members of a group have started by a date.

    sum_k sum_s x[k,s,by] <= , >= or = count; every copy of a member counts one.
    """
    rows = Rows()
    for number, rule in enumerate(program.group_rules, start=1):
        started = [
            (1.0, decisions.x[option])
            for index, cluster in enumerate(program.clusters)
            if cluster.id in rule.members
            for option in decisions.started(index, rule.by_period)
        ]
        key = (number, rule.group, rule.by_period)
        if rule.sense == "at most":
            rows.at_most(key, started, float(rule.count))
        elif rule.sense == "at least":
            rows.at_least(key, started, float(rule.count))
        else:
            rows.equal(key, started, float(rule.count))
    rows.attach(model, "group_rule")
