"""Prices on what sites share: each set of them gives a bound, the master proposes the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from optmodel.decomposition.chains import chains_of
from optmodel.decomposition.layout import Layouts, Lost, Priced
from optmodel.decomposition.master import Master
from optmodel.decomposition.parts import Indices, Part, Parts
from optmodel.decomposition.site import site_of
from optmodel.search.solver import Floats

CLOSE, CLOSEST = 0.2, 2e-4
"""Prices have settled when bound and master are as near as this part of the gap that matters, or as
this part of the value."""
LEAST_INERTIA, MOST_INERTIA, STEP = 0.7, 0.95, 0.1
"""How far prices stay with the best ones so far, and by how much that changes in a round."""
LOOSE = 1.0
"""Part of the gap between prices and master within which the sites together are priced."""
MISSED = 1e-6
"""Of shared rows in all, in their own units: less is rounding."""
DEAREST = 1e4
"""How many times the first penalties a missed row may cost."""
BEGINNING = 0.02
"""Gap that is taken for granted, as a part of the value, before the first round of a beginning."""
FINEST = 1e-5
"""Part of the value below which that gap is not looked at."""


@dataclass(frozen=True, slots=True)
class Round:
    """Where the prices stand after a round."""

    number: int
    bound: float
    """The lowest so far."""
    master: float
    """Value of the master's relaxation: bounds do not come down below it."""
    layouts: int
    """Known so far."""
    missed: bool
    """Whether the master still misses shared rows."""


@dataclass(frozen=True, slots=True)
class Losses:
    """The bound at some prices, and what is lost of it by each start and opening."""

    bound: float
    sites: Floats
    """(sites,) bound of the value of each site's layout."""
    closed: Floats
    """(sites,) likewise of one in which the site does not open."""
    columns: Floats
    """(columns,) a plan that starts or opens at a column is worth at most the bound less this."""
    values: Floats
    """(columns,) value of each column at the prices."""


