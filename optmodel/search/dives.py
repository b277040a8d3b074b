"""Plans from dives: layouts fixed site by site, then a small core with all periods."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from optmodel.decomposition.choice import best_choice
from optmodel.decomposition.core import Core, among, core_of, most_with, size_of
from optmodel.decomposition.counts import Counted
from optmodel.decomposition.dive import Way, dive
from optmodel.decomposition.parts import Parts
from optmodel.decomposition.placing import Pace, place
from optmodel.decomposition.prices import Losses, Prices
from optmodel.search.beside import Beside
from optmodel.search.branches import Branch
from optmodel.search.link import Link
from optmodel.search.solver import Floats

WAYS: tuple[Pace | Way, ...] = (
    Pace(placed_from=0.7, drop=0.005),
    Way(fixed_from=0.8, until=0.85, tolerance=0.05),
    Pace(placed_from=0.8, drop=0.005),
)
"""They end at plans that differ by a percent or two, and none is always the best one. Those that
settle clusters need their counts; the last one is also that under a branch."""
PRECISION = 2e-4
"""Of the bounds of all sites together, where they are to be taken at their word."""
LONGEST_PART = 0.25
"""Part of the time limit that a dive may take."""
LOSS = 0.01
"""What a start may lose of the bound to be in the core after a dive."""
NEAR, LARGEST_NEAR = 0.003, 40_000
"""Likewise, to be in the neighborhoods of the best plan; less where that leaves more whole numbers,
for they would take too much memory."""
EXPLORE_PART, EXPLORE_LEAST_S, EXPLORE_MOST_S = 0.45, 2.0, 12.0
"""That core is searched no longer than this part of the time so far, within these limits; beside
the prices as long as the dive took, if that is more, and without them there is no upper limit."""
NODES = 400
"""Of the tree that puts layouts together."""
CHOICE_S, CHOICE_SHORTEST_S = 2.0, 0.5
"""Putting layouts together takes no longer than this; and the shortest where time is over."""


class Dives:
    """The dives of one search, each in another way."""

    def __init__(self, parts: Parts, counted: Counted, link: Link, beside: Beside) -> None:
        self._parts, self._counted, self._link = parts, counted, link
        self._beside = beside
        countable = len(counted.pairs) > 0
        self._ways = tuple(way for way in WAYS if countable or isinstance(way, Way))
        self._held = np.zeros(len(parts.arrays["cost"]), dtype=np.bool_)
        self._known: tuple[Floats, Losses] | None = None
        self.count = 0
        """Dives so far."""

    @property
    def left(self) -> int:
        """Ways that were not tried."""
        return len(self._ways) - self.count

    def one(self, prices: Prices) -> None:
        """Settle clusters or layouts site by site, and search what is left with all periods.

        The first of these cores holds the first plan, the last one the best plan and all that
        any dive came to; those between hold neither, so that they end at other plans.
        """
        link, way = self._link, self._ways[self.count]
        latest = link.seconds() + LONGEST_PART * (link.seconds() + link.left_s())
        if not self.count:
            self.put_together(prices)
        self.count += 1
        if link.enough():
            return

        began = link.seconds()
        held = self._go(prices, way, latest)
        took = link.seconds() - began
        self._held |= held
        last = not self.left
        from_best = self.count == 1 or last
        self._explore(prices, self._held if last else held, took, from_best=from_best)

    def under(self, prices: Prices, branch: Branch) -> None:
        """Settle clusters under the limits of a branch; search what is left, and the best plan."""
        link = self._link
        began = link.seconds()
        latest = began + LONGEST_PART * link.left_s()
        with prices.aside():
            prices.limit(self._counted.rows, branch.lower, branch.upper)
            prices.begin(branch.prices, branch.bound)
            held = self._go(prices, self._ways[-1], latest)
        self._explore(prices, held, link.seconds() - began, from_best=True)

    def _go(self, prices: Prices, way: Pace | Way, latest: float) -> NDArray[np.bool_]:
        """(columns,) whether the end of a dive holds a column."""
        link = self._link

        def over() -> bool:
            link.check()
            return link.enough() or link.seconds() > latest

        if isinstance(way, Pace):
            return place(self._counted, prices, way, over)
        return dive(prices, way, over)

    def _explore(
        self, prices: Prices, held: NDArray[np.bool_], took: float, *, from_best: bool
    ) -> None:
        """Search the clusters at sites that are held, those of the best plan too if wanted.

        Beside the prices that takes no longer than the dive took, or than the most, whichever is
        longer.
        """
        link, losses, wanted = self._link, self.losses(prices), held.copy()
        most = LOSS * abs(losses.bound)

        def search() -> None:
            start = link.best() if from_best else None
            plan = None if start is None else start.x
            core = core_of(self._parts, among(self._parts, losses, wanted, plan), most, plan)
            link.note(told(core, self._parts, most))
            seconds = max(EXPLORE_LEAST_S, EXPLORE_PART * link.seconds())
            longest = max(EXPLORE_MOST_S, took) if self._beside.apart else float("inf")
            link.explore(core, min(seconds, longest), start)

        def further(until: Callable[[], bool]) -> None:
            best, ends = link.best(), link.enough() or link.stop.is_set() or link.left_s() <= 0.0
            near = min(NEAR * abs(losses.bound), link.distance(losses.bound))
            near = most_with(self._parts, losses, LARGEST_NEAR, near)
            if best is not None and not (ends or until()):
                core = core_of(self._parts, losses, near, best.x)
                link.note(told(core, self._parts, near))
                link.improve(core, best, until)

        self._beside.do(search, further)

    def until_small(self, prices: Prices) -> Losses:
        """Dive until the core of what may be better is small; what each column loses."""
        link = self._link
        while True:
            losses = self.losses(prices)
            left = size_of(self._parts, losses, link.distance(losses.bound))
            small = self.count and left < link.levers.dives_from
            if self._beside.busy:
                if left >= link.levers.branches_from:
                    return losses
                self._beside.wait()
            elif small or not self.left or link.enough():
                return losses
            else:
                self.one(prices)

    def put_together(self, prices: Prices) -> None:
        """Choose a layout for each site out of those that the master mixes."""
        link = self._link
        found = best_choice(
            self._parts,
            prices.master.mixed(),
            gap=0.1 * float(link.options["mip_rel_gap"]),
            seconds=min(CHOICE_S, max(CHOICE_SHORTEST_S, link.left_s())),
            nodes=NODES,
        )
        if found is not None:
            link.keep(found)
            link.note(f"layouts put together: {found.value:.6f}")

    @property
    def known(self) -> Losses | None:
        """What was worked out last of what each column loses."""
        return None if self._known is None else self._known[1]

    def losses(self, prices: Prices) -> Losses:
        """What each column loses at the best prices; worked out once for them."""
        if self._known is None or self._known[0] is not prices.best:
            found = prices.losses(PRECISION * abs(prices.bound) / len(self._parts.sites))
            self._known = (prices.best, found)
            self._link.lower(found.bound)
        return self._known[1]


def told(core: Core, parts: Parts, most: float) -> str:
    """A line about a core."""
    return (
        f"core: {np.count_nonzero(core.arrays['integer'])} of "
        f"{np.count_nonzero(parts.arrays['integer'])} whole numbers, "
        f"{len(core.arrays['row_lower'])} of {parts.matrix.shape[0]} rows, "
        f"starts that lose up to {most:.6g}"
    )
