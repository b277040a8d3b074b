"""Random small sites with what a site can have, and programs of a few that share limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optmodel.decomposition.parts import Parts, parts_of

from .drafts import Draft

Floats = NDArray[np.float64]
Chains = list[list[int]]


def random_site(seed: int) -> tuple[Parts, Chains]:
    """One site, whose rows are all its own, and its chains."""
    draft = Draft()
    draw_site(Random(f"site {seed}"), draft, place=0, clusters=3)
    return parts_of(draft.arrays()), draft.chains


def random_program(seed: int, *, amounts: bool = False) -> dict[str, NDArray[Any]]:
    """One to three sites that share clusters, starts per period, a budget, and a target.

    With ``amounts`` the budget is one of calls, which are columns of no site, and a site has
    amounts of its own.
    """
    draw, draft = Random(f"program {seed}"), Draft()
    clusters = draw.randint(1, 3)
    sites = [
        draw_site(draw, draft, place=place, clusters=clusters)
        for place in range(draw.randint(1, 3))
    ]
    chains = [chain for site in sites for chain in site]
    for cluster in range(clusters):
        last = {chain[-1]: 1.0 for owner, chain in chains if owner == cluster}
        draft.row(last, upper=float(draw.choice([1, 1, 2, 3])))
    periods = max((len(chain) for _, chain in chains), default=0)
    need = {chain[0]: float(draw.choice([3, 5, 8, 13])) for _, chain in chains}
    for period in range(periods):
        begun = {chain[min(period, len(chain) - 1)]: need[chain[0]] for _, chain in chains}
        limit = draw.choice([8.0, 13.0, 20.0]) * (period + 1) / periods
        if amounts:
            call = draft.column(-0.1, upper=limit, integer=False)
            draft.row(begun | {call: -1.0}, upper=0.0)
        else:
            draft.row(begun, upper=limit)
    if draw.random() < 0.3:
        draft.row({chain[-1]: 1.0 for _, chain in chains}, lower=1.0)
    if amounts:
        _add_amounts(draw, draft, [chain for _, chain in chains])
    return draft.arrays()


def draw_site(
    draw: Random, draft: Draft, *, place: int, clusters: int
) -> list[tuple[int, list[int]]]:
    """Add a site; (cluster, columns) of each chain of starts, one per operator."""
    periods = draw.randint(1, 4)
    opening = _opening(draw, draft, place, periods) if draw.random() < 0.7 else None
    chains: list[tuple[int, list[int]]] = []
    for cluster in range(clusters):
        most = draw.choice([1, 1, 1, 2])
        operators = draw.choice([1, 1, 2])
        begins = draw.randint(0, periods - 1)
        own = [
            draft.chain(_costs(draw, periods - begins), upper=most, row=cluster, place=place)
            for _ in range(operators)
        ]
        chains += [(cluster, chain) for chain in own]
        if operators > 1 and opening is None:
            draft.row({chain[-1]: 1.0 for chain in own}, upper=float(most))
        if opening is not None:
            _open_before_start(draft, opening, own, most, lag=draw.choice([0, 0, 1]))
    for _ in range(draw.choice([0, 1, 1, 2])):
        _resource(draw, draft, opening, chains, periods)
    _order(draw, draft, opening, chains)
    return chains


def layouts_of(parts: Parts, chains: Chains) -> Floats:
    """(layouts, columns): every layout of a program that is one site, by trying all."""
    arrays = parts.arrays
    choices = [np.cumsum(_choices(chain, arrays["upper"]), axis=1) for chain in chains]
    which = np.indices([len(each) for each in choices]).reshape(len(choices), -1)
    every = np.zeros((which.shape[1], len(arrays["cost"])))
    for chain, each, chosen in zip(chains, choices, which, strict=True):
        every[:, chain] = each[chosen]
    used = every @ parts.matrix.T.toarray()
    fits = np.all(
        (used <= arrays["row_upper"] + 1e-7) & (used >= arrays["row_lower"] - 1e-7), axis=1
    )
    fits &= np.all((every >= arrays["lower"]) & (every <= arrays["upper"]), axis=1)
    return every[fits]


def starts_of(layouts: Floats, chains: Chains) -> Floats:
    """(layouts, columns): how many start, or open, at each column."""
    found = layouts.copy()
    for chain in chains:
        found[:, chain[1:]] -= layouts[:, chain[:-1]]
    return found


def _choices(chain: Sequence[int], upper: Floats) -> list[Floats]:
    """Starts of a chain by period: all ways to choose periods for 0, 1, ... copies."""
    most, periods = int(upper[chain[0]]), range(len(chain))
    return [
        np.bincount(np.array(chosen, dtype=int), minlength=len(chain)).astype(float)
        for count in range(most + 1)
        for chosen in combinations_with_replacement(periods, count)
    ]


def _costs(draw: Random, count: int) -> list[float]:
    """Differences of values of starts, some of them alike."""
    worth = [draw.choice([-6.0, 0.1, 2.3, 4.0, 4.0, 9.7, 15.2]) for _ in range(count)]
    return [now - later for now, later in zip(worth, [*worth[1:], 0.0], strict=True)]


def _opening(draw: Random, draft: Draft, place: int, periods: int) -> list[int]:
    """An opening that costs something, less if it is later; or one that is marked."""
    cost = draw.choice([0.0, 1.5, 6.0])
    costs = [-0.1 * cost] * (periods - 1) + [-cost]
    return draft.chain(costs, place=place)


def _open_before_start(draft: Draft, opening: list[int], own: Chains, most: int, lag: int) -> None:
    """Nothing starts before the site is open; a chain holds the last periods of the site."""
    for back in range(1, len(own[0]) + 1):
        starts = {chain[-back]: 1.0 for chain in own}
        at = len(opening) - back - lag
        draft.row(starts | ({opening[at]: -float(most)} if at >= 0 else {}), upper=0.0)


def _resource(
    draw: Random,
    draft: Draft,
    opening: list[int] | None,
    chains: Sequence[tuple[int, list[int]]],
    periods: int,
) -> None:
    """Use of a resource while a cluster runs, some of it a supply, a limit for each period."""
    use = {chain[0]: draw.choice([-5.0, 2.0, 3.0, 7.0, 7.0]) for _, chain in chains}
    life = draw.choice([1, 2, 9])
    for period in range(periods):
        entries: dict[int, float] = {}
        for _, chain in chains:
            at = period - periods + len(chain)
            if at >= 0:
                entries[chain[at]] = use[chain[0]]
            if at - life >= 0:
                entries[chain[at - life]] = -use[chain[0]]
        limit = draw.choice([4.0, 7.0, 10.0, 14.0])
        if opening is None:
            draft.row(entries, upper=limit)
        else:
            draft.row(entries | {opening[period]: -limit}, upper=0.0)


def _order(
    draw: Random, draft: Draft, opening: list[int] | None, chains: Sequence[tuple[int, list[int]]]
) -> None:
    """Clusters per site, a use for the opening, one cluster after another, a fixed number."""
    last: Mapping[int, float] = {chain[-1]: 1.0 for _, chain in chains}
    if draw.random() < 0.3:
        draft.row(last, upper=float(draw.choice([1, 2])))
    if opening is not None and draw.random() < 0.5:
        draft.row({opening[-1]: 1.0} | dict.fromkeys(last, -1.0), upper=0.0)
    if len(chains) > 1 and draw.random() < 0.3:
        first, second = chains[0][1], chains[-1][1]
        for back in range(1, min(len(first), len(second)) + 1):
            draft.row({second[-back]: 1.0, first[-back]: -2.0}, upper=0.0)
    if draw.random() < 0.1:
        draft.row(last, lower=1.0, upper=1.0)
    if draw.random() < 0.3:
        draft.row(last, lower=1.0)


def _add_amounts(draw: Random, draft: Draft, chains: Chains) -> None:
    """A share of some starts, without a label as in the formulation, that earns a little."""
    for chain in chains:
        if draw.random() < 0.3:
            share = draft.column(draw.choice([0.5, 1.0]), integer=False)
            draft.row({share: 1.0, chain[-1]: -1.0}, upper=0.0)
