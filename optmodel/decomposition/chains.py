"""From "has started by" to "starts in": the columns of a site as mutually exclusive choices.

x[t1] <= x[t2] <= ... <= x[tn] of one cluster at one site is a chain. With d[tj] = x[tj] - x[tj-1]
every row can be written in d; the rows of the chain itself become d >= 0, so they vanish, and its
upper bound becomes sum d <= bound. The two forms hold the same plans.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.decomposition.pairs import pairs_of, successions
from optmodel.decomposition.parts import Indices, Part, Parts
from optmodel.search.solver import Floats

NONE = -1
RESIDUE = 1e-9
"""What sums along a chain leave of coefficients that cancel out."""


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
    family, opening = _families(parts, columns)
    order, begins, of_chain = _ordered(body, lower, upper, family, opening)
    least, most = arrays["lower"][columns][order], arrays["upper"][columns][order]
    length = np.diff(np.append(begins, len(order)))
    chain = np.repeat(np.arange(len(begins)), length)
    alike = (least == least[begins][chain]) & (most == most[begins][chain])
    # A single column may be forced; in a longer chain that would say when.
    usual = (least == 0.0) | ((least > 0.0) & (length[chain] == 1))
    opens = int(opening[order[begins]].sum())
    if not (alike & usual).all() or opens > 1 or (opens and most[0] != 1.0):
        return None
    to_columns = _running_sums(order, begins, chain)
    rows = sparse.csr_array(body[~of_chain] @ to_columns)
    rows.data[np.abs(rows.data) < RESIDUE] = 0.0
    rows.eliminate_zeros()
    return Chains(
        order=order,
        to_columns=to_columns,
        to_values=sparse.csr_array(to_columns.T),
        begins=begins,
        chain=chain,
        opens=opens == 1,
        rows=sparse.csc_array(rows),
        lower=lower[~of_chain],
        upper=upper[~of_chain],
        least=least[begins],
        most=most[begins],
    )


def _families(parts: Parts, columns: Indices) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """((n,) one number for all columns of a row of Clusters at a site, (n,) openings).

    An opening is of no row. A column without a site has a number of its own.
    """
    row = parts.arrays["row"][columns].astype(np.int64)
    place = parts.arrays["place"][columns].astype(np.int64)
    number = place * (int(row.max(initial=0)) + 2) + row + 1
    return np.where(place >= 0, number, -1 - np.arange(len(place))), (place >= 0) & (row < 0)


def _ordered(
    body: sparse.csr_array,
    lower: Floats,
    upper: Floats,
    family: NDArray[np.int64],
    opening: NDArray[np.bool_],
) -> tuple[Indices, Indices, NDArray[np.bool_]]:
    """((n,) columns chain by chain, the opening first; (q,) begins; (rows,) of a chain)."""
    early, late, links = successions(pairs_of(body, lower, upper), family)
    following = np.full(len(family), NONE, dtype=np.intp)
    following[early] = late
    has_before = np.zeros(len(family), dtype=np.bool_)
    has_before[late] = True
    heads = np.flatnonzero(~has_before)
    heads = heads[np.argsort(~opening[heads], kind="stable")]
    of_chain = np.zeros(len(lower), dtype=np.bool_)
    of_chain[links] = True
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

    Two columns of one row of Clusters and one site are linked where a row says that the first is
    at most the second; see ``successions``.
    """
    arrays = parts.arrays
    pairs = pairs_of(parts.matrix, arrays["row_lower"], arrays["row_upper"])
    family, _ = _families(parts, np.arange(len(arrays["cost"])))
    early, late, _ = successions(pairs, family)
    before = np.full(len(arrays["cost"]), NONE, dtype=np.intp)
    before[late] = early
    return before
