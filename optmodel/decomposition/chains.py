"""From "has started by" to "starts in": the columns of a site as mutually exclusive choices.

x[t1] <= x[t2] <= ... <= x[tn] of one cluster at one site is a chain. With d[tj] = x[tj] - x[tj-1]
every row can be written in d; the rows of the chain itself become d >= 0, so they vanish, and its
upper bound becomes sum d <= bound. The two forms hold the same plans.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from optmodel.decomposition.parts import Indices, Part, Parts
from optmodel.search.solver import Floats

NONE = -1


@dataclass(frozen=True, slots=True)
class Chains:
    """The n columns of a site in the order of their chains (q of them).

    ``rows @ d`` lies within ``lower`` and ``upper`` (r rows); of each chain c
    ``least[c] <= sum of its d <= most[c]``, d >= 0 and whole.
    """

    order: Indices
    """(n,) column of the site behind each d."""
    to_columns: sparse.csr_array
    """(n, n): x = to_columns @ d."""
    to_values: sparse.csr_array
    """(n, n): value of each d = to_values @ value of each x."""
    begins: Indices
    """(q,) position of the first d of each chain."""
    chain: Indices
    """(n,) chain of each d."""
    opens: bool
    """Whether the first chain is the opening of the site."""
    rows: sparse.csc_array
    lower: Floats
    upper: Floats
    least: Floats
    most: Floats

    @property
    def count(self) -> int:
        """Number of d."""
        return len(self.chain)


def chains_of(parts: Parts, site: Part) -> Chains | None:
    """The chains of a site; None where it holds amounts, or bounds that change along a chain."""
    arrays, columns = parts.arrays, site.columns
    if not arrays["integer"][columns].all():
        return None
    body = sparse.csr_array(parts.matrix[site.rows][:, columns])
    lower, upper = arrays["row_lower"][site.rows], arrays["row_upper"][site.rows]
    label = arrays["row"][columns]
    order, begins, of_chain = _ordered(body, lower, upper, label)
    least, most = arrays["lower"][columns][order], arrays["upper"][columns][order]
    chain = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(order))))
    same = (least == least[begins][chain]) & (most == most[begins][chain])
    alone = np.diff(np.append(begins, len(order))) == 1
    openings = np.flatnonzero(label[order[begins]] < 0)
    if not same.all() or len(openings) > 1 or np.any((least[begins] > 0.0) & ~alone):
        return None
    to_columns = _running_sums(order, begins, chain)
    rows = sparse.csr_array(body[~of_chain] @ to_columns)
    rows.eliminate_zeros()
    return Chains(
        order=order,
        to_columns=to_columns,
        to_values=sparse.csr_array(to_columns.T),
        begins=begins,
        chain=chain,
        opens=len(openings) == 1,
        rows=sparse.csc_array(rows),
        lower=lower[~of_chain],
        upper=upper[~of_chain],
        least=np.where(least[begins] > 0.0, least[begins], 0.0),
        most=most[begins],
    )


def _ordered(
    body: sparse.csr_array, lower: Floats, upper: Floats, label: Indices
) -> tuple[Indices, Indices, np.ndarray]:
    """((n,) columns chain by chain, the opening first; (q,) begins; (rows,) of a chain)."""
    following = np.full(len(label), NONE, dtype=np.intp)
    of_chain = np.zeros(len(lower), dtype=np.bool_)
    pairs = np.flatnonzero((np.diff(body.indptr) == 2) & (upper == 0.0) & np.isneginf(lower))
    first, second = body.indptr[pairs], body.indptr[pairs] + 1
    swapped = body.data[first] < 0.0
    first, second = np.where(swapped, second, first), np.where(swapped, first, second)
    early, late = body.indices[first], body.indices[second]
    links = (body.data[first] == -body.data[second]) & (label[early] == label[late])
    following[early[links]] = late[links]
    of_chain[pairs[links]] = True
    has_before = np.zeros(len(label), dtype=np.bool_)
    has_before[late[links]] = True
    heads = np.flatnonzero(~has_before)
    heads = heads[np.argsort(label[heads] >= 0, kind="stable")]
    order: list[int] = []
    begins: list[int] = []
    for head in heads.tolist():
        begins.append(len(order))
        column = head
        while column != NONE:
            order.append(column)
            column = int(following[column])
    return np.array(order, dtype=np.intp), np.array(begins, dtype=np.intp), of_chain


def _running_sums(order: Indices, begins: Indices, chain: Indices) -> sparse.csr_array:
    """(n, n) matrix that adds up each chain: column j of it holds 1 for d[j] and all later."""
    ends = np.append(begins[1:], len(order))
    length = ends[chain] - np.arange(len(order))
    source = np.repeat(np.arange(len(order)), length)
    within = np.arange(len(source)) - np.repeat(np.cumsum(length) - length, length)
    target = order[source + within]
    return sparse.csr_array(
        (np.ones(len(source)), (target, source)), shape=(len(order), len(order))
    )


def links_of(parts: Parts) -> Indices:
    """(columns,) the column that each one takes over from, or ``NONE``.

    Two columns of one label are linked where a row says that the first is at most the second.
    """
    arrays, body = parts.arrays, parts.matrix
    pairs = np.flatnonzero(
        (np.diff(body.indptr) == 2)
        & (arrays["row_upper"] == 0.0)
        & np.isneginf(arrays["row_lower"])
    )
    first, second = body.indptr[pairs], body.indptr[pairs] + 1
    swapped = body.data[first] < 0.0
    first, second = np.where(swapped, second, first), np.where(swapped, first, second)
    early, late = body.indices[first], body.indices[second]
    linked = (
        (body.data[first] == -body.data[second])
        & (arrays["row"][early] == arrays["row"][late])
        & (arrays["place"][early] == arrays["place"][late])
        & (arrays["place"][early] >= 0)
    )
    before = np.full(len(arrays["cost"]), NONE, dtype=np.intp)
    before[late[linked]] = early[linked]
    return before