class Prices:
    """Column generation by site, with prices that move slowly from the best ones.

    At any prices of the shared rows (of the right sign) the sites' best layouts and the shared
    columns' best amounts together are worth at least as much as any plan: each row that a plan
    keeps is charged or paid for at its limit.
    """

    def __init__(
        self, parts: Parts, pool: ThreadPoolExecutor, check: Callable[[], None] = lambda: None
    ) -> None:
        self._parts, self._pool, self._check = parts, pool, check
        arrays, shared = parts.arrays, parts.shared_rows
        self._transposed = sparse.csr_array(parts.matrix[shared].T)
        self._lower, self._upper = arrays["row_lower"][shared], arrays["row_upper"][shared]
        self.sites: list[Layouts] = [site_of(parts, site) for site in parts.sites]
        self.master = Master(parts, penalties(parts))
        for number, site in enumerate(parts.sites):
            if _may_be_empty(parts, site):
                self.master.add(number, np.zeros(len(site.columns)))
        self.bound = float("inf")
        self._center = float("inf")
        self.best = np.zeros(len(shared))
        self._proposed = self.best
        self._inertia = LEAST_INERTIA
        self._rounds = 0
        self._gap, self._closer = float("inf"), LOOSE
        self._charge = 1.0

    def step(self) -> Round:
        """Price every site once, add the layouts and let the master propose."""
        prices = self._proposed
        every = range(len(self.sites))
        found = self.price(prices, every, self._closer * self._gap / len(self.sites))
        bound = self._rest(prices) + sum(priced.bound for priced in found)
        self.bound = min(self.bound, bound)
        better = bound < self._center
        if better:
            self._center, self.best = bound, prices
        new = self.add(every, found)
        value, proposed = self._solve()
        self._rounds += 1
        self._gap = max(FINEST * abs(value), self._center - value)
        self._move(proposed, better=better, new=new)
        missed = self.master.missed() > MISSED
        return Round(self._rounds, self.bound, value, len(self.master.layouts), missed)

    def value(self) -> float:
        """Of what layouts mix to, under the limits of now."""
        return self._solve()[0]

    def _solve(self) -> tuple[float, Floats]:
        """(value, prices) of the master, the offset counted."""
        value, proposed = self.master.solve()
        return value + float(self._parts.arrays["offset"]), proposed

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take back limits, prices and bound at the end, as they were; layouts stay."""
        names = ("bound", "best", "_center", "_proposed", "_inertia", "_gap", "_closer")
        kept = {name: getattr(self, name) for name in names}
        lower, upper = self._lower.copy(), self._upper.copy()
        try:
            yield
        finally:
            for name, value in kept.items():
                setattr(self, name, value)
            self.limit(np.arange(len(lower)), lower, upper)

    def limits(self, rows: Indices) -> tuple[Floats, Floats]:
        """(lower, upper) of shared rows, by their positions."""
        return self._lower[rows], self._upper[rows]

    def limit(self, rows: Indices, lower: Floats, upper: Floats) -> None:
        """Give shared rows, by their positions, other limits; bounds hold for these from now on."""
        self._lower[rows], self._upper[rows] = lower, upper
        self.master.limit(self._lower, self._upper)

    def free(self, rows: Indices) -> None:
        """Take the limits of shared rows away, by their positions."""
        self.limit(rows, np.full(len(rows), -np.inf), np.full(len(rows), np.inf))

    def begin(self, at: Floats, bound: float = float("inf")) -> None:
        """Begin anew at some prices, for what the limits are now.

        The bound is the one at these prices, where it is known.
        """
        value, proposed = self._solve()
        self.best = self.signed(at)
        self.bound = self._center = bound
        self._inertia, self._closer = LEAST_INERTIA, LOOSE
        self._gap = min(BEGINNING * abs(value), max(FINEST * abs(value), bound - value))
        self._proposed = self._mixed(proposed)

    def _mixed(self, proposed: Floats) -> Floats:
        return self.signed(self._inertia * self.best + (1.0 - self._inertia) * proposed)

    def _move(self, proposed: Floats, *, better: bool, new: bool) -> None:
        """Choose the next prices, and more effort where this much finds nothing new."""
        if not new and self._inertia == 0.0:
            # Nothing better was found within the tolerance: look closer, first at the best prices.
            self._closer /= 4.0
            self._center, self._proposed, self._inertia = float("inf"), self.best, LEAST_INERTIA
            return
        change = -STEP if better else STEP
        inertia = float(np.clip(self._inertia + change, LEAST_INERTIA, MOST_INERTIA))
        self._inertia = inertia if new else 0.0
        self._proposed = self._mixed(proposed)

    def price(self, prices: Floats, which: Sequence[int], tolerance: float) -> list[Priced]:
        """Layouts of some sites at prices of the shared rows, each within the tolerance."""
        values = self._parts.arrays["cost"] - self._transposed @ prices

        def priced(site: int) -> Priced:
            self._check()
            return self.sites[site].price(values[self._parts.sites[site].columns], tolerance)

        return list(self._pool.map(priced, which))

    def dearer(self) -> bool:
        """Let a missed row cost ten times as much, if that was not done too often."""
        self._charge *= 10.0
        self._center, self._proposed = float("inf"), self.best
        self.master.charge(self._charge)
        return self._charge <= DEAREST

    def gain(self, precision: float) -> float:
        """Part of the bound by which whole layouts are worth less than divided ones.

        What a decomposition by site adds to the linear relaxation, at the best prices so far.
        """
        every = range(len(self.sites))
        found = self.price(self.best, every, precision * abs(self.bound) / len(self.sites))
        self.add(every, found)
        return sum(f.relaxed - f.bound for f in found) / max(1.0, abs(self.bound))

    def losses(self, tolerance: float) -> Losses:
        """What each column costs of the bound at the best prices."""
        arrays, sites = self._parts.arrays, self._parts.sites
        values = arrays["cost"] - self._transposed @ self.best

        def losses(site: int) -> Lost:
            self._check()
            return self.sites[site].losses(values[sites[site].columns], tolerance)

        found = list(self._pool.map(losses, range(len(sites))))
        lost = np.zeros(len(values))
        for site, of_site in zip(sites, found, strict=True):
            lost[site.columns] = of_site.columns
        bounds = np.array([of_site.bound for of_site in found])
        closed = np.array([of_site.closed for of_site in found])
        bound = float(self._rest(self.best) + bounds.sum())
        self.bound = min(self.bound, bound)
        return Losses(bound, bounds, closed, lost, values)

    def add(self, which: Sequence[int], found: Sequence[Priced]) -> bool:
        """Add layouts that were found to the master; whether any is new."""
        new = [
            self.master.add(site, x)
            for site, priced in zip(which, found, strict=True)
            for x in priced.layouts
        ]
        return any(new)

    def _rest(self, prices: Floats) -> float:
        """What shared columns are worth at most at these prices, and the limits are charged."""
        arrays, shared = self._parts.arrays, self._parts.shared_columns
        values = (arrays["cost"] - self._transposed @ prices)[shared]
        amounts = np.maximum(values * arrays["lower"][shared], values * arrays["upper"][shared])
        limits = np.where(prices > 0.0, self._upper, np.where(prices < 0.0, self._lower, 0.0))
        return float(amounts.sum() + prices @ limits + arrays["offset"])

    def signed(self, prices: Floats) -> Floats:
        """Prices without those that would charge for a limit that is not there."""
        free = (np.isinf(self._upper) & (prices > 0.0)) | (np.isinf(self._lower) & (prices < 0.0))
        return np.where(free, 0.0, prices)


def _may_be_empty(parts: Parts, site: Part) -> bool:
    """Whether nothing at all is a layout of a site."""
    arrays = parts.arrays
    columns = np.all(
        (arrays["lower"] <= 0.0)[site.columns] & (arrays["upper"] >= 0.0)[site.columns]
    )
    rows = np.all((arrays["row_lower"] <= 0.0)[site.rows] & (arrays["row_upper"] >= 0.0)[site.rows])
    return bool(columns and rows)


def penalties(parts: Parts) -> Floats:
    """(shared rows,) price beyond which no start that a row charges for is worth it.

    Prices above it cannot be the best ones where starts alone are charged; a row that no start
    is in gets the largest price of the rows that it shares a column with.
    """
    arrays = parts.arrays
    body = sparse.csr_array(parts.matrix[parts.shared_rows])
    highest = np.zeros(body.shape[0])
    for site in parts.sites:
        chains = chains_of(parts, site)
        if chains is None:
            worth, uses = arrays["cost"][site.columns], body[:, site.columns]
        else:
            worth = chains.to_values @ arrays["cost"][site.columns]
            uses = body[:, site.columns] @ chains.to_columns
        entries = sparse.coo_array(uses)
        per_unit = worth[entries.coords[1]] / np.maximum(np.abs(entries.data), 1e-9)
        matters = (np.abs(entries.data) > 1e-9) & (per_unit > 0.0)
        np.maximum.at(highest, entries.coords[0][matters], per_unit[matters])
    fallback = max(1.0, float(highest.max(initial=0.0)))
    return np.where(highest > 0.0, highest, fallback)
