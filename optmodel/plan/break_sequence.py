"""Dependencies and groups that one more option would break, in words.

One more copy never breaks the order of copies: they are alike, and numbered by their starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from optmodel.economics.types import Options
from optmodel.plan.breaks import Break, counted
from optmodel.plan.sequence_limits import StartWindow, group_sites, start_windows
from optmodel.plan.usage import Usage
from optmodel.program.program import Dependency, Program
from optmodel.program.waits import periods_between

ANYWHERE = -1
"""Stands for a site where a dependency does not ask for the same one."""


class SequenceBreaks:
    """Holds the start of an option against what a plan that stays as it is has started."""

    def __init__(self, program: Program, options: Options, used: Usage) -> None:
        self._program = program
        self._options = options
        self._used = used
        self._needs: dict[str, list[Dependency]] = {}
        for dependency in program.dependencies:
            self._needs.setdefault(dependency.cluster, []).append(dependency)
        self._windows: dict[tuple[int, int], list[StartWindow]] = {}
        self._too_late: dict[tuple[int, int], bool] = {}
        # The plan does not change, so neither do the members that have started.
        self._members: list[Mapping[int, int]] = [
            group_sites(program, options, used, rule) for rule in program.group_rules
        ]

    def breaks(self, option: int) -> Iterator[Break]:
        """Give every dependency and group that an option breaks in a plan without it."""
        yield from self._dependencies(option)
        yield from self._groups(option)

    def _dependencies(self, option: int) -> Iterator[Break]:
        """Give every need of the cluster that the plan does not meet in time."""
        program = self._program
        cluster = program.clusters[int(self._options.cluster[option])]
        start, site = int(self._options.start[option]), int(self._options.site[option])
        for dependency in self._needs.get(cluster.id, ()):
            windows = self._windows_at(dependency, site)
            if any(window.holds(start) for window in windows):
                continue
            there = f" at {program.sites[site].id}" if dependency.same_site else ""
            needs = f"needs {dependency.needs}{there}"
            subject, cell = cluster.label, dependency.cell
            if not windows and self._is_too_late(dependency, site):
                words = (
                    f"{needs} {_wait(program, dependency)} earlier: it could never start in time"
                )
                yield Break("dependency", subject, 1.0, "", cell, words, is_own=True)
            elif not windows:
                words = f"{needs}, which is not funded{there and ' there'}"
                yield Break("dependency", subject, 1.0, "clusters", cell, words)
            else:
                words, periods = _outside(program, windows, start)
                yield Break(
                    "dependency", subject, periods, "periods", cell, f"{needs}, and {words}"
                )

    def _windows_at(self, dependency: Dependency, site: int) -> list[StartWindow]:
        """When a dependency lets a cluster start at a site."""
        key = id(dependency), site if dependency.same_site else ANYWHERE
        if key not in self._windows:
            self._windows[key] = start_windows(
                self._program, self._options, self._used, dependency, site
            )
        return self._windows[key]

    def _is_too_late(self, dependency: Dependency, site: int) -> bool:
        """Whether even the earliest start of what is needed comes too late for any start."""
        key = id(dependency), site if dependency.same_site else ANYWHERE
        if key not in self._too_late:
            self._too_late[key] = _is_too_late(self._program, self._options, dependency, site)
        return self._too_late[key]

    def _groups(self, option: int) -> Iterator[Break]:
        """Give every group that would have a member too many."""
        program, options = self._program, self._options
        cluster = program.clusters[int(options.cluster[option])]
        for rule, at_site in zip(program.group_rules, self._members, strict=True):
            counts = cluster.id in rule.members and int(options.start[option]) <= rule.by_period
            if not counts or rule.sense == "at least":
                continue
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
