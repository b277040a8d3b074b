"""The decision variables and who stands for whom: x[k,s,t], y[s,t] and the "by" look-up.

x[k,s,t] is the number of copies of row k that have started at site s by the end of period t (0 or
1 for a row with one copy); y[s,t] = 1 where site s has been opened by the end of t. Where an
operator has to be chosen there is an x[k,s,t,o] for each operator o that could run the row: a row
with one of its operators is a variant of it. A variable exists only in a period that has an option
(or an opening): in any other period the latest one before it stands for it, and before the first
one the value is 0. So periods without options cost no columns and no rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.types import IntArray, Options, Preparation
from optmodel.formulation.copies import Merged
from optmodel.program.program import Program

NONE = -1
"""Index that stands for "nothing yet": the value 0."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The whole-number columns of a model, and look-ups over them.

    n columns x (an option of the first copy of a row each, in their order), m openings (by site,
    then period), K rows, V variants (a row with an operator each, those of a row side by side),
    S sites, T decision periods.
    """

    x: list[Any]
    """(n,) Pyomo variables, how many have started by."""
    y: list[Any]
    """(m,) Pyomo variables, has been opened by."""
    cluster: IntArray
    """(n,) row of each column."""
    operator: IntArray
    """(n,) operator of each column; -1 where none has to be chosen."""
    variant: IntArray
    """(n,) variant of each column."""
    row_of: IntArray
    """(V,) row of each variant, ascending."""
    first_variant: list[int]
    """(K + 1,) first variant of each row, and the number of variants."""
    site: IntArray
    """(n,)"""
    start: IntArray
    """(n,)"""
    copies: IntArray
    """(K,) number of copies of a row."""
    most: IntArray
    """(K, S) copies of a row that a site can take, by all operators together: the bound of each
    operator's column, and what ``open_before_start`` keeps their sum to."""
    first_option: tuple[IntArray, ...]
    """Per row: (copies,) index of the first option of each copy in the given options."""
    latest_x: IntArray
    """(V, S, T) column that stands for x of the variant, or NONE."""
    next_x: IntArray
    """(n,) the next later column of the same variant and site, or NONE."""
    previous_x: IntArray
    """(n,) the next earlier one, or NONE."""
    opening_site: IntArray
    """(m,)"""
    opening_period: IntArray
    """(m,)"""
    latest_y: IntArray
    """(S, T) opening that stands for y[s,t], or NONE."""
    next_y: IntArray
    """(m,)"""
    lag: IntArray
    """(S,) periods of preparation between an opening and the first start."""

    def variants(self, row: int) -> slice:
        """The variants of a row."""
        return slice(self.first_variant[row], self.first_variant[row + 1])

    def started(self, row: int, period: int) -> list[int]:
        """Columns whose x add up to "have started anywhere by the end of the period"."""
        if period < 0:
            return []
        found = self.latest_x[self.variants(row), :, min(period, self.latest_x.shape[2] - 1)]
        return [column for column in found.ravel().tolist() if column != NONE]

    def started_at(self, row: int, site: int, period: int) -> list[int]:
        """Columns whose x add up to "have started at the site by the end of the period"."""
        if period < 0:
            return []
        found = self.latest_x[self.variants(row), site, min(period, self.latest_x.shape[2] - 1)]
        return [column for column in found.tolist() if column != NONE]

    def opened(self, site: int, period: int) -> int:
        """Opening that stands for y[site,period], or NONE."""
        if period < 0:
            return NONE
        return int(self.latest_y[site, min(period, self.latest_y.shape[1] - 1)])

    def most_of(self, column: int) -> float:
        """Upper bound of a column x."""
        return float(self.most[self.cluster[column], self.site[column]])


