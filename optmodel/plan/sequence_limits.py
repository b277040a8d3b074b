"""Limits on the order of things: dependencies, groups, and the dates of calls and starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from optmodel.economics.shares import PAYS
from optmodel.economics.types import Options
from optmodel.plan.limit import Limit
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
    """Count the members of a group that have started by the rule's period.

    Counted site by site, the fullest site counts; for *exactly* all of them do, unless they
    have the right number and stand apart.
    """
    at_site = group_sites(program, options, used, rule)
    total, fullest = sum(at_site.values()), max(at_site.values(), default=0)
    if not rule.same_site or (rule.sense == "exactly" and total != rule.count):
        return total
    return fullest


def group_sites(
    program: Program, options: Options, used: Usage, rule: GroupRule
) -> Mapping[int, int]:
    """Count, site by site, the members of a group that have started by the rule's period."""
    return Counter(
        int(options.site[option])
        for k, option in used.option_of.items()
        if program.clusters[k].id in rule.members and int(options.start[option]) <= rule.by_period
    )


@dataclass(frozen=True, slots=True)
class StartWindow:
    """Periods in which a dependency lets a cluster start, both ends included."""

    first: int
    last: int | None
    """None = any time from ``first`` on."""

    def holds(self, start: int) -> bool:
        """Whether a start lies inside."""
        return start >= self.first and (self.last is None or start <= self.last)


def start_windows(
    program: Program, options: Options, used: Usage, dependency: Dependency, site: int
) -> list[StartWindow]:
    """When a cluster at a site may start by a dependency: a window for every funded copy.

    The copies of what is needed count, with *same site* those that stand there; sorted.
    """
    found: list[StartWindow] = []
    for k, option in used.option_of.items():
        needed = program.clusters[k]
        elsewhere = dependency.same_site and int(options.site[option]) != site
        if needed.id != dependency.needs or elsewhere:
            continue
        build = needed.build_periods if dependency.timing == "finish" else 0
        moment, longest = int(options.start[option]) + build, dependency.maximum_lag_periods
        last = None if longest is None else moment + longest
        found.append(StartWindow(moment + dependency.lag_periods, last))
    return sorted(found, key=lambda window: window.first)


def _dependencies(program: Program, options: Options, used: Usage) -> Iterator[Limit]:
    """Give, for each funded cluster with needs, its start against the first possible one.

    With a maximum lag also against the last one, both counted from the same copy.
    """
    for dependency in program.dependencies:
        for k, option in sorted(used.option_of.items()):
            cluster, start = program.clusters[k], int(options.start[option])
            if cluster.id != dependency.cluster:
                continue
            windows = start_windows(program, options, used, dependency, int(options.site[option]))
            never = StartWindow(program.calendar.decision_periods, None)
            window = next(
                (found for found in windows if found.holds(start)), (windows or [never])[0]
            )
            subject = f"{cluster.label} after {dependency.needs}"
            cell, at = dependency.cell, float(start)
            yield Limit("dependency", subject, at, float(window.first), "period", cell, "at least")
            if window.last is not None:
                last = float(window.last)
                yield Limit("dependency", subject, at, last, "period", cell, "at most")


def _dates(program: Program, options: Options, used: Usage) -> Iterator[Limit]:
    """Give the first and last call and the last commitment, where set, as period numbers."""
    for index, (source, calls) in enumerate(zip(program.sources, used.calls_musd, strict=True)):
        called = np.flatnonzero(calls > 0.0)
        starts = [
            int(options.start[option])
            for k, option in used.option_of.items()
            if used.shares_of[k][index] > PAYS
        ]
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
