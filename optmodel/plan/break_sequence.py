"""Dependencies and groups that one more option would break, in words.

One more copy never breaks the order of copies: they are alike, and numbered by their starts.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.economics.types import Options
from optmodel.plan.breaks import Break, counted
from optmodel.plan.sequence_limits import StartWindow, group_sites, start_windows
from optmodel.plan.usage import Usage
from optmodel.program.program import Dependency, Program
from optmodel.program.waits import periods_between


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
        windows = start_windows(program, options, used, dependency, site)
        if any(window.holds(start) for window in windows):
            continue
        there = f" at {program.sites[site].id}" if dependency.same_site else ""
        needs = f"needs {dependency.needs}{there}"
        if not windows and _is_too_late(program, options, dependency, site):
            words = f"{needs} {_wait(program, dependency)} earlier: it could never start in time"
            yield Break("dependency", cluster.label, 1.0, "", dependency.cell, words, is_own=True)
            continue
        if not windows:
            words = f"{needs}, which is not funded{there and ' there'}"
            yield Break("dependency", cluster.label, 1.0, "clusters", dependency.cell, words)
            continue
        words, periods = _outside(program, windows, start)
        subject, cell = cluster.label, dependency.cell
        yield Break("dependency", subject, periods, "periods", cell, f"{needs}, and {words}")


def _is_too_late(program: Program, options: Options, dependency: Dependency, site: int) -> bool:
    """Whether even the earliest start of what is needed leaves no decision period to start in."""
    needed = [k for k, each in enumerate(program.clusters) if each.id == dependency.needs]
    could = np.isin(options.cluster, needed)
    if dependency.same_site:
        could &= options.site == site
    if not could.any():
        return False
    earliest = int(options.start[could].min())
    return earliest + periods_between(program, dependency) >= program.calendar.decision_periods


def _wait(program: Program, dependency: Dependency) -> str:
    """Say how long before the cluster another one has to start."""
    return f"at least {counted(periods_between(program, dependency), 'periods')}"


def _outside(program: Program, windows: list[StartWindow], start: int) -> tuple[str, float]:
    """Say which start would have been in order, and how many periods away it is."""
    later = [window.first for window in windows if window.first > start]
    if later:
        words = f"may start only from {program.calendar.label(later[0])}"
        return words, float(later[0] - start)
    last = max(window.last for window in windows if window.last is not None)
    return f"may start only up to {program.calendar.label(last)}", float(start - last)


def _groups(program: Program, options: Options, used: Usage, option: int) -> Iterator[Break]:
    """Give every group that would have a member too many."""
    cluster = program.clusters[int(options.cluster[option])]
    for rule in program.group_rules:
        counts = cluster.id in rule.members and int(options.start[option]) <= rule.by_period
        if not counts or rule.sense == "at least":
            continue
        at_site = group_sites(program, options, used, rule)
        site = int(options.site[option])
        one_site = rule.same_site and rule.sense == "at most"
        before = at_site.get(site, 0) if one_site else sum(at_site.values())
        if before + 1 > rule.count:
            there = f" at {program.sites[site].id}" if one_site else ""
            words = (
                f"{rule.group} may have {rule.sense} {rule.count}{there} by "
                f"{program.calendar.label(rule.by_period)}"
            )
            yield Break("group_rule", rule.group, 1.0, "clusters", rule.cell, words)
