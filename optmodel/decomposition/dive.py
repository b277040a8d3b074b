"""A plan by diving: hold the layouts that the master is most sure of, price the rest anew."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from optmodel.decomposition.choice import best_choice
from optmodel.decomposition.parts import Parts
from optmodel.decomposition.prices import Prices
from optmodel.search.solver import Incumbent

SURE = 0.9
"""Layouts with at least this share are held together."""
PART = 0.1
"""Part of the sites that is held in each step, sure or not."""
CLOSE = 0.01
"""Part of the master's value within which the remaining sites are priced together."""
ROUNDS, MORE_ROUNDS = 2, 6
"""Rounds of pricing after each step, and where a shared row is missed."""
DEAR = 20.0
"""How much more a missed row costs during a dive."""
MISSED = 1e-6


def dive(parts: Parts, prices: Prices, floor: float, over: Callable[[], bool]) -> Incumbent | None:
    """A plan that is worth more than the floor, if the dive ends in one.

    Parameters
    ----------
    floor
        Value of the best plan known.
    over
        Whether time is over.
    """
    held: dict[int, int] = {}
    prices.master.charge(DEAR)
    try:
        while not over():
            value, _ = prices.master.solve()
            if value + float(parts.arrays["offset"]) <= floor:
                return None
            chosen = _most_sure(parts, prices, held)
            if not chosen:
                return _plan(parts, prices, held) if prices.master.missed() < MISSED else None
            for site, layout in chosen.items():
                held[site] = layout
                prices.master.hold(layout, held=True)
            _price_rest(prices, held, over)
    finally:
        for layout in held.values():
            prices.master.hold(layout, held=False)
        prices.master.charge(1.0)
    return None


def _most_sure(parts: Parts, prices: Prices, held: dict[int, int]) -> dict[int, int]:
    """Site to layout, of those that are held next."""
    weights = prices.master.weights()
    best: dict[int, int] = {}
    for layout in np.argsort(-weights, kind="stable").tolist():
        site = prices.master.layouts[layout][0]
        if site not in held:
            best.setdefault(site, layout)
    at_least = max(1, round(PART * len(parts.sites)))
    return {
        site: layout
        for count, (site, layout) in enumerate(best.items())
        if count < at_least or weights[layout] >= SURE
    }


def _price_rest(prices: Prices, held: dict[int, int], over: Callable[[], bool]) -> None:
    """Price the sites that are not held at the master's own prices."""
    rest = [site for site in range(len(prices.sites)) if site not in held]
    for count in range(MORE_ROUNDS):
        if over() or not rest:
            return
        value, proposed = prices.master.solve()
        if count >= ROUNDS and prices.master.missed() < MISSED:
            return
        tolerance = CLOSE * abs(value) / len(prices.sites)
        found = prices.price(prices.signed(proposed), rest, tolerance)
        if not prices.add(rest, found):
            return


def _plan(parts: Parts, prices: Prices, held: dict[int, int]) -> Incumbent | None:
    """The plan of the layouts that are held."""
    layouts = [prices.master.layouts[layout] for layout in held.values()]
    return best_choice(parts, layouts, gap=0.0, seconds=10.0)
