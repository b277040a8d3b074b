"""Tests of the bounds of each opening and each start, at any multipliers."""

from __future__ import annotations

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


def drawn_multipliers(scenarios: Scenarios, scale: float, random: np.random.Generator) -> Floats:
    """(m, r) multipliers of the right sign, others in each way to open."""
    any_sign = scale * random.normal(size=scenarios.upper.shape)
    above = np.where(np.isinf(scenarios.upper), -np.abs(any_sign), any_sign)
    return np.asarray(np.where(np.isinf(scenarios.lower), np.abs(above), above))


@pytest.mark.parametrize("scale", [0.0, 1.0, 5.0])
def test_multipliers_bound_each_opening_and_each_start(scale: float) -> None:
    """Tests all layouts of 80 sites at random worth and random multipliers of the right sign."""
    from_below = 0
    for seed in range(3000, 3080):
        if (found := made(seed)) is None:
            continue
        scenarios, starts, at = found
        random = np.random.default_rng(seed)
        worth = 5.0 * random.normal(size=starts.shape[1])
        multipliers = drawn_multipliers(scenarios, scale, random)
        pricing = Pricing(scenarios, worth, [], multipliers)
        values = starts @ worth
        assert np.all(values <= pricing.bounds[at] + NEAR), seed
        held = starts[:, scenarios.starts] > 0.5
        assert np.all(np.where(held, values[:, None], -np.inf) <= pricing.reach() + NEAR), seed
        assert np.all(values <= pricing.divided() + NEAR), seed
        from_below += (multipliers < 0.0).any()
    assert from_below > 10 or scale == 0.0


@pytest.mark.parametrize("tolerance", [0.0, 3.0])
def test_a_search_bounds_every_opening_and_ends_within_its_tolerance(tolerance: float) -> None:
    """Tests 80 sites, begun from random multipliers: bounds before, after, and of the best."""
    searched = 0
    for seed in range(3000, 3080):
        if (found := made(seed)) is None:
            continue
        scenarios, starts, at = found
        random = np.random.default_rng(seed)
        worth = 5.0 * random.normal(size=starts.shape[1])
        multipliers = drawn_multipliers(scenarios, 1.0, random)
        pricing = Pricing(scenarios, worth, [], multipliers)
        loose = pricing.bounds.copy()
        proven = pricing.run(tolerance)
        values, best = starts @ worth, float((starts @ worth).max())
        above = np.maximum(pricing.bounds[at], pricing.value)
        assert np.all(pricing.bounds <= loose + NEAR), seed
        assert np.all(values <= above + NEAR), seed
        assert best - tolerance - NEAR <= pricing.value <= best + NEAR, seed
        assert best - NEAR <= proven <= pricing.value + tolerance + NEAR, seed
        # What was learned of the multipliers stays, and is as good for the next search.
        again = Pricing(scenarios, worth, pricing.best(), multipliers)
        again.relax()
        assert np.all(values <= np.maximum(again.bounds[at], again.value) + NEAR), seed
        searched += 1
    assert searched > 40
