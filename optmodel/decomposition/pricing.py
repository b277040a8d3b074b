"""The best layout of one site at given values: a search over when the site opens.

Each way to open the site has multipliers of its own for the rows that clusters compete for, kept
from one pricing to the next; they give it an upper bound. The way with the largest bound comes
first: its linear relaxation gives better multipliers, its bound and a greedy layout; if its bound
is still the largest, HiGHS solves the small knapsack of what its bound leaves. A set of clusters
that is known is tried at every opening, each cluster at its best time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from optmodel.decomposition.chains import NONE
from optmodel.decomposition.parts import Indices
from optmodel.decomposition.scenarios import Scenarios
from optmodel.decomposition.small import Small, solve_small
from optmodel.search.solver import Floats

TRIES = 12
"""Known sets of clusters, each at its best opening, that are looked at in each pricing."""
SEVERAL = 6
"""Layouts that one pricing returns."""
GREEDY = 60
"""Clusters that a greedy layout looks at."""
FITS = 1e-6
"""Tolerance of the rows, in their own units."""
ENOUGH = 0.3
"""HiGHS is ended early where its bound for a way to open is no further above the best value than
this part of the tolerance. To go on costs time for nothing; with all of the tolerance the bound of
the site, the largest of them, would more often be as loose as it may be."""


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
    multipliers
        (m, r) of the rows in each way to open; of the right sign. They are made better in place.
    """

    def __init__(
        self,
        scenarios: Scenarios,
        worth: Floats,
        known: Sequence[Floats],
        multipliers: Floats,
    ) -> None:
        self._scenarios = scenarios
        self._all = worth
        self._worth = worth[scenarios.starts]
        # By rank: two starts of the same worth must not both be left out for the other.
        self._rank = np.unique(self._worth, return_inverse=True)[1]
        opened = scenarios.opening != NONE
        self._opening_worth = np.where(opened, worth[scenarios.opening], 0.0)
        self._allowed_worth = np.where(scenarios.forbidden, -np.inf, self._worth)
        self._found: dict[bytes, tuple[float, Floats]] = {}
        self._multipliers = multipliers
        self.bounds = self._bounds(multipliers)
        """(m,) no layout with this opening is worth more."""
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

    def run(self, tolerance: float) -> float:
        """Search until no layout can be better than the best by more; the bound that is proven."""
        relaxed = np.zeros(len(self.bounds), dtype=np.bool_)
        solved = relaxed.copy()
        while True:
            index = int(np.where(solved, -np.inf, self.bounds).argmax())
            # However large the tolerance, nothing is near enough without a layout.
            enough = self.value + tolerance if self._found else -np.inf
            if solved[index] or self.bounds[index] <= enough:
                return max(self.value, float(self.bounds.max()))
            if relaxed[index]:
                self._solve(index, tolerance)
                solved[index] = True
            else:
                self._relax(index)
                relaxed[index] = True

    def relax(self) -> None:
        """Solve the linear relaxation of each way to open that may hold the best layout."""
        for index in np.flatnonzero(self.bounds > self.value).tolist():
            self._relax(index)

    def reach(self) -> Floats:
        """(p,) upper bound of any layout that holds a start."""
        scenarios = self._scenarios
        reduced, best = self._reduced(self._multipliers)
        bounds = self._constant(self._multipliers) + best @ scenarios.most
        # One of the chain takes this start instead of the best one.
        instead = bounds[:, None] - best[:, scenarios.chain] + reduced
        instead = np.minimum(instead, self.bounds[:, None])
        return np.asarray(np.where(scenarios.forbidden, -np.inf, instead).max(axis=0))

    def divided(self) -> float:
        """Upper bound from one set of multipliers for all: the site may be opened in parts."""
        best = int(self.bounds.argmax())
        one = np.repeat(self._multipliers[best : best + 1], len(self.bounds), axis=0)
        return float(self._bounds(one).max())

    def _bounds(self, multipliers: Floats) -> Floats:
        """(m,) upper bound of every way to open at multipliers of the rows."""
        _, best = self._reduced(multipliers)
        return np.asarray(self._constant(multipliers) + best @ self._scenarios.most)

    def _reduced(self, multipliers: Floats) -> tuple[Floats, Floats]:
        """((m, p) worth of each start less what it pays, (m, q) best allowed of each chain)."""
        scenarios = self._scenarios
        reduced = self._worth - (scenarios.uses @ multipliers.T).T
        table = np.where(scenarios.forbidden, 0.0, np.maximum(reduced, 0.0))
        return reduced, np.maximum.reduceat(table, scenarios.begins, axis=1)

    def _relax(self, index: int) -> None:
        """Better multipliers for one way to open, its bound, and a layout by its prices."""
        scenarios = self._scenarios
        if not scenarios.rows.shape[0]:
            self._greedy(index)
            return
        kept = self._undominated(~scenarios.forbidden[index])
        found = solve_small(self._small(index, kept), relaxed=True, tolerance=0.0)
        if found.bound == -np.inf:
            self.bounds[index] = -np.inf
        if found.multipliers is not None:
            before = self._multipliers[index].copy()
            self._multipliers[index] = found.multipliers
            bound = float(self._bound(index))
            if bound > self.bounds[index]:
                self._multipliers[index] = before
            self.bounds[index] = min(self.bounds[index], bound)
        self._greedy(index)

    def _bound(self, index: int) -> float:
        """Upper bound of one way to open at its multipliers."""
        scenarios, multipliers = self._scenarios, self._multipliers[index]
        reduced = self._worth - scenarios.uses @ multipliers
        gain = np.where(scenarios.forbidden[index], 0.0, np.maximum(reduced, 0.0))
        best = np.maximum.reduceat(gain, scenarios.begins)
        return float(self._constant(self._multipliers)[index] + best @ scenarios.most)

    def _solve(self, index: int, tolerance: float) -> None:
        """Solve one way to open, above the best value."""
        scenarios = self._scenarios
        allowed = ~scenarios.forbidden[index]
        reduced = self._worth - scenarios.uses @ self._multipliers[index]
        best = np.maximum.reduceat(
            np.where(allowed, np.maximum(reduced, 0.0), 0.0), scenarios.begins
        )
        # Choosing this start instead of the best of its chain costs so much of the bound.
        loss = best[scenarios.chain] - reduced
        kept = self._undominated(allowed & (self._bound(index) - loss > self.value))
        opening = float(self._opening_worth[index])
        found = solve_small(
            self._small(index, kept),
            relaxed=False,
            tolerance=tolerance,
            enough=self.value + ENOUGH * tolerance - opening if self._found else -np.inf,
        )
        if found.chosen is not None:
            chosen = np.zeros(len(scenarios.starts))
            chosen[kept] = found.chosen
            self._keep(index, chosen)
            self._retime(chosen[None, :])
        bound = max(self.value, opening + found.bound)
        self.bounds[index] = min(self.bounds[index], bound)

    def _greedy(self, index: int) -> None:
        """One layout: the best start of each chain at the multipliers, as long as they fit."""
        scenarios = self._scenarios
        worth, multipliers = self._allowed_worth[index], self._multipliers[index]
        reduced = worth - scenarios.uses @ multipliers
        best = np.maximum.reduceat(reduced, scenarios.begins)
        ends = np.append(scenarios.begins[1:], len(worth))
        ranked = np.argsort(-best, kind="stable")[:GREEDY]
        chains = ranked[~np.isneginf(best[ranked]) & (scenarios.most[ranked] >= 1.0)]
        starts = [
            begin + int(reduced[begin:end].argmax())
            for begin, end in zip(scenarios.begins[chains], ends[chains], strict=True)
        ]
        wanted = [start for start in starts if worth[start] > 0.0]
        uses = scenarios.uses[wanted].toarray()
        room, chosen = scenarios.upper[index] + FITS, np.zeros(len(worth))
        # Once more: what needs another start of the site may fit when that has come.
        for _ in range(2):
            for start, use in zip(wanted, uses, strict=True):
                if chosen[start] == 0.0 and np.all(use <= room):
                    chosen[start] = 1.0
                    room = room - use
        self._keep(index, chosen)

    def _retime(self, sets: Floats) -> None:
        """Try sets of clusters at every opening, each cluster at its best time."""
        scenarios = self._scenarios
        best = np.maximum.reduceat(self._allowed_worth, scenarios.begins, axis=1)
        many = np.add.reduceat(sets, scenarios.begins, axis=1)
        sums = np.where(np.isneginf(best), -1e30, best) @ many.T + self._opening_worth[:, None]
        for flat in np.argsort(-sums, axis=None, kind="stable")[:TRIES].tolist():
            row, index = divmod(flat, len(sets))
            if sums[row, index] <= self.value or sums[row, index] < -1e29:
                return
            chosen = self._at_best_time(self._allowed_worth[row], many[index])
            self._keep(row, chosen)

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
        # One that was known before stays the same object.
        self._found.setdefault(layout.tobytes(), (value, layout))
        self.value = max(self.value, value)

    def _constant(self, multipliers: Floats) -> Floats:
        """(m,) worth of the openings and of the rows' limits at the multipliers."""
        scenarios = self._scenarios
        upper = np.where(multipliers > 0.0, scenarios.upper, 0.0)
        lower = np.where(multipliers < 0.0, scenarios.lower, 0.0)
        return np.asarray(self._opening_worth + (multipliers * (upper + lower)).sum(axis=1))

    def _undominated(self, allowed: NDArray[np.bool_]) -> Indices:
        """Starts for which no other of the chain is worth as much and uses no more."""
        rank = np.where(allowed, self._rank, NONE)
        lasts = _running_largest(rank[::-1], self._scenarios.later[::-1])[::-1]
        firsts = _running_largest(rank, self._scenarios.earlier)
        return np.flatnonzero(allowed & (rank > lasts) & (rank >= firsts))

    def _small(self, index: int, kept: Indices) -> Small:
        """The starts that are kept, in one way to open."""
        scenarios = self._scenarios
        return Small(
            value=self._worth[kept],
            uses=scenarios.uses[kept],
            lower=scenarios.lower[index],
            upper=scenarios.upper[index],
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
