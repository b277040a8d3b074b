"""A dive: layouts are fixed for one site after another, and the other sites are priced anew.

What the master mixes cannot be built, and layouts that were priced apart from each other seldom
share a budget to the dollar. With most sites fixed the others are priced for what is left, and
what the master then still mixes names few clusters at few sites that go well together: with all
of their periods they are a small core, in which HiGHS finds the plan (docs/performance.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optmodel.decomposition.prices import Prices


@dataclass(frozen=True, slots=True)
class Way:
    """How a dive goes down."""

    fixed_from: float
    """Share of a layout from which on it is fixed; in each step at least the largest one is."""
    until: float
    """Part of the sites with a fixed layout at which the dive ends."""
    tolerance: float
    """Within which a site is priced, as a part of what a site is worth on average."""


def dive(prices: Prices, way: Way, over: Callable[[], bool]) -> NDArray[np.bool_]:
    """(columns,) whether a layout that the master mixes at the end of the dive holds a column.

    Parameters
    ----------
    prices
        They stay as they are; layouts are added to the master, none stays fixed.
    way
        How far, and how carefully.
    over
        Whether to end the dive where it stands.
    """
    master, count = prices.master, len(prices.sites)
    tolerance = way.tolerance * abs(prices.bound) / count
    fixed: set[int] = set()
    master.solve()
    try:
        while len(fixed) < way.until * count and not over():
            fixed |= _fix(prices, fixed, way.fixed_from)
            left = [site for site in range(count) if site not in fixed]
            _price(prices, left, tolerance)
        return master.support()
    finally:
        master.release()


def _fix(prices: Prices, fixed: set[int], enough: float) -> set[int]:
    """Fix the layouts with large shares; their sites."""
    best: dict[int, tuple[float, int]] = {}
    for number, share in enumerate(prices.master.shares().tolist()):
        site = prices.master.layouts[number][0]
        if site not in fixed:
            best[site] = max(best.get(site, (-1.0, -1)), (share, number))
    enough = min(enough, max(share for share, _ in best.values()))
    taken = {site: number for site, (share, number) in best.items() if share >= enough}
    for number in taken.values():
        prices.master.fix(number)
    return set(taken)


def _price(prices: Prices, sites: list[int], tolerance: float) -> None:
    """Price the other sites for what is left."""
    _, proposed = prices.master.solve()
    if sites:
        found = prices.price(prices.signed(proposed), sites, tolerance)
        prices.add(sites, found)
        prices.master.solve()
