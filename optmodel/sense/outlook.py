"""What could still start where and when, after what each cluster needs has been looked at too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.types import Exclusion, IntArray, Options
from optmodel.program.program import Cluster, Dependency, Program

BoolArray = NDArray[np.bool_]

MARGIN = 1e-5
"""Relative and absolute: a limit is only called broken by more, ten times what the audit forgives,
so that no plan that passes the audit can contradict a proof."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of Clusters with its options; copies are alike, so those of the first stand for all."""

    cluster: Cluster
    """The first copy."""
    index: int
    """Of the first copy in ``Program.clusters``."""
    options: IntArray
    """(n,) options that are left of it once what it needs has been looked at."""
    had_options: bool
    """Whether it had any before that."""

    @property
    def copies(self) -> int:
        """Number of copies."""
        return self.cluster.copies

    @property
    def must(self) -> bool:
        """Whether its decision is *fund*."""
        return self.cluster.decision == "fund"

    @property
    def can(self) -> bool:
        """Whether it could start at all."""
        return len(self.options) > 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """The program with what is possible, row by row in the order of the sheet."""

    program: Program
    options: Options
    rows: tuple[Row, ...]

    def forced(self) -> tuple[Row, ...]:
        """Rows that must be funded and could be."""
        return tuple(row for row in self.rows if row.must and row.can)

    def sites(self, row: Row) -> frozenset[int]:
        """Sites at which a row could start."""
        return frozenset(np.unique(self.options.site[row.options]).tolist())

    def excluded(self, rows: Iterable[Row]) -> dict[int, list[Exclusion]]:
        """What excludes starts of some rows, by their index."""
        found: dict[int, list[Exclusion]] = {row.index: [] for row in rows}
        for exclusion in self.options.excluded if found else ():
            if exclusion.cluster in found:
                found[exclusion.cluster].append(exclusion)
        return found

    def latest(self, row: Row) -> int:
        """The last period in which a row could start."""
        return int(self.options.start[row.options].max())

    def earliest(self, row: Row) -> int:
        """The first period in which a row could start."""
        return int(self.options.start[row.options].min())


def exceeds(amount: float, limit: float) -> bool:
    """Whether an amount is more than a limit, by more than any calculation is off."""
    return amount > limit + MARGIN * max(1.0, abs(limit), abs(amount))


def outlook_of(program: Program, options: Options) -> Outlook:
    """Collect the rows, and take away the starts for which what they need could never be there."""
    firsts = {it.id: index for index, it in reversed(list(enumerate(program.clusters)))}
    bounds = np.searchsorted(options.cluster, np.arange(len(program.clusters) + 1))
    own = {
        name: np.arange(bounds[index], bounds[index + 1], dtype=np.intp)
        for name, index in firsts.items()
    }
    left = _supported(program, options, own)
    return Outlook(
        program,
        options,
        tuple(
            Row(program.clusters[firsts[name]], firsts[name], left[name], len(own[name]) > 0)
            for name in program.cluster_order
        ),
    )


def _supported(program: Program, options: Options, own: dict[str, IntArray]) -> dict[str, IntArray]:
    """Options by row, without those that wait for a start that cannot be: again until none is."""
    builds = {it.id: it.build_periods for it in program.clusters}
    left, changed = dict(own), True
    while changed:
        changed = False
        for dependency in program.dependencies:
            late = left[dependency.cluster]
            build = builds[dependency.needs] if dependency.timing == "finish" else 0
            early = left[dependency.needs]
            kept = late[_in_time(program, options, dependency, build, late=late, early=early)]
            if len(kept) < len(late):
                left[dependency.cluster], changed = kept, True
    return left


def _in_time(
    program: Program,
    options: Options,
    dependency: Dependency,
    build: int,
    *,
    late: IntArray,
    early: IntArray,
) -> BoolArray:
    """(m,) whether each option has some option of what it needs inside its window before it.

    ``build`` is that of what is needed, where the lag counts from its end.
    """
    sites = len(program.sites) if dependency.same_site else 1
    periods = program.calendar.decision_periods
    there = np.zeros((sites, periods + 1), dtype=np.intp)
    at_site = options.site[early] if dependency.same_site else np.zeros(len(early), dtype=np.intp)
    there[at_site, options.start[early] + 1] = 1
    begun = there.cumsum(axis=1)  # column t: starts before period t
    where = options.site[late] if dependency.same_site else np.zeros(len(late), dtype=np.intp)
    start, most = options.start[late], dependency.maximum_lag_periods
    last = np.clip(start - (dependency.lag_periods + build) + 1, 0, periods)
    earliest = np.zeros_like(start) if most is None else start - (most + build)
    first = np.clip(earliest, 0, periods)
    return np.asarray(begun[where, last] > begun[where, first])


def by_choices(
    rows: Iterable[tuple[Row, frozenset[int]]],
) -> Iterator[tuple[frozenset[int], list[Row]]]:
    """Each set of choices (sites, sources, operators), with the rows that have no others.

    Those rows have to be served by the set, whatever the plan: what the set has is a limit on
    them. The union of all sets is one of them.
    """
    listed = [(row, choices) for row, choices in rows if choices]
    every = frozenset[int]().union(*(choices for _, choices in listed))
    for wanted in dict.fromkeys([*(choices for _, choices in listed), every]):
        inside = [row for row, choices in listed if choices <= wanted]
        if inside:
            yield wanted, inside
