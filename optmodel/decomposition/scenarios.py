"""When a site may open, and what that leaves of its rows.

With the opening given, most rows of a site only say that nothing starts before it; those become a
table of what is forbidden. Few rows are left that several clusters compete for: land, power.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.decomposition.chains import NONE, Chains
from optmodel.decomposition.parts import Indices
from optmodel.search.solver import Floats

Bools = NDArray[np.bool_]
FINE = 1e-9


@dataclass(frozen=True, slots=True)
class Scenarios:
    """The m ways to open a site (at each time, or not at all), over p starts and r rows."""

    opening: Indices
    """(m,) position of the opening, or ``NONE``."""
    starts: Indices
    """(p,) positions of the starts among the site's d."""
    begins: Indices
    """(q,) first start of each chain."""
    chain: Indices
    """(p,) chain of each start."""
    most: Floats
    """(q,) how many may start in a chain."""
    forbidden: Bools
    """(m, p)"""
    rows: sparse.csr_array
    """(r, p) rows that clusters compete for."""
    uses: sparse.csr_array
    """(p, r) likewise, by start."""
    lower: Floats
    """(m, r)"""
    upper: Floats
    """(m, r)"""
    later: Indices
    """(p,) number of the stretch of starts of a chain in which a later one is no worse for any
    row: what it uses is no more."""
    earlier: Indices
    """(p,) likewise, in which an earlier one is no worse."""


def scenarios_of(chains: Chains) -> Scenarios | None:
    """The scenarios of a site; None where a start is forced or none is possible."""
    begins, most = chains.begins, chains.most
    first = int(begins[1]) if chains.opens and len(begins) > 1 else 0
    if chains.opens and len(begins) == 1:
        return None
    openings = np.arange(first, dtype=np.intp)
    if not chains.opens or chains.least[0] <= 0.0:
        openings = np.append(openings, NONE)
    skip = int(chains.opens)
    if np.any(chains.least[skip:] > 0.0):
        return None
    starts = np.arange(first, chains.count)
    body = sparse.csr_array(chains.rows[:, starts])
    taken = np.zeros((len(openings), len(chains.upper)))
    opened = openings != NONE
    taken[opened] = chains.rows[:, openings[opened]].toarray().T
    upper, lower = chains.upper - taken, chains.lower - taken
    chain = chains.chain[starts] - skip
    begins = begins[skip:] - first
    caps = most[skip:]
    smallest, largest = _reach(body, begins, chain, caps)
    possible = np.all((upper >= smallest - FINE) & (lower <= largest + FINE), axis=1)
    if not possible.any():
        return None
    openings, upper, lower = openings[possible], upper[possible], lower[possible]
    closing = (upper <= FINE) & (smallest >= -FINE)
    forbidden = (closing.astype(np.float64) @ (body > FINE).astype(np.float64)) > 0.5
    binds = ((upper < largest - FINE) & ~closing) | (lower > smallest + FINE)
    kept = np.flatnonzero(binds.any(axis=0))
    rows, lower, upper = sparse.csr_array(body[kept]), lower[:, kept], upper[:, kept]
    return Scenarios(
        opening=openings,
        starts=starts,
        begins=begins,
        chain=chain,
        most=caps,
        forbidden=np.asarray(forbidden),
        rows=rows,
        uses=sparse.csr_array(rows.T),
        lower=lower,
        upper=upper,
        later=_stretches(rows, chain, lower, upper, 1.0),
        earlier=_stretches(rows, chain, lower, upper, -1.0),
    )


def _reach(
    body: sparse.csr_array, begins: Indices, chain: Indices, most: Floats
) -> tuple[Floats, Floats]:
    """((rows,) smallest, (rows,) largest) that each row can be, with one choice of each chain."""
    entries = sparse.coo_array(body)
    key = entries.coords[0].astype(np.int64) * len(begins) + chain[entries.coords[1]]
    order = np.argsort(key, kind="stable")
    found, firsts = np.unique(key[order], return_index=True)
    smallest, largest = np.zeros(body.shape[0]), np.zeros(body.shape[0])
    if len(found):
        amount = entries.data[order]
        row, caps = found // len(begins), most[found % len(begins)]
        low = np.minimum(np.minimum.reduceat(amount, firsts), 0.0) * caps
        high = np.maximum(np.maximum.reduceat(amount, firsts), 0.0) * caps
        np.add.at(smallest, row, low)
        np.add.at(largest, row, high)
    return smallest, largest


def _stretches(
    rows: sparse.csr_array, chain: Indices, lower: Floats, upper: Floats, sign: float
) -> Indices:
    """(p,) number of the stretch of a chain along which ``sign`` times what is used never grows.

    Of a row with an upper limit less is better, of one with a lower limit more.
    """
    tops = rows[np.flatnonzero(~np.isinf(upper).all(axis=0))]
    floors = rows[np.flatnonzero(~np.isinf(lower).all(axis=0))]
    both = sparse.csc_array(sparse.vstack([tops, -floors]))
    growth = sparse.csc_array(both[:, 1:] - both[:, :-1])
    grows = np.asarray((growth * sign).max(axis=0).todense()).ravel() if growth.shape[0] else 0.0
    breaks = np.ones(len(chain), dtype=np.bool_)
    breaks[1:] = (chain[1:] != chain[:-1]) | (grows > FINE)
    return np.asarray(np.cumsum(breaks) - 1, dtype=np.intp)
