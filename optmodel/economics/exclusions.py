"""Why starts are left out, collected from the verdicts: one line per site and run of periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from optmodel.economics.judgment import Judgment
from optmodel.economics.reasons import Case, reason
from optmodel.economics.screening import POSSIBLE, RULES, Verdicts
from optmodel.economics.types import Exclusion, FloatArray, IntArray
from optmodel.program.program import Program

EVERYWHERE = -1
"""Site of an exclusion that holds at every site."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the verdicts rest on, by site and start."""

    calls_musd: FloatArray
    """(S, T) inf where nothing was worked out; so for the next two."""
    payback_years: FloatArray
    """(S, T)"""
    recovery_years: FloatArray
    """(S, T) of the source that the verdict is about."""
    broken_period: IntArray
    """(S, T) first period in which the calls are more than can be paid; -1 = none."""

    @classmethod
    def at(cls, shape: tuple[int, ...], sites: IntArray, starts: IntArray, of: Judgment) -> Figures:
        """Lay out what was worked out for some pairs; nothing was for the others."""
        calls, payback, recovery = np.full((3, *shape), np.inf)
        broken = np.full(shape, -1, dtype=np.intp)
        calls[sites, starts] = of.calls_musd
        payback[sites, starts] = of.payback_years
        recovery[sites, starts] = of.recovery_years
        broken[sites, starts] = of.broken_period
        return cls(calls, payback, recovery, broken)


def exclusions(
    program: Program, cluster: int, verdicts: Verdicts, figures: Figures
) -> tuple[Exclusion, ...]:
    """Collect what is left out of a cluster (an index), in the order of sites and periods.

    What holds in the same words at every site becomes one line with site ``EVERYWHERE``. Every
    start that is not an option is in exactly one line.
    """
    found = tuple(
        _exclusion(program, cluster, run, figures)
        for site in range(len(program.sites))
        for run in _runs(site, verdicts)
    )
    return _merged(found, len(program.sites))


def for_copy(found: tuple[Exclusion, ...], cluster: int) -> tuple[Exclusion, ...]:
    """Repeat the lines for another copy of the cluster."""
    return tuple(replace(one, cluster=cluster) for one in found)


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive starts at a site with one verdict."""

    site: int
    first: int
    last: int
    rule: str
    subject: int


def _runs(site: int, verdicts: Verdicts) -> Iterator[_Run]:
    rules, subjects = verdicts.rule[site], verdicts.subject[site]
    edges = np.flatnonzero((np.diff(rules) != 0) | (np.diff(subjects) != 0)) + 1
    bounds = [0, *edges.tolist(), len(rules)]
    for first, end in pairwise(bounds):
        if rules[first] != POSSIBLE:
            yield _Run(site, first, end - 1, RULES[rules[first]], int(subjects[first]))


def _exclusion(program: Program, cluster: int, run: _Run, figures: Figures) -> Exclusion:
    periods = slice(run.first, run.last + 1)
    case = Case(
        program=program,
        cluster=program.clusters[cluster],
        site=program.sites[run.site],
        first=run.first,
        last=run.last,
        subject=run.subject,
        calls_musd=float(figures.calls_musd[run.site, periods].min()),
        payback_years=float(figures.payback_years[run.site, periods].min()),
        recovery_years=float(figures.recovery_years[run.site, periods].min()),
        broken_period=int(figures.broken_period[run.site, run.first]),
    )
    words, cell = reason(run.rule, case)
    return Exclusion(cluster, run.site, run.first, run.last, run.rule, words, cell)


def _merged(found: tuple[Exclusion, ...], sites: int) -> tuple[Exclusion, ...]:
    """Write what is the same at every site once, at the place of the first."""
    alike: dict[Exclusion, int] = {}
    for one in found:
        anywhere = replace(one, site=EVERYWHERE)
        alike[anywhere] = alike.get(anywhere, 0) + 1
    merged = (replace(one, site=EVERYWHERE) for one in found)
    return tuple(
        dict.fromkeys(
            anywhere if alike[anywhere] == sites else one
            for one, anywhere in zip(found, merged, strict=True)
        )
    )
