"""Options for starts that somebody gave, whether or not a rule excludes them.

The search never sees a start that a rule excludes by itself. Who moves a project by hand may ask
for one all the same, and has to be told what it is worth and what it breaks.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.judgment import judge
from optmodel.economics.operators import fit_of
from optmodel.economics.options import Judged, collected
from optmodel.economics.shortage import SUFFICIENT
from optmodel.economics.types import FloatArray, IntArray, Options
from optmodel.economics.worth import worth_of
from optmodel.program.program import Program

GivenStart = tuple[int, int, int, int]
"""Indices of cluster, operator (-1 = nobody has to be chosen) and site, and the period."""


def given_options(program: Program, starts: Collection[GivenStart]) -> Options:
    """Work out options for exactly these starts, sorted like all options; nothing is excluded.

    A source may pay for one where its own terms allow that, whatever else forbids the start.
    """
    judged: list[tuple[int, Judged]] = []
    for (cluster, operator), group in groupby(sorted(set(starts)), key=itemgetter(0, 1)):
        places = np.array([(site, period) for _, _, site, period in group], dtype=np.intp)
        judged.append((cluster, _judged(program, cluster, operator, places)))
    options = collected(program, judged, ())
    return replace(
        options,
        capital_steps_musd=_inside(program, options, options.capital_steps_musd),
        capex_steps_musd=_inside(program, options, options.capex_steps_musd),
    )


def _inside(program: Program, options: Options, steps: FloatArray) -> FloatArray:
    """(n, C) amounts from each start, without what would be spent after the horizon."""
    period = options.start[:, None] + np.arange(steps.shape[1])
    return np.where(period < program.calendar.horizon_periods, steps, 0.0)


def _judged(program: Program, index: int, operator: int, places: IntArray) -> Judged:
    """Work out the starts of one cluster with one operator; (m, 2) sites and periods."""
    cluster, sites, starts = program.clusters[index], places[:, 0], places[:, 1]
    worth = worth_of(program, cluster, sites, starts, fit_of(program, cluster, operator))
    short = np.full(len(starts), SUFFICIENT, dtype=np.intp)
    judgment = judge(program, cluster, sites, starts, short=short, worth=worth)
    return Judged(operator, sites, starts, worth, judgment, np.arange(len(starts)))


def with_given(program: Program, options: Options, starts: Collection[GivenStart]) -> Options:
    """Add the starts that are not among the options; what was excluded stays in the list."""
    places = zip(
        options.cluster.tolist(),
        options.operator.tolist(),
        options.site.tolist(),
        options.start.tolist(),
        strict=True,
    )
    missing = set(starts).difference(places)
    return _joined(options, given_options(program, missing)) if missing else options


def _joined(options: Options, given: Options) -> Options:
    """Options and given ones in one order; the shorter rows of steps end in zeros."""
    both = {
        figure.name: _stacked(getattr(options, figure.name), getattr(given, figure.name))
        for figure in fields(Options)
        if figure.name != "excluded"
    }
    order = np.lexsort((both["start"], both["site"], both["operator"], both["cluster"]))
    return Options(**{name: rows[order] for name, rows in both.items()}, excluded=options.excluded)


def _stacked(first: NDArray[Any], second: NDArray[Any]) -> NDArray[Any]:
    """Rows of two arrays, one below the other."""
    if first.ndim == 1:
        return np.concatenate((first, second))
    width = max(first.shape[1], second.shape[1])
    padded = [np.pad(rows, ((0, 0), (0, width - rows.shape[1]))) for rows in (first, second)]
    return np.concatenate(padded)
