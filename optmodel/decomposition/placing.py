"""A dive over clusters at sites: one after another is placed, until placing one costs too much.

Fixing whole layouts, as `dive` does, also fixes the other clusters of the layout, and all periods.
Here only the pair is fixed, and the prices settle anew for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optmodel.decomposition.counts import Counted
from optmodel.decomposition.parts import Indices
from optmodel.decomposition.prices import Prices
from optmodel.search.solver import Floats

CERTAIN, NEVER = 0.999, 0.02
"""Shares of a cluster at a site at which nothing is left to decide."""

UNPRICED = 0.001
"""Part of the value that steps together may cost before the sites are priced for what they left:
where the layouts that are known do nearly as well, new ones are not worth the time."""
REFUSED = 3
"""Steps that cost too much, after which a dive ends: the rest is for the solver to decide."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a dive over clusters goes down."""

    placed_from: float
    """Share of a cluster at a site from which on it is placed; at least the largest is."""
    drop: float
    """Part of the value that a step may cost; one that costs more is taken back."""


def place(
    counted: Counted, prices: Prices, pace: Pace, over: Callable[[], bool]
) -> NDArray[np.bool_]:
    """(columns,) whether a layout that the master mixes at the end of the dive holds a column.

    Parameters
    ----------
    counted
        What the prices were made of.
    prices
        They stay as they are; layouts are added to the master.
    pace
        How fast, and how carefully.
    over
        Whether to end the dive where it stands.
    """
    rows = counted.rows[counted.pairs]
    lower, upper = prices.limits(rows)
    priced = np.inf

    def settled() -> float:
        nonlocal priced
        prices.limit(rows, lower, upper)
        after = prices.value()
        if after < priced - UNPRICED * abs(after):
            priced = after = _settle(prices)
        priced = max(priced, after)
        return after

    def shares() -> Floats:
        return np.asarray((counted.content @ prices.master.held())[counted.pairs])

    with prices.aside():
        value, refused = prices.value(), 0
        drop = pace.drop * abs(value)
        while refused < REFUSED and not over():
            pairs = _next(shares(), lower, upper, pace.placed_from)
            if not len(pairs):
                break
            lower[pairs], before = 1.0, priced
            after = settled()
            if after < value - drop:
                refused += 1
                lower[pairs[1:]], priced = -np.inf, before
                after = settled() if len(pairs) > 1 else after
                if after < value - drop:
                    lower[pairs[0]], priced = -np.inf, before
                    settled()
                    break
            value = after
        return prices.master.support()


def _next(share: Floats, lower: Floats, upper: Floats, enough: float) -> Indices:
    """What is placed in the next step, the largest share first."""
    free = (lower < 1.0) & (upper > 0.0)
    undecided = free & (share > NEVER) & (share < CERTAIN)
    if not undecided.any():
        return np.zeros(0, dtype=np.intp)
    enough = min(enough, float(share[undecided].max()))
    wanted = np.flatnonzero(free & (share >= enough))
    return np.asarray(wanted[np.argsort(-share[wanted], kind="stable")])


def _settle(prices: Prices) -> float:
    """Price the sites once; the master's value then."""
    prices.begin(prices.best)
    return prices.step().master
