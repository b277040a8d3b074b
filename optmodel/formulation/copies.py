"""Copies of a row are alike, so the model counts them instead of telling them apart.

A row of Clusters with n copies has one whole number x[k,s,t] in 0..n, how many of its copies have
started at site s by the end of period t, where n binaries would say which of them have. Plans
that differ only in the numbers of copies are then one plan, so the search does not look at them
one after the other, and there are n times fewer columns. The numbers are given back afterwards
in the order of the starts: that is how copies_in_order is kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from itertools import groupby

import numpy as np

from optmodel.economics.screening import additions
from optmodel.economics.types import FloatArray, IntArray, Options
from optmodel.program.program import Cluster, Program

FITS = 1e-9
"""A number of copies that fits to the digit fits; only the rounding of a division is forgiven."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A program with one cluster per row, and where its options come from. K rows, S sites."""

    program: Program
    """With the first copy of each row only."""
    options: Options
    """The options of the first copies; ``cluster`` counts rows."""
    copies: IntArray
    """(K,) number of copies."""
    most: IntArray
    """(K, S) copies that can stand at a site beside nothing else, 1 or more."""
    first_option: tuple[IntArray, ...]
    """Per row: (copies,) index of the first option of each copy in the given options."""


def merge_copies(program: Program, options: Options) -> Merged:
    """Merge the copies of each row.

    Raises
    ------
    ValueError
        Where copies of a row are not alike.
    """
    groups = [
        [index for index, _ in group]
        for _, group in groupby(enumerate(program.clusters), key=lambda pair: pair[1].id)
    ]
    begins = np.searchsorted(options.cluster, np.arange(len(program.clusters) + 1))
    _check_alike(options, groups, begins)
    firsts = [group[0] for group in groups]
    row_of = np.full(len(program.clusters), -1, dtype=np.intp)
    row_of[firsts] = np.arange(len(firsts))
    merged = _kept(options, row_of)
    alone = replace(program, clusters=tuple(program.clusters[index] for index in firsts))
    copies = np.array([len(group) for group in groups], dtype=np.intp)
    return Merged(
        program=alone,
        options=merged,
        copies=copies,
        most=_most_per_site(alone, merged, copies, additions(program)),
        first_option=tuple(begins[group] for group in groups),
    )


def _kept(options: Options, row_of: IntArray) -> Options:
    """The options of clusters that are first copies, by row."""
    kept = row_of[options.cluster] >= 0
    figures = {
        figure.name: getattr(options, figure.name)[kept]
        for figure in fields(Options)
        if figure.name not in {"cluster", "excluded"}
    }
    return replace(options, cluster=row_of[options.cluster[kept]], **figures)


def _check_alike(options: Options, groups: list[list[int]], begins: IntArray) -> None:
    """Refuse copies whose options differ."""
    for group in groups:
        first = slice(begins[group[0]], begins[group[0] + 1])
        for copy in group[1:]:
            other = slice(begins[copy], begins[copy + 1])
            same = all(
                np.array_equal(figures[first], figures[other])
                for figures in (
                    options.operator,
                    options.site,
                    options.start,
                    options.npv_musd,
                    options.npv_source_musd,
                    options.payable,
                    options.capital_steps_musd,
                )
            )
            if not same:
                raise ValueError("Expected the copies of a row to have equal options.")


def _most_per_site(
    program: Program, options: Options, copies: IntArray, added: FloatArray
) -> IntArray:
    """(K, S) copies of a row that a site can take, by its limits and nothing else.

    ``added`` is what clusters could add to each resource of each site, from ``additions``.
    """
    most = np.repeat(copies[:, None], max(1, len(program.sites)), axis=1)
    for row in np.nonzero(copies > 1)[0].tolist():
        here = options.cluster == row
        for index in np.unique(options.site[here]).tolist():
            starts = options.start[here & (options.site == index)]
            fits = _fitting(program, program.clusters[row], index, starts, added[index])
            most[row, index] = int(max(1, min(copies[row], fits)))
    return most


def _fitting(
    program: Program, cluster: Cluster, index: int, starts: IntArray, added: FloatArray
) -> float:
    """Copies of a cluster that fit a site; inf = any number.

    Land is used for ever, so all copies use it together once the last of them has started.
    Other resources are, too, where every copy that has started operates in the last period;
    else copies could take turns, and the resource says nothing about their number. Whatever
    could supply the site is counted in. Of a supply that changes over time, the least from the
    period counts in which all of them use it for certain.
    """
    site = program.sites[index]
    fits = math.inf if site.maximum_clusters is None else float(site.maximum_clusters)
    together = _all_operate_at_the_end(program, cluster, starts)
    for resource, more in zip(program.resources, added.tolist(), strict=True):
        use = program.use(cluster, site, resource)
        if use <= 0 or not (resource == "land" or together):
            continue
        begins = int(starts.max()) + (0 if resource == "land" else cluster.build_periods)
        least = min(program.supply(site, resource)[begins:])
        if math.isfinite(least):
            fits = min(fits, math.floor((least + more) / use + FITS))
    return fits


def _all_operate_at_the_end(program: Program, cluster: Cluster, starts: IntArray) -> bool:
    """Whether the cluster operates in the last period, whenever it starts."""
    last = program.calendar.horizon_periods - 1
    build, life = cluster.build_periods, cluster.life_periods
    lasts = life is None or int(starts.min()) + build + life > last
    return lasts and int(starts.max()) + build <= last
