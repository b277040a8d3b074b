"""In which order and company clusters come: dependency, group_rule (dimensionless)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyomo.environ as pyo

from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.rows import Rows
from optmodel.program.program import Dependency, Program

ANYWHERE = -1
"""Stands for a site where a dependency does not ask for the same one."""


def add_dependency(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """A cluster starts no earlier than the lag after what it needs.

    Anywhere: sum_s x[b,s,t] <= sum_s x[a1,s,t-lag], a1 the first copy of a, which is the
    earliest. At the same site: x[b,s,t] <= sum_i x[ai,s,t-lag] over the copies of a. Where the
    lag counts from the end of a's build, the build is added to it. A row is kept only in the
    last period before the right side changes: the rows before follow from it.
    """
    rows = Rows()
    for number, dependency in enumerate(program.dependencies, start=1):
        sites = range(len(program.sites)) if dependency.same_site else (ANYWHERE,)
        for index, cluster in enumerate(program.clusters):
            if cluster.id == dependency.cluster:
                for site in sites:
                    where = "anywhere" if site == ANYWHERE else program.sites[site].id
                    for period, terms in _terms(program, decisions, dependency, index, site):
                        key = (number, decisions.keys[index], dependency.needs, where, period)
                        rows.at_most(key, terms, 0.0)
    rows.attach(model, "dependency")


def _terms(
    program: Program, decisions: Decisions, dependency: Dependency, index: int, site: int
) -> Iterator[tuple[int, list[tuple[float, Any]]]]:
    """(period, terms of its row) for one copy of the cluster, at one site or anywhere."""
    needed = [i for i, cluster in enumerate(program.clusters) if cluster.id == dependency.needs]
    lag = dependency.lag_periods
    if dependency.timing == "finish":
        lag += program.clusters[needed[0]].build_periods
    if site == ANYWHERE:
        needed = needed[:1]
    last = program.calendar.decision_periods - 1
    for period in range(last + 1):
        started = _started(decisions, [index], site, period)
        before = _started(decisions, needed, site, period - lag)
        follows = period < last and before == _started(decisions, needed, site, period + 1 - lag)
        if not started or follows:
            continue
        terms = [(1.0, decisions.x[option]) for option in started]
        terms += [(-1.0, decisions.x[option]) for option in before]
        yield period, terms


def _started(decisions: Decisions, clusters: list[int], site: int, period: int) -> list[int]:
    """Options whose x add up to the clusters started at the site (or anywhere) by the period."""
    if site == ANYWHERE:
        return [option for k in clusters for option in decisions.started(k, period)]
    found = (decisions.started_at(k, site, period) for k in clusters)
    return [option for option in found if option != NONE]


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
