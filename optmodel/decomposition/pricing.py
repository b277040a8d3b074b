"""The best layout of one site at given values: a branching over when the site opens.

Each way to open the site gets an upper bound by Lagrange's multipliers of the rows that clusters
compete for. Ways to open are then searched together: a group of them may start what any of them
may start, at the cheapest opening among them, so the best layout of that relaxation is worth at
least as much as that of each. It is a small knapsack, solved by HiGHS; a group is split as long
as its bound is above the best layout known. A set of clusters that is known is tried at every
opening, each cluster at its best time.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.decomposition.chains import NONE
from optmodel.decomposition.parts import Indices
from optmodel.decomposition.scenarios import Scenarios
from optmodel.decomposition.small import Small, solve_small
from optmodel.search.solver import Floats

TRIES = 12
"""Known sets of clusters, each at its best opening, that are looked at in each pricing."""
SEVERAL = 3
"""Layouts that one pricing returns."""
NOTHING = 1e-6
"""A layout that is better by less is none."""
FITS = 1e-6
"""Tolerance of the rows, in their own units."""


class Pricing:
    """One pricing: what each start is worth, and the best layout so far.

    Parameters
    ----------
    scenarios
        The ways to open the site.
    worth
        (n,) of each d.
    known
        Layouts that were found before, (n,) each.
    """

    def __init__(self, scenarios: Scenarios, worth: Floats, known: Sequence[Floats]) -> None:
        self._scenarios = scenarios
        self._all = worth
        self._worth = worth[scenarios.starts]
        opened = scenarios.opening != NONE
        self._opening_worth = np.where(opened, worth[scenarios.opening], 0.0)
        self._allowed_worth = np.where(scenarios.forbidden, -np.inf, self._worth)
        self._found: dict[bytes, tuple[float, Floats]] = {}
        self.value = -np.inf
        """Of the best layout so far."""
        for layout in known:
            self._offer(layout, float(worth @ layout))
        if known:
            self._retime(np.array([layout[scenarios.starts] for layout in known]))

    def best(self) -> list[Floats]:
        """The best layouts that were found, the best first."""
        ranked = sorted(self._found.values(), key=lambda found: -found[0])
        return [layout for _, layout in ranked[:SEVERAL]]

    def bounds(self, multipliers: Floats) -> Floats:
        """(m,) upper bound of every way to open at multipliers of the rows."""
        scenarios = self._scenarios
        reduced = self._worth - scenarios.rows.T @ multipliers
        table = np.where(scenarios.forbidden, 0.0, np.maximum(reduced, 0.0))
        best = np.maximum.reduceat(table, scenarios.begins, axis=1)
        return self._constant(multipliers) + best @ scenarios.most

    def reach(self, multipliers: Floats) -> tuple[Floats, Floats]:
        """((p,), (m,)) upper bound of any layout that holds a start, or opens in this way."""
        scenarios = self._scenarios
        reduced = self._worth - scenarios.rows.T @ multipliers
        table = np.where(scenarios.forbidden, 0.0, np.maximum(reduced, 0.0))
        best = np.maximum.reduceat(table, scenarios.begins, axis=1)
        bounds = self._constant(multipliers) + best @ scenarios.most
        # One of the chain takes this start instead of the best one.
        instead = bounds[:, None] - best[:, scenarios.chain] + reduced
        return np.where(scenarios.forbidden, -np.inf, instead).max(axis=0), bounds

    def multipliers(self, index: int) -> Floats | None:
        """Multipliers from the linear relaxation of one way to open."""
        if not self._scenarios.rows.shape[0]:
            return None
        group = np.array([index])
        kept = self._undominated(~self._scenarios.forbidden[index])
        return solve_small(self._small(group, kept), relaxed=True, tolerance=0.0).multipliers

    def run(self, bounds: Floats, multipliers: Floats, tolerance: float) -> float:
        """Search; the bound that is proven.

        However large the tolerance, one group is searched if it may hold anything better.
        """
        opened = self._scenarios.opening != NONE
        groups = [np.flatnonzero(opened), np.flatnonzero(~opened)]
        heap = [(-float(bounds[g].max()), g.tolist()) for g in groups if len(g)]
        heapq.heapify(heap)
        solved, proven = 0, -np.inf
        while heap:
            above, members = heapq.heappop(heap)
            bound, group = -above, np.array(members)
            enough = tolerance if solved else min(tolerance, NOTHING)
            if bound <= self.value + enough:
                return max(bound, proven, self.value)
            solved += 1
            bound = min(bound, self._solve(group, multipliers, tolerance))
            if len(group) == 1 or bound <= self.value + tolerance:
                proven = max(proven, bound)
                continue
            middle = len(group) // 2
            for half in (group[:middle], group[middle:]):
                heapq.heappush(heap, (-min(bound, float(bounds[half].max())), half.tolist()))
        return max(proven, self.value)

    def _solve(self, group: Indices, multipliers: Floats, tolerance: float) -> float:
        """Solve the relaxation of a group above the best value; its bound."""
        scenarios = self._scenarios
        allowed = ~scenarios.forbidden[group].all(axis=0)
        reduced = self._worth - scenarios.rows.T @ multipliers
        gain = np.where(allowed, np.maximum(reduced, 0.0), 0.0)
        best = np.maximum.reduceat(gain, scenarios.begins)
        constant = float(self._constant(multipliers)[group].max())
        bound = constant + float(best @ scenarios.most)
        # Choosing this start instead of the best of its chain costs so much of the bound.
        loss = best[scenarios.chain] - reduced
        kept = self._undominated(allowed & (bound - loss > self.value))
        found = solve_small(self._small(group, kept), relaxed=False, tolerance=tolerance)
        if found.chosen is not None:
            chosen = np.zeros(len(scenarios.starts))
            chosen[kept] = found.chosen
            if len(group) == 1:
                self._keep(int(group[0]), chosen)
            else:
                self._retime(chosen[None, :], group)
        return max(self.value, float(self._opening_worth[group].max()) + found.bound)

    def _retime(self, sets: Floats, group: Indices | None = None) -> None:
        """Try sets of clusters at every opening of a group, each cluster at its best time."""
        scenarios = self._scenarios
        group = np.arange(len(scenarios.opening)) if group is None else group
        table = self._allowed_worth[group]
        best = np.maximum.reduceat(table, scenarios.begins, axis=1)
        many = np.add.reduceat(sets, scenarios.begins, axis=1)
        sums = np.where(np.isneginf(best), -1e30, best) @ many.T + self._opening_worth[group, None]
        for flat in np.argsort(-sums, axis=None, kind="stable")[:TRIES].tolist():
            row, index = divmod(flat, len(sets))
            if sums[row, index] <= self.value or sums[row, index] < -1e29:
                return
            chosen = self._at_best_time(table[row], many[index])
            self._keep(int(group[row]), chosen)

    def _at_best_time(self, worth: Floats, many: Floats) -> Floats:
        """(p,) so many of each chain, all at the time that is worth most."""
        scenarios = self._scenarios
        chosen = np.zeros(len(worth))
        ends = np.append(scenarios.begins[1:], len(worth))
        for chain in np.flatnonzero(many).tolist():
            begin, end = int(scenarios.begins[chain]), int(ends[chain])
            chosen[begin + int(worth[begin:end].argmax())] = many[chain]
        return chosen

    def _keep(self, index: int, chosen: Floats) -> None:
        """Offer a layout, if it keeps the rows."""
        scenarios = self._scenarios
        used = scenarios.rows @ chosen
        above, below = used - scenarios.upper[index], scenarios.lower[index] - used
        if np.any(above > FITS) or np.any(below > FITS):
            return
        if np.any(chosen[scenarios.forbidden[index]] > 0.0):
            return
        layout = np.zeros(len(self._all))
        layout[scenarios.starts] = chosen
        if scenarios.opening[index] != NONE:
            layout[scenarios.opening[index]] = 1.0
        self._offer(layout, float(self._all @ layout))

    def _offer(self, layout: Floats, value: float) -> None:
        self._found[layout.tobytes()] = (value, layout)
        self.value = max(self.value, value)

    def _constant(self, multipliers: Floats) -> Floats:
        """(m,) worth of the openings and of the rows' limits at the multipliers."""
        scenarios = self._scenarios
        above, below = np.maximum(multipliers, 0.0), np.minimum(multipliers, 0.0)
        upper = np.where(above > 0.0, scenarios.upper, 0.0)
        lower = np.where(below < 0.0, scenarios.lower, 0.0)
        return np.asarray(self._opening_worth + upper @ above + lower @ below)

    def _undominated(self, allowed: NDArray[np.bool_]) -> Indices:
        """Starts for which no other of the chain is worth as much and uses no more."""
        # By rank: two starts of the same worth must not both be left out for the other.
        rank = np.where(allowed, np.unique(self._worth, return_inverse=True)[1], NONE)
        lasts = _running_largest(rank[::-1], self._scenarios.later[::-1])[::-1]
        firsts = _running_largest(rank, self._scenarios.earlier)
        return np.flatnonzero(allowed & (rank > lasts) & (rank >= firsts))

    def _small(self, group: NDArray[np.intp], kept: Indices) -> Small:
        """The starts that are kept, under the loosest rows of the group."""
        scenarios = self._scenarios
        return Small(
            value=self._worth[kept],
            rows=sparse.csr_array(scenarios.rows[:, kept]),
            lower=scenarios.lower[group].min(axis=0),
            upper=scenarios.upper[group].max(axis=0),
            chain=scenarios.chain[kept],
            most=scenarios.most,
        )


def _running_largest(rank: Indices, stretch: Indices) -> Indices:
    """(p,) largest rank among the entries before each in its stretch, ``NONE`` for the first."""
    number = np.cumsum(np.append(0, stretch[1:] != stretch[:-1]))
    level = number * (len(rank) + 1)
    running = np.maximum.accumulate(rank + level)
    before = np.append(NONE, running[:-1])
    return np.asarray(np.maximum(before - level, NONE))