def add_decisions(model: pyo.ConcreteModel, merged: Merged, preparation: Preparation) -> Decisions:
    """Add the variables ``x`` and ``y`` and return the look-ups over them.

    The index of x is (row, site, period), and the operator behind them if any row of the
    program has operators to choose from ("" for a row without). A site marked open has one
    opening, in period 0, with its variable bound to 1. A site at which nothing can start is
    not opened (that could only cost), so it has no column.
    """
    program, options = merged.program, merged.options
    site_ids = [site.id for site in program.sites]
    model.x = pyo.Var(_names(program, options), domain=pyo.Binary)
    columns = list(model.x.values())
    most = merged.most[options.cluster, options.site].tolist()
    for variable, copies in zip(columns, most, strict=True):
        if copies > 1:
            variable.domain = pyo.Integers
            variable.bounds = (0, copies)
    opening_site, opening_period = _openings(program, options, preparation)
    pairs = zip(opening_site.tolist(), opening_period.tolist(), strict=True)
    model.y = pyo.Var([(site_ids[s], t) for s, t in pairs], domain=pyo.Binary)
    openings = list(model.y.values())
    for site, variable in zip(opening_site.tolist(), openings, strict=True):
        if program.sites[site].decision == "open":
            variable.setlb(1.0)
    variant, row_of = _variants(options)
    shape = (len(row_of), len(site_ids), program.calendar.decision_periods)
    next_x, previous_x = _neighbors(variant * shape[1] + options.site)
    return Decisions(
        x=columns,
        y=openings,
        cluster=options.cluster,
        operator=options.operator,
        variant=variant,
        row_of=row_of,
        first_variant=np.searchsorted(row_of, np.arange(len(merged.copies) + 1)).tolist(),
        site=options.site,
        start=options.start,
        copies=merged.copies,
        most=merged.most,
        first_option=merged.first_option,
        latest_x=_latest((variant, options.site, options.start), shape),
        next_x=next_x,
        previous_x=previous_x,
        opening_site=opening_site,
        opening_period=opening_period,
        latest_y=_latest((opening_site, opening_period), shape[1:]),
        next_y=_neighbors(opening_site)[0],
        lag=np.array([site.preparation_periods for site in program.sites], dtype=np.intp),
    )


def _names(program: Program, options: Options) -> list[tuple[str | int, ...]]:
    """Index of x for every option."""
    rows = [cluster.id for cluster in program.clusters]
    sites = [site.id for site in program.sites]
    places = zip(
        options.cluster.tolist(), options.site.tolist(), options.start.tolist(), strict=True
    )
    names: list[tuple[str | int, ...]] = [(rows[k], sites[s], t) for k, s, t in places]
    if not any(cluster.fits for cluster in program.clusters):
        return names
    operators = [*(operator.id for operator in program.operators), ""]  # -1 looks up the last
    chosen = options.operator.tolist()
    return [(*name, operators[o]) for name, o in zip(names, chosen, strict=True)]


def _variants(options: Options) -> tuple[IntArray, IntArray]:
    """((n,) variant of each option, (V,) row of each variant)."""
    row, operator = options.cluster, options.operator
    begins = np.ones(len(options), dtype=np.bool_)
    begins[1:] = (row[1:] != row[:-1]) | (operator[1:] != operator[:-1])
    return np.asarray(np.cumsum(begins) - 1, dtype=np.intp), row[begins]


def _openings(
    program: Program, options: Options, preparation: Preparation
) -> tuple[IntArray, IntArray]:
    """(site, period) of every opening that is a decision, by site, then period."""
    allowed = preparation.allowed.copy()
    with_options = np.zeros(len(program.sites), dtype=bool)
    with_options[options.site] = True
    for index, site in enumerate(program.sites):
        lag = site.preparation_periods
        allowed[index, max(0, program.calendar.decision_periods - lag) :] = False
        if site.decision == "open":
            allowed[index] = False
            allowed[index, 0] = True
        elif site.decision == "closed" or not with_options[index]:
            allowed[index] = False
    sites, periods = np.nonzero(allowed)
    return sites.astype(np.intp), periods.astype(np.intp)


def _latest(places: tuple[IntArray, ...], shape: tuple[int, ...]) -> IntArray:
    """Array of ``shape`` whose last axis is time: the latest entry at or before each period.

    Entries are sorted by the other axes and then by time, so a later entry has a larger
    index and a running maximum finds the latest one.
    """
    found = np.full(shape, NONE, dtype=np.intp)
    found[places] = np.arange(len(places[0]))
    return np.maximum.accumulate(found, axis=-1)


def _neighbors(group: IntArray) -> tuple[IntArray, IntArray]:
    """(next, previous) entry of the same group in a sorted array, or NONE."""
    following = np.full(len(group), NONE, dtype=np.intp)
    before = np.full(len(group), NONE, dtype=np.intp)
    if len(group) > 1:
        same = np.nonzero(group[1:] == group[:-1])[0]
        following[same] = same + 1
        before[same + 1] = same
    return following, before
