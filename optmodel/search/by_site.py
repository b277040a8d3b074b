"""The search by sites: a bound from prices, plans from layouts and dives, then the core.

The bound that the tree of the whole model reaches after minutes stands after seconds, and with it
most starts can be left out, so that the tree of what is left ends soon (docs/performance.md).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from optmodel.decomposition.core import Core, core_of, size_of
from optmodel.decomposition.counts import counted
from optmodel.decomposition.layout import NoLayoutError
from optmodel.decomposition.parts import parts_of
from optmodel.decomposition.prices import CLOSE, CLOSEST, Losses, Prices, Round
from optmodel.search.beside import Beside
from optmodel.search.branches import Branches
from optmodel.search.dives import Dives, told
from optmodel.search.link import Link, OverError
from optmodel.search.solver import Arrays

LARGEST_PART = 0.5
"""A site that holds more than this part of all starts leaves nothing to cut."""
CLOSER = 0.03
"""What ``CLOSE`` of prices is where plans are looked for in a thread of their own."""
LOOKING = 0.1
"""At this relative gap between bound and master it is seen what the cut is worth, and layouts are
put together to a first plan."""
FIRST_PLAN_S = 10.0
"""Where that takes longer, layouts are put together after so many seconds, and after twice, four
times as many, so that there is some plan to keep."""
DIVING = 0.015
"""At this relative gap, or that asked for if it is larger, a first dive looks for a plan, and in a
large model a further one each time that the best plan is further from the master than the bound."""
PRICING_PART = 0.5
"""Part of the time limit that prices may take."""


class NoGainError(Exception):
    """Cutting the model along its sites tells next to nothing."""


class BySite:
    """The decomposition of one model, as far as a search has come with it."""

    def __init__(self, arrays: Arrays, link: Link) -> None:
        self._link = link
        self._parts = parts_of(arrays)
        self._counted = counted(self._parts)
        self._beside = Beside(apart=self._is_large and int(link.options["threads"]) > 1)
        self._dives = Dives(self._parts, self._counted, link, self._beside)
        self._looked, self._plan_at = False, FIRST_PLAN_S

    @property
    def applies(self) -> bool:
        """Whether the model has enough sites of which none holds most of it."""
        integer = self._parts.arrays["integer"]
        sizes = [int(integer[site.columns].sum()) for site in self._parts.sites]
        most = LARGEST_PART * float(integer.sum())
        return len(sizes) >= self._link.levers.by_site_from and max(sizes) <= most

    def bound_and_plans(self) -> Losses | None:
        """Find prices and plans; what each start loses, or None where that did not come about."""
        link = self._link
        with self._beside, ThreadPoolExecutor(max(1, int(link.options["threads"]))) as pool:
            prices = Prices(self._counted.parts, pool, link.check)
            prices.free(self._counted.rows)
            try:
                self._find_prices(prices)
                if link.enough():
                    return None
                losses = self._dives.until_small(prices)
                left = self.size(losses, link.distance(losses.bound))
                if left >= link.levers.branches_from and not link.enough():
                    self._branch(prices, losses)
                return None if link.enough() else self._dives.losses(prices)
            except OverError:
                if link.best() is None:
                    self._dives.put_together(prices)
            except NoLayoutError:
                return self._dives.known
            except NoGainError:
                pass
        return None

    def size(self, losses: Losses, most: float) -> int:
        """Whole numbers of the model without what loses more than ``most``."""
        return size_of(self._parts, losses, most)

    def core(self, losses: Losses, most: float) -> Core:
        """The model without what loses more than ``most``."""
        best = self._link.best()
        core = core_of(self._parts, losses, most, None if best is None else best.x)
        self._link.note(told(core, self._parts, most))
        return core

    def _find_prices(self, prices: Prices) -> None:
        """Price until the bound does not come down any more, and look for plans on the way."""
        link = self._link
        asked = float(link.options["mip_rel_gap"])
        longest = PRICING_PART * (link.seconds() + link.left_s())
        while True:
            stands = prices.step()
            link.lower(prices.bound)
            self._say(stands)
            gap = (stands.bound - stands.master) / max(1.0, abs(stands.master))
            if gap <= LOOKING and not self._looked:
                self._look(prices)
            elif not self._looked and link.seconds() >= self._plan_at:
                self._plan_at *= 2.0
                self._dives.put_together(prices)
            if gap <= max(DIVING, asked) and self._plans_lag(stands):
                self._dives.one(prices)
            part = CLOSER if self._beside.apart else CLOSE
            close = max(CLOSEST, part * max(asked, self._left_open(prices.bound)))
            if link.distance(stands.master) <= asked * abs(stands.master):
                close = CLOSEST  # prices alone may prove the gap
            if link.enough() or link.seconds() >= longest:
                return
            if gap <= close and not (stands.missed and prices.dearer()):
                return

    def _plans_lag(self, stands: Round) -> bool:
        """Whether another dive may close more of the gap than further prices can."""
        best = self._link.best()
        if not self._dives.count or best is None:
            return not self._dives.count
        if self._beside.busy:
            return False
        lags = stands.master - best.value > stands.bound - stands.master
        return self._is_large and self._dives.left > 0 and lags

    @property
    def _is_large(self) -> bool:
        integer = int(np.count_nonzero(self._parts.arrays["integer"]))
        return integer >= self._link.levers.large_from

    def _left_open(self, bound: float) -> float:
        """Relative gap that the best plan leaves a large model after a dive; 0 before."""
        best = self._link.best()
        if best is None or not self._dives.count or not self._is_large:
            return 0.0
        return (bound - best.value) / max(1.0, abs(best.value))

    def _branch(self, prices: Prices, losses: Losses) -> None:
        """Branch and price, with a dive each time that took as long, until the core is small."""
        link = self._link
        branches = Branches(self._counted, prices, link)
        took, since = 0.0, link.seconds()
        while self.size(losses, link.distance(losses.bound)) >= link.levers.branches_from:
            branches.step()
            link.lower(branches.bound)
            link.note(f"branches: {branches.made}, bound {branches.bound:.6f}")
            first = branches.first
            if link.enough() or first is None:
                return
            if not self._beside.busy and link.seconds() - since >= took:
                began = link.seconds()
                if self._dives.left:
                    self._dives.one(prices)
                else:
                    self._dives.under(prices, first)
                since = link.seconds()
                took = since - began

    def _look(self, prices: Prices) -> None:
        """A first plan, and what the cut along the sites is worth."""
        self._looked = True
        self._dives.put_together(prices)
        gain = prices.gain(CLOSEST)
        self._link.note(f"whole layouts bound the value by {gain:.2%} more than divided ones")
        if gain < self._link.levers.least_gain:
            raise NoGainError

    def _say(self, stands: Round) -> None:
        self._link.note(
            f"prices, round {stands.number}: bound {stands.bound:.6f}, layouts {stands.layouts} "
            f"worth {stands.master:.6f} when divided"
        )
