"""Branch and price: prices settle anew where a site is open or closed, a cluster funded or not.

What layouts mix to opens sites in part. A plan does not: its number of sites, of clusters, and of
a cluster at a site is whole. So the largest of the bounds at the ends of such a tree is a bound.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace

import numpy as np

from optmodel.decomposition.counts import Counted
from optmodel.decomposition.prices import CLOSE, CLOSEST, Prices
from optmodel.search.link import Link
from optmodel.search.solver import Floats

WHOLE = 0.02
"""A count as near as this to a whole number is not branched on."""
CANDIDATES = 3
"""Counts of a kind, those that are furthest from whole numbers, of which it is seen what a branch
on them would cost."""
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
    """(shared rows,) the best ones for it so far."""
    counts: Floats | None = None
    """(counts,) of what the master mixes, once prices have settled."""
    rounds: int = 0
    """In which its prices were looked for."""


class Branches:
    """A tree of branches, the one with the largest bound first."""

    def __init__(self, counted: Counted, prices: Prices, link: Link) -> None:
        self._counted, self._prices, self._link = counted, prices, link
        self._open: list[tuple[float, int, Branch]] = []
        self._number = 0
        self.made = 0
        """Branches so far whose prices have settled."""
        self._closed = float("-inf")
        """Largest bound of the branches on which nothing is left to branch."""
        lower, upper = prices.limits(counted.rows)
        self._add(Branch(prices.bound, lower, upper, prices.best))

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
        """Price the branch with the largest bound, or divide it; whether there was one."""
        best = self._link.best()
        if best is not None:
            self._open = [entry for entry in self._open if -entry[0] > best.value]
            heapq.heapify(self._open)
        if not self._open:
            return False
        branch = heapq.heappop(self._open)[2]
        if branch.counts is None:
            self._price(branch)
            return True
        # A count that the master misses is settled all the same: no branch is made twice.
        counts = np.clip(branch.counts, branch.lower, branch.upper)
        index = self._where(branch, counts)
        if index is None:
            self._closed = max(self._closed, branch.bound)
        else:
            for lower, upper in _halves(branch, index, float(np.floor(counts[index]))):
                self._add(replace(branch, lower=lower, upper=upper, counts=None, rounds=0))
        return True

    def _add(self, branch: Branch) -> None:
        self._number += 1
        heapq.heappush(self._open, (-branch.bound, self._number, branch))

    def _price(self, branch: Branch) -> None:
        """Look for prices of a branch until they settle, or others have larger bounds.

        It is kept if it may hold a better plan.
        """
        prices, link = self._prices, self._link
        others = -self._open[0][0] if self._open else float("-inf")
        with prices.aside():
            prices.limit(self._counted.rows, branch.lower, branch.upper)
            prices.begin(branch.prices, branch.bound)
            settled, rounds = False, branch.rounds
            while not settled and not link.enough():
                if prices.bound < others and rounds > branch.rounds:
                    break
                stands, rounds = prices.step(), rounds + 1
                best = link.best()
                if best is not None and stands.bound <= best.value:
                    return
                away = 0.0 if best is None else stands.bound - best.value
                close = max(CLOSE * away, CLOSEST * abs(stands.bound))
                settled = rounds >= ROUNDS or stands.bound - stands.master <= close
            found = replace(
                branch,
                bound=prices.bound,
                prices=prices.best,
                counts=self._counted.content @ prices.master.held() if settled else None,
                rounds=rounds,
            )
        self.made += settled
        self._add(found)

    def _where(self, branch: Branch, counts: Floats) -> int | None:
        """The count to branch on: the one that costs both branches most, as the layouts tell."""
        away = np.abs(counts - np.round(counts))
        kinds = (self._counted.openings, self._counted.clusters, self._counted.pairs)
        likely = [kind[np.argsort(-away[kind], kind="stable")[:CANDIDATES]] for kind in kinds]
        candidates = np.concatenate(likely)
        candidates = candidates[away[candidates] > WHOLE]
        if not len(candidates):
            return None
        prices, rows = self._prices, self._counted.rows
        least, costs = CLOSEST * abs(branch.bound), []
        with prices.aside():
            prices.limit(rows, branch.lower, branch.upper)
            value = prices.value()
            for index in candidates.tolist():
                self._link.check()
                cost = 1.0
                for lower, upper in _halves(branch, index, float(np.floor(counts[index]))):
                    prices.limit(rows, lower, upper)
                    cost *= max(least, value - prices.value())
                costs.append(cost)
        return int(candidates[int(np.argmax(costs))])


def _halves(branch: Branch, index: int, below: float) -> list[tuple[Floats, Floats]]:
    """The limits of two branches: a count is at most so many, or more."""
    upper, lower = branch.upper.copy(), branch.lower.copy()
    upper[index] = min(upper[index], below)
    lower[index] = max(lower[index], below + 1.0)
    return [(branch.lower, upper), (lower, branch.upper)]
