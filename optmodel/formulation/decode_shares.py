"""From the values of a solution back to who pays for what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from optmodel.economics.types import FloatArray, IntArray
from optmodel.errors import ContradictionError
from optmodel.formulation.pools import Pool
from optmodel.formulation.shares import Funding, Payer

NOTHING = 1e-8
"""A share up to this is rounding: of a cluster of a billion it is ten dollars."""
WHOLE = 1e-5
"""Furthest that the shares of a solution may be from all of a start; their rows hold to 1e-6."""

ValueOf = Callable[[Any], float]
"""Value of a Pyomo variable in the solution."""


def start_shares(
    funding: Funding, pools: Mapping[int, Pool], value_of: ValueOf, starts: IntArray
) -> FloatArray:
    """(n, F) part of each start that each source pays; copies of one option share alike.

    ``starts``, (n,), has how many start in each column x; rows of columns without one mean
    nothing. A share up to 1e-8 is none, and one that a pool says it does not pay is none.
    """
    shares = np.zeros((len(starts), len(funding.payers)))
    for payer in funding.payers:
        shares[payer.alone, payer.source] = starts[payer.alone]
        pool = pools.get(payer.source)
        for column, share in zip(payer.columns.tolist(), payer.shares, strict=True):
            if starts[column] and _may_pay(pool, column, value_of):
                shares[column, payer.source] = _paid(value_of(share))
    for column in np.flatnonzero(starts).tolist():
        shares[column] = _parts(shares[column], float(starts[column]))
    return shares


def opening_shares(
    funding: Funding, value_of: ValueOf, openings: Mapping[int, int]
) -> dict[int, tuple[float, ...]]:
    """Site to the parts of its preparation; all 0 where no source pays and the host does."""
    decisions = funding.decisions
    column_of = {
        place: column
        for column, place in enumerate(
            zip(decisions.opening_site.tolist(), decisions.opening_period.tolist(), strict=True)
        )
    }
    return {
        site: _opening(funding.payers, value_of, column_of[site, period])
        for site, period in openings.items()
    }


def _opening(payers: tuple[Payer, ...], value_of: ValueOf, column: int) -> tuple[float, ...]:
    """(F) parts of one opening."""
    parts = np.zeros(len(payers))
    for payer in payers:
        if payer.opens_alone[column]:
            parts[payer.source] = 1.0
        elif column in payer.openings:
            share = payer.opening_shares[int(np.searchsorted(payer.openings, column))]
            parts[payer.source] = _paid(value_of(share))
    if not any(payer.pays_opening[column] for payer in payers):
        return tuple(parts.tolist())
    return tuple(_parts(parts, 1.0).tolist())


def _may_pay(pool: Pool | None, column: int, value_of: ValueOf) -> bool:
    """Whether the source pays a part; only a pool with interest from operation asks."""
    return pool is None or column not in pool.pays or value_of(pool.pays[column]) > 0.5


def _paid(value: float) -> float:
    """A share, 0 where it is nothing but rounding."""
    return value if value > NOTHING else 0.0


def _parts(shares: FloatArray, whole: float) -> FloatArray:
    """Parts that add up to 1; the largest takes what rounding leaves.

    Raises
    ------
    ContradictionError
        Where the shares are not all of what starts.
    """
    total = float(shares.sum())
    if not abs(total - whole) <= WHOLE * whole:
        raise ContradictionError([f"The solver pays for {total:g} of {whole:g} starts."])
    parts = np.asarray(shares / total)
    largest = int(np.argmax(parts))
    parts[largest] += 1.0 - float(parts.sum())
    return parts
