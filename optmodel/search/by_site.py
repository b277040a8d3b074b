"""The search by sites: a bound from prices, plans from layouts, then the core of the model.

Measured on programs of 30 clusters, 16 sites and 12 periods: the bound that the tree of the whole
model reaches after minutes stands after a second or two, and with it more than half of all starts
can be left out, so that the tree of what is left ends soon (docs/performance.md).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from optmodel.decomposition.choice import best_choice
from optmodel.decomposition.core import Core, core_of, thin
from optmodel.decomposition.layout import NoLayoutError
from optmodel.decomposition.parts import parts_of
from optmodel.decomposition.prices import Losses, Prices, Round
from optmodel.search.solver import Arrays, Incumbent

LARGEST_PART = 0.5
"""A site that holds more than this part of all starts leaves nothing to cut."""
CLOSE, CLOSEST = 0.1, 2e-4
"""Prices are good enough when the bound is within this part of the gap asked for from the master,
or within this part of the value."""
LOOKING = 0.1
"""At this relative gap between bound and master it is seen what the cut is worth, and layouts are
put together to a first plan."""
LEAST_GAIN = 0.05
"""Where whole layouts tighten the bound by less than this part, the tree does as well alone."""
THIN_TIMES, THIN_SIZE = 2, 1200
"""Times of each cluster at each site, and starts in all, of the core that plans come from."""
NODES = 400
"""Of the tree that puts layouts together."""
PRICING_PART = 0.5
"""Part of the time limit that prices may take."""
CHOICE_PART, CHOICE_LEAST_S = 0.1, 2.0
"""Putting layouts together takes no longer than this part of the time so far."""


class OverError(Exception):
    """Time is over, or the user asked to stop."""


class NoGainError(Exception):
    """Cutting the model along its sites tells next to nothing."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the search by sites needs of the whole search."""

    options: Mapping[str, Any]
    seconds: Callable[[], float]
    """Since the search began."""
    left_s: Callable[[], float]
    stop: threading.Event
    best: Callable[[], Incumbent | None]
    """The best plan so far."""
    keep: Callable[[Incumbent], None]
    """Takes a plan."""
    lower: Callable[[float], None]
    """Takes a bound."""
    enough: Callable[[], bool]
    """Whether the gap that was asked for is proven."""
    note: Callable[[str], None]
    """Takes a line for the log."""


class BySite:
    """The decomposition of one model, as far as a search has come with it."""

    def __init__(self, arrays: Arrays, search: Search, fewest_sites: int) -> None:
        self._search, self._fewest = search, fewest_sites
        self._parts = parts_of(arrays)
        self._prices: Prices | None = None
        self._looked = False

    @property
    def applies(self) -> bool:
        """Whether the model has enough sites of which none holds most of it."""
        integer = self._parts.arrays["integer"]
        sizes = [int(integer[site.columns].sum()) for site in self._parts.sites]
        most = LARGEST_PART * float(integer.sum())
        return len(sizes) >= self._fewest and max(sizes) <= most

    def bound_and_plans(self) -> Losses | None:
        """Find prices and plans; what each start loses, or None where that did not come about."""
        with ThreadPoolExecutor(max(1, int(self._search.options["threads"]))) as pool:
            try:
                prices = self._prices = Prices(self._parts, pool, self._check)
                self._find_prices(prices)
                self._put_together(prices)
                if self._search.enough():
                    return None
                losses = prices.losses(CLOSEST * abs(prices.bound) / len(self._parts.sites))
            except (NoLayoutError, NoGainError, OverError):
                return None
        self._search.lower(prices.bound)
        return losses

    def core(self, losses: Losses, most: float) -> Core:
        """The model without what loses more than ``most``."""
        best = self._search.best()
        core = core_of(self._parts, losses, most, None if best is None else best.x)
        integer = self._parts.arrays["integer"]
        self._search.note(
            f"core: {int(core.arrays['integer'].sum())} of {int(integer.sum())} whole numbers, "
            f"{len(core.arrays['row_lower'])} of {self._parts.matrix.shape[0]} rows, "
            f"starts that lose up to {most:.6g}"
        )
        return core

    def count(self, losses: Losses, most: float) -> int:
        """Whole-number columns that lose no more than ``most``."""
        return int((self._parts.arrays["integer"] & (losses.columns <= most)).sum())

    def thin(self, losses: Losses, round_: int) -> Core:
        """A small core to look for plans in: few times of what loses least, more each round."""
        best = self._search.best()
        plan = None if best is None else best.x
        more = 2**round_
        lost, most = thin(self._parts, losses, plan, THIN_TIMES * more, THIN_SIZE * more)
        return self.core(lost, most)

    def _find_prices(self, prices: Prices) -> None:
        """Price until the bound does not come down any more."""
        search = self._search
        close = max(CLOSEST, CLOSE * float(search.options["mip_rel_gap"]))
        longest = PRICING_PART * (search.seconds() + search.left_s())
        while search.seconds() < longest:
            stands = prices.step()
            search.lower(prices.bound)
            self._say(stands)
            gap = (stands.bound - stands.master) / max(1.0, abs(stands.master))
            if gap <= close and not (prices.missed() and prices.dearer()):
                return
            if gap <= LOOKING and not self._looked:
                self._looked = True
                self._put_together(prices)
                if search.enough():
                    return
                gain = prices.gain(CLOSEST)
                search.note(f"whole layouts bound the value by {gain:.2%} more than divided ones")
                if gain < LEAST_GAIN:
                    raise NoGainError

    def _put_together(self, prices: Prices) -> None:
        """Choose a layout for each site out of those known."""
        search = self._search
        seconds = max(CHOICE_LEAST_S, CHOICE_PART * search.seconds())
        found = best_choice(
            self._parts,
            prices.master.layouts,
            gap=0.1 * float(search.options["mip_rel_gap"]),
            seconds=min(seconds, max(0.1, search.left_s())),
            nodes=NODES,
        )
        if found is not None:
            search.keep(found)
            search.note(f"layouts put together: {found.value:.6f}")

    def _say(self, stands: Round) -> None:
        self._search.note(
            f"prices, round {stands.number}: bound {stands.bound:.6f}, layouts {stands.layouts} "
            f"worth {stands.master:.6f} when divided"
        )

    def _check(self) -> None:
        if self._search.stop.is_set() or self._search.left_s() <= 0.0:
            raise OverError
