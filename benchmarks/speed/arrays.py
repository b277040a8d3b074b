"""The matrix of optmodel for the drawn programs, written anew with NumPy: entries by rule.

Only what the generator draws: no copies, operators, several sources or ends of life. A test holds
that every rule has the rows of ``build_model``, so that the builders do the same work.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.speed.plain_scope import unknown_features
from optmodel.economics.types import Options, Preparation
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Program

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
NONE = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of one rule: lower <= sum of entries <= upper, e entries in r rows."""

    name: str
    row: Indices
    """(e,)"""
    column: Indices
    """(e,)"""
    amount: Floats
    """(e,)"""
    lower: Floats
    """(r,)"""
    upper: Floats
    """(r,)"""


@dataclass(frozen=True, slots=True)
class Columns:
    """n starts, m openings, then a call for each period in which anything can be called."""

    latest_x: Indices
    """(K, S, T + 1) column of "started by", or NONE; the last period stands for "before"."""
    next_x: Indices
    """(n,) or NONE"""
    opening_site: Indices
    """(m,)"""
    opening_period: Indices
    """(m,)"""
    latest_y: Indices
    """(S, T + 1) position of "opened by" among the openings, likewise."""
    next_y: Indices
    """(m,)"""


def columns_of(program: Program, options: Options, preparation: Preparation) -> Columns:
    """Number the columns as optmodel does; ValueError where the program asks for more."""
    unknown = unknown_features(program, options)
    if unknown or any(site.decision == "open" for site in program.sites):
        raise ValueError(f"Expected a drawn program, got one with {', '.join(unknown)}.")
    periods = program.calendar.decision_periods
    shape = (len(program.clusters), len(program.sites), periods)
    lag = np.array([site.preparation_periods for site in program.sites])
    here = np.isin(np.arange(shape[1]), options.site)
    open_in = preparation.allowed & here[:, None] & (np.arange(periods) < periods - lag[:, None])
    site, period = np.nonzero(open_in)
    return Columns(
        latest_x=_latest((options.cluster, options.site, options.start), shape),
        next_x=_next(options.cluster * shape[1] + options.site),
        opening_site=site,
        opening_period=period,
        latest_y=_latest((site, period), shape[1:]),
        next_y=_next(site),
    )


def called_by(
    program: Program, options: Options, preparation: Preparation, columns: Columns
) -> sparse.csr_array:
    """(n + m, H) what each start and opening calls by period, USD m."""
    steps = options.capital_steps_musd
    if program.sources[0].draw == "at start":
        steps = steps.sum(axis=1, keepdims=True)
    spend = preparation.spend_musd[columns.opening_site, columns.opening_period]
    horizon = program.calendar.horizon_periods
    parts = []
    for first, amounts in ((options.start, steps), (columns.opening_period, spend)):
        column, step = np.nonzero(amounts)
        where = (column, first[column] + step)
        parts.append(sparse.csr_array((amounts[column, step], where), shape=(len(first), horizon)))
    return sparse.csr_array(sparse.vstack(parts))


def less_following(amounts: sparse.csr_array, columns: Columns) -> sparse.csr_array:
    """What each column adds to the one that takes over from it; rounding counts as 0."""
    starts = len(columns.next_x)
    opened = np.where(columns.next_y == NONE, NONE, columns.next_y + starts)
    following = np.concatenate([columns.next_x, opened])
    followed = np.flatnonzero(following != NONE)
    shape = (len(following), len(following))
    shift = sparse.csr_array((np.ones(len(followed)), (followed, following[followed])), shape)
    later = shift @ amounts
    found = amounts - later
    kept = sparse.csr_array(found * (abs(found) > 1e-12 * (abs(amounts) + abs(later))))
    kept.eliminate_zeros()
    return kept


def most_called(
    options: Options, columns: Columns, amounts: sparse.csr_array, sizes: tuple[int, int]
) -> Floats:
    """(H,) what the dearest start of every cluster and opening of every site call together."""
    group = np.concatenate([options.cluster, sizes[0] + columns.opening_site])
    largest = np.zeros((sum(sizes), amounts.shape[1]))
    entries = amounts.tocoo()
    np.maximum.at(largest, (group[entries.row], entries.col), entries.data)
    return np.asarray(largest.sum(axis=0))


def limits_of_calls(program: Program, most: Floats) -> list[tuple[list[int], float]]:
    """Periods added up, and their limit, of each row of call_limit."""
    found = []
    for window in call_windows(program.sources[0], len(most)):
        limit = np.cumsum(window.maximum_musd)
        inside = [i for i, h in enumerate(window.periods) if most[h] > 0]
        for count, index in enumerate(inside):
            periods = [window.periods[i] for i in inside[: count + 1]]
            grows = count + 1 == len(inside) or limit[inside[count + 1]] > limit[index]
            if most[periods].sum() > limit[index] and grows:
                found.append((periods, float(limit[index])))
    return found


def _latest(places: tuple[Indices, ...], shape: tuple[int, ...]) -> Indices:
    found = np.full(shape, NONE, dtype=np.intp)
    found[places] = np.arange(len(places[0]))
    latest = np.maximum.accumulate(found, axis=-1)
    before = np.full((*shape[:-1], 1), NONE, dtype=np.intp)
    return np.concatenate([latest, before], axis=-1)


def _next(group: Indices) -> Indices:
    following = np.full(len(group), NONE, dtype=np.intp)
    same = np.flatnonzero(group[1:] == group[:-1])
    following[same] = same + 1
    return following
