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

import numpy as np

from optmodel.decomposition.choice import best_choice
from optmodel.decomposition.core import Core, among, core_of
from optmodel.decomposition.dive import WAYS, dive
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
DIVE = 0.015
"""At this relative gap, or that asked for if it is larger, a first dive looks for a plan."""
DIVE_PART = 0.25
"""Part of the time limit that a dive may take."""
DIVE_LOSS = 0.01
"""What a start may lose of the bound to be in the core after a dive."""
EXPLORE_PART, EXPLORE_LEAST_S = 0.3, 2.0
"""That core is searched no longer than this part of the time so far, or the least."""
SMALL = 2000
"""Whole-number columns of a core that is searched at once, without further dives."""
NODES = 400
"""Of the tree that puts layouts together."""
PRICING_PART = 0.5
"""Part of the time limit that prices may take."""
CHOICE_PART, CHOICE_LEAST_S, CHOICE_SHORTEST_S = 0.1, 2.0, 0.5
"""Putting layouts together takes no longer than this part of the time so far, or the least; and
the shortest where time is over."""


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
    explore: Callable[[Core, float, bool], None]
    """Looks for plans in a core, whose bound says nothing, for so many seconds; from the best plan,
    which the core holds, or from none."""
    note: Callable[[str], None]
    """Takes a line for the log."""


class BySite:
    """The decomposition of one model, as far as a search has come with it."""

    def __init__(self, arrays: Arrays, search: Search, fewest_sites: int) -> None:
        self._search, self._fewest = search, fewest_sites
        self._parts = parts_of(arrays)
        self._looked, self._dives = False, 0
        self._held = np.zeros(len(arrays["cost"]), dtype=np.bool_)

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
            prices = Prices(self._parts, pool, self._check)
            try:
                self._find_prices(prices)
                if self._search.enough():
                    return None
                losses = self._further_dives(prices)
            except OverError:
                self._put_together(prices)
                return None
            except (NoLayoutError, NoGainError):
                return None
        self._search.lower(prices.bound)
        return losses

    def core(self, losses: Losses, most: float) -> Core:
        """The model without what loses more than ``most``."""
        best = self._search.best()
        core = core_of(self._parts, losses, most, None if best is None else best.x)
        self._tell(core, most)
        return core

    def _tell(self, core: Core, most: float) -> None:
        integer = self._parts.arrays["integer"]
        self._search.note(
            f"core: {int(core.arrays['integer'].sum())} of {int(integer.sum())} whole numbers, "
            f"{len(core.arrays['row_lower'])} of {self._parts.matrix.shape[0]} rows, "
            f"starts that lose up to {most:.6g}"
        )

    def count(self, losses: Losses, most: float) -> int:
        """Whole-number columns that lose no more than ``most``."""
        return int((self._parts.arrays["integer"] & (losses.columns <= most)).sum())

    def _find_prices(self, prices: Prices) -> None:
        """Price until the bound does not come down any more, and look for plans on the way."""
        search = self._search
        asked = float(search.options["mip_rel_gap"])
        close, diving = max(CLOSEST, CLOSE * asked), max(DIVE, asked)
        longest = PRICING_PART * (search.seconds() + search.left_s())
        while search.seconds() < longest:
            stands = prices.step()
            search.lower(prices.bound)
            self._say(stands)
            gap = (stands.bound - stands.master) / max(1.0, abs(stands.master))
            if gap <= LOOKING and not self._looked:
                self._look(prices)
            if gap <= diving and not self._dives:
                self._dive(prices)
            if search.enough() or (gap <= close and not (prices.missed() and prices.dearer())):
                return

    def _further_dives(self, prices: Prices) -> Losses:
        """Dive until the core of what may be better is small; what each column loses."""
        search = self._search
        while True:
            losses = prices.losses(CLOSEST * abs(prices.bound) / len(self._parts.sites))
            search.lower(losses.bound)
            best = search.best()
            most = float("inf") if best is None else losses.bound - best.value
            small = self._dives and self.count(losses, most) < SMALL
            if small or self._dives == len(WAYS) or search.enough():
                return losses
            self._dive(prices)

    def _look(self, prices: Prices) -> None:
        """A first plan, and what the cut along the sites is worth."""
        self._looked = True
        self._put_together(prices)
        gain = prices.gain(CLOSEST)
        self._search.note(f"whole layouts bound the value by {gain:.2%} more than divided ones")
        if gain < LEAST_GAIN:
            raise NoGainError

    def _dive(self, prices: Prices) -> None:
        """Fix layouts site by site, and search what is left with all periods.

        The first of these cores holds the first plan, the last one the best plan and all that
        any dive came to; those between hold neither, so that they end at other plans.
        """
        search, number = self._search, self._dives
        latest = search.seconds() + DIVE_PART * (search.seconds() + search.left_s())
        if not number:
            self._put_together(prices)
        self._dives += 1
        if search.enough():
            return
        held = dive(prices, WAYS[number], lambda: search.seconds() > latest)
        self._held |= held
        losses = prices.losses(CLOSEST * abs(prices.bound) / len(self._parts.sites))
        search.lower(losses.bound)
        best = search.best()
        last, known = self._dives == len(WAYS), best is not None
        within = best.x if best is not None and (not number or last) else None
        few = among(self._parts, losses, self._held if last else held, within)
        core = core_of(self._parts, few, DIVE_LOSS * abs(losses.bound), within)
        self._tell(core, DIVE_LOSS * abs(losses.bound))
        seconds = max(EXPLORE_LEAST_S, EXPLORE_PART * search.seconds())
        search.explore(core, seconds, known and within is not None)

    def _put_together(self, prices: Prices) -> None:
        """Choose a layout for each site out of those that the master mixes."""
        search = self._search
        seconds = max(CHOICE_LEAST_S, CHOICE_PART * search.seconds())
        found = best_choice(
            self._parts,
            prices.master.mixed(),
            gap=0.1 * float(search.options["mip_rel_gap"]),
            seconds=min(seconds, max(CHOICE_SHORTEST_S, search.left_s())),
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
