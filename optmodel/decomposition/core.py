"""The model without the starts and openings that no plan worth looking for holds.

At the prices of the decomposition each start costs something of the bound. A plan that holds one
which costs more than the distance from the bound to the best plan known is worth less than that
plan; so such starts are left out, and the rest still holds every better plan. Left out means: the
"by" column of that period becomes the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.decomposition.chains import NONE, links_of
from optmodel.decomposition.pairs import pairs_of
from optmodel.decomposition.parts import Indices, Parts
from optmodel.decomposition.prices import Losses
from optmodel.search.solver import Arrays, Floats

TINY = 1e-4
"""Coefficients of a site's row below this are left out of it, on the safe side."""
SPARE = 1e-6
"""Part of a site's bound that the tolerances of its pricing may have cut off."""


@dataclass(frozen=True, slots=True)
class Core:
    """A model over fewer columns, in which a plan is one of the whole model."""

    arrays: Arrays
    source: Indices
    """(columns of the whole model,) column of the core that stands for each, or ``NONE`` (0)."""
    columns: Indices
    """(columns of the core,) their columns in the whole model."""

    def whole(self, x: Floats) -> Floats:
        """Columns of the whole model."""
        return np.asarray(np.append(x, 0.0)[self.source])

    def within(self, x: Floats) -> Floats:
        """Columns of the core; only for a plan that the core holds."""
        return x[self.columns]


def size_of(parts: Parts, losses: Losses, most: float) -> int:
    """Whole numbers of the core, those that only a plan keeps in it not counted."""
    return int(np.count_nonzero(parts.arrays["integer"] & (losses.columns <= most)))


def most_with(parts: Parts, losses: Losses, whole: int, most: float) -> float:
    """What columns may lose so that no more than so many whole numbers are left; at most ``most``.

    Those that only a plan keeps are not counted.
    """
    lost = losses.columns[parts.arrays["integer"]]
    if np.count_nonzero(lost <= most) <= whole:
        return most
    return float(np.nextafter(np.partition(lost, whole)[whole], -np.inf))


def core_of(parts: Parts, losses: Losses, most: float, plan: Floats | None = None) -> Core:
    """The model over the columns that lose no more than ``most``, and those of a plan.

    Rows that say that a site's layout is worth no more than its bound at the prices are added:
    with them the linear relaxation is as tight as the prices.
    """
    arrays = parts.arrays
    before = links_of(parts)
    kept = losses.columns <= most
    kept |= ~arrays["integer"] | (arrays["lower"] > 0.0)
    if plan is not None:
        earlier = np.where(before == NONE, 0.0, plan[before])
        kept |= plan > earlier + 0.5
    source = _source(before, kept)
    root = _source(before, before == NONE)
    columns = np.flatnonzero(kept)
    number = np.full(len(kept), NONE, dtype=np.intp)
    number[columns] = np.arange(len(columns))
    source = np.where(source == NONE, NONE, number[source])
    used = np.flatnonzero(source != NONE)
    merge = sparse.csr_array(
        (np.ones(len(used)), (used, source[used])), shape=(len(source), len(columns))
    )
    rows, upper = _site_rows(parts, losses, before)
    body = sparse.csr_array(sparse.vstack([parts.matrix, rows]) @ merge)
    body.data[np.abs(body.data) < 1e-9] = 0.0
    body.eliminate_zeros()
    row_lower = np.append(arrays["row_lower"], np.full(len(upper), -np.inf))
    row_upper = np.append(arrays["row_upper"], upper)
    lower, top = _bounds(arrays, columns, source, used)
    body.sort_indices()
    needed = _needed(body, row_lower, row_upper, lower, top)
    needed = needed[_tightest(body[needed], row_upper[needed], row_lower[needed], root[columns])]
    body = sparse.csr_array(body[needed])
    return Core(
        arrays={
            "cost": merge.T @ arrays["cost"],
            "offset": arrays["offset"],
            "lower": lower,
            "upper": top,
            "integer": arrays["integer"][columns],
            "row_lower": row_lower[needed],
            "row_upper": row_upper[needed],
            "starts": body.indptr.astype(np.int32),
            "indices": body.indices.astype(np.int32),
            "values": body.data,
            "row": arrays["row"][columns],
            "place": arrays["place"][columns],
        },
        source=source,
        columns=columns,
    )


