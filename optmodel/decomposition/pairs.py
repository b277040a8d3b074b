"""Rows of two entries that hold one column below another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.search.solver import Floats

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows small <= ratio * large of a matrix, p of them, with ratio > 0."""

    rows: Indices
    small: Indices
    large: Indices
    ratio: Floats


def pairs_of(body: sparse.csr_array, lower: Floats, upper: Floats) -> Pairs:
    """The rows a * x - b * z <= 0 with a, b > 0."""
    rows = np.flatnonzero((np.diff(body.indptr) == 2) & (upper == 0.0) & np.isneginf(lower))
    first = body.indptr[rows].astype(np.intp)
    rows, first = _apart(rows, first, body.data)
    swapped = body.data[first] < 0.0
    above, below = np.where(swapped, first + 1, first), np.where(swapped, first, first + 1)
    return Pairs(
        rows=rows,
        small=body.indices[above].astype(np.intp),
        large=body.indices[below].astype(np.intp),
        ratio=-body.data[below] / body.data[above],
    )


def successions(pairs: Pairs, family: NDArray[np.int64]) -> tuple[Indices, Indices, Indices]:
    """((l,) earlier, (l,) later column of each link, rows that say no more than a link).

    Columns of a family are linked where the earlier one is at most the later one. Each has at
    most one before and one after it, and columns stand in the order of their periods: any other
    row of two of a family (capacity that only a start in the same period gives back) is no link.
    """
    ahead = (
        (pairs.ratio == 1.0)
        & (pairs.small < pairs.large)
        & (family[pairs.small] == family[pairs.large])
    )
    small, large = pairs.small[ahead], pairs.large[ahead]
    order = np.lexsort((large, small))
    small, at = np.unique(small[order], return_index=True)
    large = large[order][at]
    # Of several that the same one follows, the last; np.unique takes the first of what it meets.
    late, at = np.unique(large[::-1], return_index=True)
    early = small[::-1][at]
    after = np.full(len(family), -1, dtype=np.intp)
    after[early] = late
    said = (after[pairs.small] == pairs.large) & (pairs.ratio >= 1.0)
    return early, late, pairs.rows[said]


def _apart(rows: Indices, first: Indices, data: Floats) -> tuple[Indices, Indices]:
    """The rows whose two entries have different signs."""
    differ = data[first] * data[first + 1] < 0.0
    return rows[differ], first[differ]
