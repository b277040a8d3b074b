"""Dependencies and groups that one more option would break, in words.

One more copy never breaks the order of copies: they are alike, and numbered by their starts.
"""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.economics.types import Options
from optmodel.plan.breaks import Break
from optmodel.plan.sequence_limits import group_count, ready_period
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


def sequence_breaks(
    program: Program, options: Options, used: Usage, option: int
) -> Iterator[Break]:
    """Give every dependency and group that an option breaks in a plan without it."""
    yield from _dependencies(program, options, used, option)
    yield from _groups(program, options, used, option)


def _dependencies(program: Program, options: Options, used: Usage, option: int) -> Iterator[Break]:
    """Give every need of the cluster that the plan does not meet in time."""
    cluster = program.clusters[int(options.cluster[option])]
    start, site = int(options.start[option]), int(options.site[option])
    for dependency in program.dependencies:
        if dependency.cluster != cluster.id:
            continue
        ready = ready_period(program, options, used, dependency, site)
        there = f" at {program.sites[site].id}" if dependency.same_site else ""
        if ready is None:
            words = f"needs {dependency.needs}{there}, which is not funded{there and ' there'}"
            yield Break("dependency", cluster.label, 1.0, "clusters", dependency.cell, words)
        elif ready > start:
            words = (
                f"needs {dependency.needs}{there}, and may start only from "
                f"{program.calendar.label(ready)}"
            )
            short = float(ready - start)
            yield Break("dependency", cluster.label, short, "periods", dependency.cell, words)


def _groups(program: Program, options: Options, used: Usage, option: int) -> Iterator[Break]:
    """Give every group that would have a member too many."""
    cluster = program.clusters[int(options.cluster[option])]
    for rule in program.group_rules:
        counts = cluster.id in rule.members and int(options.start[option]) <= rule.by_period
        if not counts or rule.sense == "at least":
            continue
        if group_count(program, options, used, rule) + 1 > rule.count:
            words = (
                f"{rule.group} may have {rule.sense} {rule.count} by "
                f"{program.calendar.label(rule.by_period)}"
            )
            yield Break("group_rule", rule.group, 1.0, "clusters", rule.cell, words)