def among(
    parts: Parts, losses: Losses, held: NDArray[np.bool_], plan: Floats | None = None
) -> Losses:
    """Losses that leave out every cluster at a site of which no column is held, nor in the plan.

    What is found in the core of these is a plan; its bound says nothing.
    """
    arrays = parts.arrays
    before = links_of(parts)
    root = _source(before, before == NONE)
    starts = arrays["integer"] & (arrays["row"] >= 0) & (arrays["place"] >= 0)
    wanted = held if plan is None else held | (plan > 0.5)
    out = starts & ~np.isin(root, root[starts & wanted])
    return replace(losses, columns=np.where(out, np.inf, losses.columns))


def _source(before: Indices, kept: np.ndarray) -> Indices:
    """(columns,) the latest kept column of the chain at or before each, or ``NONE``."""
    source = np.where(kept, np.arange(len(kept)), before)
    while True:
        open_ends = np.flatnonzero((source != NONE) & ~kept[source])
        if not len(open_ends):
            return source
        source[open_ends] = source[source[open_ends]]


def _bounds(
    arrays: Arrays, columns: Indices, source: Indices, used: Indices
) -> tuple[Floats, Floats]:
    """((columns of the core,) lower, upper): what all that it stands for keep to."""
    lower, upper = arrays["lower"][columns].copy(), arrays["upper"][columns].copy()
    np.maximum.at(lower, source[used], arrays["lower"][used])
    np.minimum.at(upper, source[used], arrays["upper"][used])
    return lower, upper


def _site_rows(parts: Parts, losses: Losses, before: Indices) -> tuple[sparse.csr_array, Floats]:
    """((sites, columns) value of each layout at the prices, (sites,) its bound).

    The bound is that of a closed site; what an opening adds to it is taken off its value.
    """
    arrays = parts.arrays
    site = np.repeat(np.arange(len(parts.sites)), [len(part.columns) for part in parts.sites])
    column = np.concatenate([part.columns for part in parts.sites])
    opens = (arrays["row"] < 0) & (arrays["place"] >= 0) & arrays["integer"]
    bound, closed = np.zeros(len(before)), np.zeros(len(before))
    bound[column], closed[column] = losses.sites[site], losses.closed[site]
    # An infinite loss says that this opening is not possible.
    added = np.where(opens & np.isfinite(losses.columns), bound - losses.columns - closed, 0.0)
    amount = losses.values - added
    earlier = opens & (before != NONE)
    np.add.at(amount, before[earlier], added[earlier])
    amount = amount[column]
    # Leaving out a term below 0 makes the left side larger, by no more than this.
    reach = np.maximum(np.abs(arrays["lower"][column]), np.abs(arrays["upper"][column]))
    tiny = np.abs(amount) < TINY
    spare = np.bincount(site[tiny], np.abs(amount * reach)[tiny], minlength=len(parts.sites))
    shape = (len(parts.sites), len(arrays["cost"]))
    rows = sparse.csr_array((amount[~tiny], (site[~tiny], column[~tiny])), shape=shape)
    return rows, losses.closed + spare + SPARE * (1.0 + np.abs(losses.sites))


def _needed(
    body: sparse.csr_array, lower: Floats, upper: Floats, least: Floats, most: Floats
) -> Indices:
    """Rows that the bounds of the columns do not say already."""
    up, down = body.maximum(0.0), body.minimum(0.0)
    highest = up @ most + down @ least
    lowest = up @ least + down @ most
    free = (highest <= upper) & (lowest >= lower)
    return np.flatnonzero(~free)


def _tightest(body: sparse.csr_array, upper: Floats, lower: Floats, chain: Indices) -> np.ndarray:
    """(rows,) whether a row says something that no other of two entries says.

    Of rows x <= z of one x and one chain of z's, the one with the earliest z says it all, because
    a chain never falls; where x is of that chain itself, of those that run the same way in time.
    Columns of a chain stand in the order of their periods.
    """
    pairs = pairs_of(body, lower, upper)
    small, large, ratio = pairs.small, pairs.large, pairs.ratio
    # Rows of one chain that run backward in time do not say what those of the chain say.
    backward = (chain[small] == chain[large]) & (small > large)
    order = np.lexsort((large, ratio, backward, chain[large], small))
    key = np.column_stack([small, chain[large], backward, ratio])[order]
    follows = np.zeros(len(order), dtype=np.bool_)
    follows[1:] = (key[1:] == key[:-1]).all(axis=1)
    kept = np.ones(body.shape[0], dtype=np.bool_)
    kept[pairs.rows[order[follows]]] = False
    return kept
