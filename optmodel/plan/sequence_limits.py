"""Limits on the order of things: dependencies, groups, and the dates of calls and starts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.economics.types import Options
from optmodel.plan.plan import Limit
from optmodel.plan.usage import Usage
from optmodel.program.program import Dependency, GroupRule, Program, Source


def sequence_limits(program: Program, options: Options, used: Usage) -> Iterator[Limit]:
    """Give every limit that is counted in periods or in members of a group."""
    yield from _dependencies(program, options, used)
    for rule in program.group_rules:
        yield Limit(
            "group_rule",
            f"{rule.group} by {program.calendar.label(rule.by_period)}",
            float(group_count(program, options, used, rule)),
            float(rule.count),
            "clusters",
            rule.cell,
            rule.sense,
        )
    yield from _dates(program, options, used)


def group_count(program: Program, options: Options, used: Usage, rule: GroupRule) -> int:
    """Count the members of a group that have started by the rule's period."""
    return sum(
        program.clusters[k].id in rule.members and int(options.start[option]) <= rule.by_period
        for k, option in used.option_of.items()
    )


def ready_period(
    program: Program, options: Options, used: Usage, dependency: Dependency, site: int
) -> int | None:
    """First period in which a cluster at a site may start by a dependency; None = never.

    The earliest funded copy of what is needed counts; with *same site*, the earliest one there.
    """
    found: list[int] = []
    for k, option in used.option_of.items():
        needed = program.clusters[k]
        elsewhere = dependency.same_site and int(options.site[option]) != site
        if needed.id != dependency.needs or elsewhere:
            continue
        build = needed.build_periods if dependency.timing == "finish" else 0
        found.append(int(options.start[option]) + build + dependency.lag_periods)
    return min(found, default=None)


def _dependencies(program: Program, options: Options, used: Usage) -> Iterator[Limit]:
    """Give, for each funded cluster with needs, its start against the first possible one."""
    for dependency in program.dependencies:
        for k, option in sorted(used.option_of.items()):
            cluster = program.clusters[k]
            if cluster.id != dependency.cluster:
                continue
            ready = ready_period(program, options, used, dependency, int(options.site[option]))
            yield Limit(
                "dependency",
                f"{cluster.label} after {dependency.needs}",
                float(options.start[option]),
                float(program.calendar.decision_periods if ready is None else ready),
                "period",
                dependency.cell,
                "at least",
            )


def _dates(program: Program, options: Options, used: Usage) -> Iterator[Limit]:
    """Give the first and last call and the last commitment, where set, as period numbers."""
    for source, calls in zip(program.sources, used.calls_musd, strict=True):
        called = np.flatnonzero(calls > 0.0)
        starts = [int(options.start[option]) for option in used.option_of.values()]
        marks = (
            ("first_call", called[:1], source.first_call, source.first_call > 0),
            ("last_call", called[-1:], source.last_call, _ends_early(program, source)),
            (
                "last_commitment",
                sorted(starts)[-1:],
                source.last_start,
                bool(source.last_commitment),
            ),
        )
        for name, period, limit, is_set in marks:
            if is_set and len(period):
                cell = source.cells.get(name.replace("_", " ").capitalize(), "")
                sense = "at least" if name == "first_call" else "at most"
                used_at = float(period[0])
                yield Limit(name, source.id, used_at, float(limit), "period", cell, sense)


def _ends_early(program: Program, source: Source) -> bool:
    """Whether a source stops paying before the horizon ends."""
    return source.last_call < program.calendar.horizon_periods - 1
