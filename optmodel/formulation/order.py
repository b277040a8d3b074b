"""In which order clusters come: dependency (dimensionless)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyomo.environ as pyo

from optmodel.formulation.decisions import Decisions
from optmodel.formulation.rows import Rows, Term
from optmodel.program.program import Dependency, Program

ANYWHERE = -1
"""Stands for a site where a dependency does not ask for the same one."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A dependency at one site, or anywhere: b needs a."""

    late: int
    """Row of b."""
    early: int
    """Row of a."""
    site: int
    """Or ``ANYWHERE``."""
    lag: int
    """Periods from the start of a to the first period in which b can start."""
    window: int | None
    """Periods from the start of a to the last such period; None = any later one."""
    most: float
    """Copies of b there, all of which one copy of a serves."""


def add_dependency(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """A cluster starts no earlier than the lag after what it needs, nor later than the maximum.

    Anywhere: sum_s x[b,s,t] <= copies[b] * sum_s x[a,s,t-lag]: any copy of a will do. At the same
    site: x[b,s,t] <= most[b,s] * x[a,s,t-lag], most = the copies of b that fit s. The numbers
    on the right are the smallest that are valid, 1 for a row with one copy. Where the lag
    counts from the end of a's build, the build is added to it. A row is kept only in the last
    period before the right side changes: the rows before follow from it.

    With a maximum lag, some copy of a starts in the window before each start of b:
    x[b,t] - x[b,t-1] <= copies[b] * (x[a,t-lag] - x[a,t-maximum-1]) (likewise at the same site).
    A period whose window reaches back to period 0 needs no such row: the one above says it.
    """
    rows = Rows()
    for number, dependency in enumerate(program.dependencies, start=1):
        for link in _links(program, decisions, dependency):
            where = "anywhere" if link.site == ANYWHERE else program.sites[link.site].id
            key = (number, dependency.cluster, dependency.needs, where)
            for period, terms in _not_before(program, decisions, link):
                rows.at_most((*key, period), terms, 0.0)
            for period, terms in _not_after(program, decisions, link):
                rows.at_most((*key, f"{period} latest"), terms, 0.0)
    rows.attach(model, "dependency")


def _links(program: Program, decisions: Decisions, dependency: Dependency) -> Iterator[_Link]:
    """One link anywhere, or one for every site."""
    row_of = {cluster.id: index for index, cluster in enumerate(program.clusters)}
    late, early = row_of[dependency.cluster], row_of[dependency.needs]
    wait = program.clusters[early].build_periods if dependency.timing == "finish" else 0
    lag, maximum = dependency.lag_periods + wait, dependency.maximum_lag_periods
    window = None if maximum is None else maximum + wait
    for site in range(len(program.sites)) if dependency.same_site else (ANYWHERE,):
        most = decisions.copies[late] if site == ANYWHERE else decisions.most[late, site]
        yield _Link(late, early, site, lag, window, float(most))


def _not_before(
    program: Program, decisions: Decisions, link: _Link
) -> Iterator[tuple[int, list[Term]]]:
    """(period, terms of its row) of the lag."""
    last = program.calendar.decision_periods - 1
    for period in range(last + 1):
        started = _started(decisions, link.late, link.site, period)
        before = _started(decisions, link.early, link.site, period - link.lag)
        next_before = _started(decisions, link.early, link.site, period + 1 - link.lag)
        if not started or (period < last and before == next_before):
            continue
        terms = [(1.0, decisions.x[column]) for column in started]
        yield period, [*terms, *((-link.most, decisions.x[column]) for column in before)]


def _not_after(
    program: Program, decisions: Decisions, link: _Link
) -> Iterator[tuple[int, list[Term]]]:
    """(period, terms of its row) of the maximum lag."""
    if link.window is None:
        return
    for period in range(program.calendar.decision_periods):
        started = set(_started(decisions, link.late, link.site, period))
        before = set(_started(decisions, link.late, link.site, period - 1))
        in_time = set(_started(decisions, link.early, link.site, period - link.lag))
        too_early = set(_started(decisions, link.early, link.site, period - link.window - 1))
        if started == before or not too_early:
            continue
        signs = (
            (1.0, started - before),
            (-1.0, before - started),
            (-link.most, in_time - too_early),
            (link.most, too_early - in_time),
        )
        yield (
            period,
            [(sign, decisions.x[column]) for sign, found in signs for column in sorted(found)],
        )


def _started(decisions: Decisions, row: int, site: int, period: int) -> list[int]:
    """Columns whose x add up to what has started at the site (or anywhere) by the period."""
    if site == ANYWHERE:
        return decisions.started(row, period)
    return decisions.started_at(row, site, period)
