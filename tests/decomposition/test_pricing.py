"""Tests of the bounds of each opening and each start, at any multipliers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from optmodel.decomposition.chains import NONE, chains_of
from optmodel.decomposition.pricing import Pricing
from optmodel.decomposition.scenarios import Scenarios, scenarios_of

from .random_sites import layouts_of, random_site, starts_of

Floats = NDArray[np.float64]
NEAR = 1e-7


def made(seed: int) -> tuple[Scenarios, Floats, NDArray[np.intp]] | None:
    """Scenarios of a random site, (layouts, d) all its layouts, and the scenario of each."""
    parts, columns = random_site(seed)
    every = layouts_of(parts, columns)
    chains = chains_of(parts, parts.sites[0])
    scenarios = scenarios_of(chains) if chains is not None and len(every) else None
    if chains is None or scenarios is None:
        return None
    starts = starts_of(every, columns)[:, chains.order]
    opened = starts[:, : len(starts[0]) - len(scenarios.starts)] > 0.5
    at = np.where(opened.any(axis=1), opened.argmax(axis=1), NONE) if opened.size else NONE
    matches = scenarios.opening[None, :] == np.broadcast_to(at, len(starts))[:, None]
    assert np.all(matches.sum(axis=1) == 1)
    return scenarios, starts, matches.argmax(axis=1)


def test_every_layout_keeps_the_rows_of_its_opening() -> None:
    """Tests 80 sites: no layout starts what is forbidden, and the rows that are left hold."""
    forbidden = 0
    for seed in range(3000, 3080):
        if (found := made(seed)) is None:
            continue
        scenarios, starts, at = found
        begun = starts[:, scenarios.starts]
        assert not np.any(scenarios.forbidden[at] & (begun > 0.5)), seed
        used = (scenarios.rows @ begun.T).T
        assert np.all(used <= scenarios.upper[at] + NEAR), seed
        assert np.all(used >= scenarios.lower[at] - NEAR), seed
        forbidden += scenarios.forbidden.any()
    assert forbidden > 20


@dataclass(frozen=True)
class Drawn:
    """A random site at random worth, with random multipliers of the right sign."""

    seed: int
    scenarios: Scenarios
    begun: NDArray[np.bool_]
    """(layouts, p) which starts each of all layouts holds."""
    values: Floats
    """(layouts,)"""
    at: NDArray[np.intp]
    """(layouts,) the way to open of each."""
    worth: Floats
    multipliers: Floats

    def reached(self, pricing: Pricing) -> bool:
        """Whether no layout is worth more than is said of any start that it holds."""
        held = np.where(self.begun, self.values[:, None], -np.inf)
        return bool(np.all(held <= pricing.reach() + NEAR))


def drawn(scale: float) -> Iterator[Drawn]:
    """Up to 80 sites; the multipliers of each way to open are others."""
    for seed in range(3000, 3080):
        if (found := made(seed)) is None:
            continue
        scenarios, starts, at = found
        random = np.random.default_rng(seed)
        worth = 5.0 * random.normal(size=starts.shape[1])
        any_sign = scale * random.normal(size=scenarios.upper.shape)
        above = np.where(np.isinf(scenarios.upper), -np.abs(any_sign), any_sign)
        multipliers = np.where(np.isinf(scenarios.lower), np.abs(above), above)
        begun = starts[:, scenarios.starts] > 0.5
        yield Drawn(seed, scenarios, begun, starts @ worth, at, worth, multipliers)


@pytest.mark.parametrize("scale", [0.0, 1.0, 5.0])
def test_multipliers_bound_each_opening_and_each_start(scale: float) -> None:
    """Tests all layouts of 80 sites at random worth and random multipliers of the right sign."""
    from_below = 0
    for site in drawn(scale):
        pricing = Pricing(site.scenarios, site.worth, [], site.multipliers)
        assert np.all(site.values <= pricing.bounds[site.at] + NEAR), site.seed
        assert site.reached(pricing), site.seed
        assert np.all(site.values <= pricing.divided() + NEAR), site.seed
        from_below += (site.multipliers < 0.0).any()
    assert from_below > 10 or scale == 0.0


@pytest.mark.parametrize("tolerance", [0.0, 3.0, np.inf])
def test_a_search_bounds_every_opening_and_ends_within_its_tolerance(tolerance: float) -> None:
    """Tests 80 sites, begun from random multipliers: bounds before, after, and of the best."""
    searched = 0
    for site in drawn(1.0):
        pricing = Pricing(site.scenarios, site.worth, [], site.multipliers)
        loose, best = pricing.bounds.copy(), float(site.values.max())
        proven = pricing.run(tolerance)
        assert np.all(pricing.bounds <= loose + NEAR), site.seed
        assert np.all(site.values <= np.maximum(pricing.bounds[site.at], pricing.value) + NEAR)
        assert site.reached(pricing), site.seed
        # However large the tolerance, there is a layout.
        assert -np.inf < pricing.value <= best + NEAR, site.seed
        assert best - tolerance - NEAR <= pricing.value, site.seed
        assert best - NEAR <= proven <= pricing.value + tolerance + NEAR, site.seed
        # What was learned of the multipliers stays, and is as good for the next search.
        again = Pricing(site.scenarios, site.worth, pricing.best(), site.multipliers)
        again.relax()
        above = np.maximum(again.bounds[site.at], again.value)
        assert np.all(site.values <= above + NEAR), site.seed
        searched += 1
    assert searched > 40
