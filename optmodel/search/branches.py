"""Branch and price: prices settle anew where a site is open or closed, a cluster funded or not.

What layouts mix to opens sites in part. A plan does not: its number of sites, of clusters, and of
a cluster at a site is whole. So the largest of the bounds at the ends of such a tree is a bound.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from optmodel.decomposition.counts import Counted
from optmodel.decomposition.prices import CLOSE, CLOSEST, Prices
from optmodel.search.link import Link
from optmodel.search.solver import Floats

WHOLE = 0.02
"""A count as near as this to a whole number is not branched on."""
ROUNDS = 40
"""Prices of a branch settle in no more rounds."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Some counts have limits; what that leaves is worth no more than the bound."""

    bound: float
    lower: Floats
    upper: Floats
    """(counts,) limits of each, infinite where it is free."""
    prices: Floats
    """(shared rows,) the best ones for it."""
    counts: Floats
    """(counts,) of what the master mixes."""


class Branches:
    """A tree of branches, the one with the largest bound first."""

    def __init__(self, counted: Counted, prices: Prices, link: Link) -> None:
        self._counted, self._prices, self._link = counted, prices, link
        self._open: list[tuple[float, int, Branch]] = []
        self.made = 0
        """Branches so far whose prices have settled."""
        self._closed = float("-inf")
        """Largest bound of the branches on which nothing is left to branch."""
        lower, upper = prices.limits(counted.rows)
        self._settle(lower.copy(), upper.copy(), prices.best, prices.bound)

    @property
    def first(self) -> Branch | None:
        """The branch with the largest bound."""
        return self._open[0][2] if self._open else None

    @property
    def bound(self) -> float:
        """No plan is worth more: what a branch leaves, or the best plan."""
        best = self._link.best()
        value = float("-inf") if best is None else best.value
        return max(value, self._closed, -self._open[0][0] if self._open else value)

    def step(self) -> bool:
        """Branch once; whether there was anything to branch on."""
        while self._open:
            branch = heapq.heappop(self._open)[2]
            # A count that the master misses is settled all the same: no branch is made twice.
            index = self._fractional(np.clip(branch.counts, branch.lower, branch.upper))
            if index is None:
                self._closed = max(self._closed, branch.bound)
                continue
            below = float(np.floor(branch.counts[index]))
            for lower, upper in ((-np.inf, below), (below + 1.0, np.inf)):
                lowers, uppers = branch.lower.copy(), branch.upper.copy()
                lowers[index] = max(lowers[index], lower)
                uppers[index] = min(uppers[index], upper)
                self._settle(lowers, uppers, branch.prices, branch.bound)
            return True
        return False

    def _fractional(self, counts: Floats) -> int | None:
        """The count to branch on: of a site, else of a cluster, else of a cluster at a site."""
        away = np.abs(counts - np.round(counts))
        for kind in (self._counted.openings, self._counted.clusters, self._counted.pairs):
            if len(kind) and away[kind].max() > WHOLE:
                return int(kind[away[kind].argmax()])
        return None

    def _settle(self, lower: Floats, upper: Floats, at: Floats, most: float) -> None:
        """Let prices settle under these limits; keep the branch if it may hold a better plan."""
        prices, best = self._prices, self._link.best()
        with prices.aside():
            prices.limit(self._counted.rows, lower, upper)
            prices.begin(at)
            for _ in range(ROUNDS):
                stands = prices.step()
                apart = 0.0 if best is None else stands.bound - best.value
                if best is not None and apart <= 0.0:
                    return
                if stands.bound - stands.master <= max(CLOSE * apart, CLOSEST * abs(stands.bound)):
                    break
            bound, counts = min(most, prices.bound), self._counted.content @ prices.master.held()
            branch = Branch(bound, lower, upper, prices.best.copy(), counts)
        self.made += 1
        heapq.heappush(self._open, (-branch.bound, self.made, branch))
