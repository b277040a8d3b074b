"""Tests that a dive ends at clusters that may be built, and leaves the prices as they were."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from optmodel.decomposition.chains import NONE, links_of
from optmodel.decomposition.core import among, core_of
from optmodel.decomposition.dive import Way, dive
from optmodel.decomposition.parts import Indices
from optmodel.decomposition.prices import Prices

from .random_sites import random_program
from .solving import best_plan, keeps_rows
from .test_prices import programs

ROUNDS = 6
WAYS = (
    Way(fixed_from=0.8, until=0.85, tolerance=0.05),
    Way(fixed_from=0.8, until=0.9, tolerance=0.2),
    Way(fixed_from=0.6, until=0.85, tolerance=0.05),
)
EVERYTHING = 1e9
"""More than any start loses that could be in a plan."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """One thread, so that runs are alike."""
    with ThreadPoolExecutor(1) as one:
        yield one


def settled(prices: Prices) -> Prices:
    """Some rounds later."""
    for _ in range(ROUNDS):
        prices.step()
    return prices


def first_of_chain(before: Indices) -> Indices:
    """(columns,) first column of the chain that each is in."""
    root = np.arange(len(before))
    while np.any(before[root] != NONE):
        root = np.where(before[root] != NONE, before[root], root)
    return root


@pytest.mark.parametrize("way", WAYS)
def test_plans_after_a_dive_are_plans(way: Way, pool: ThreadPoolExecutor) -> None:
    """Tests programs: a plan of the core after a dive keeps all rows, and no core holds more."""
    found = best_found = 0
    for seed, parts, best in programs("drawn", range(300, 330)):
        prices = settled(Prices(parts, pool))
        held = dive(prices, way, lambda: False)
        losses = prices.losses(0.0)
        few = among(parts, losses, held)
        core = core_of(parts, few, EVERYTHING)
        kept = np.isin(core.columns, np.flatnonzero(np.isfinite(few.columns)))
        assert np.all(kept | ~core.arrays["integer"]), seed
        plan = best_plan(core.arrays)
        if plan is not None:
            assert keeps_rows(parts.arrays, core.whole(plan.x)), seed
            assert plan.value <= best + 1e-6 * max(1.0, abs(best)), seed
            found += 1
            best_found += plan.value >= best - 1e-6 * max(1.0, abs(best))
    assert found > 15
    assert best_found > found // 2


def test_a_dive_leaves_the_master_free(pool: ThreadPoolExecutor) -> None:
    """Tests that nothing stays fixed: the master is worth no less, and mixes as it likes."""
    for seed, parts, _ in programs("drawn", range(330, 350)):
        prices = settled(Prices(parts, pool))
        before, _ = prices.master.solve()
        dive(prices, WAYS[0], lambda: False)
        after, _ = prices.master.solve()
        assert after >= before - 1e-6 * max(1.0, abs(before)), seed


def test_a_dive_that_is_over_ends_where_it_stands(pool: ThreadPoolExecutor) -> None:
    """Tests that no site is fixed then: what is held is what the master mixes."""
    seen = 0
    for seed, parts, _ in programs("drawn", range(350, 360)):
        prices = settled(Prices(parts, pool))
        prices.master.solve()
        mixed = prices.master.support()
        assert np.array_equal(dive(prices, WAYS[0], lambda: True), mixed), seed
        seen += int(mixed.any())
    assert seen > 3


def test_what_the_master_mixes_and_fixes(pool: ThreadPoolExecutor) -> None:
    """Tests shares of one in all for each site, and a layout that is fixed and released."""
    fixed = 0
    for seed, parts, _ in programs("drawn", range(360, 375)):
        master = settled(Prices(parts, pool)).master
        free, _ = master.solve()
        shares = master.shares()
        sites = np.array([site for site, _ in master.layouts])
        assert np.allclose(np.bincount(sites, shares), 1.0), seed
        assert {site for site, _ in master.mixed()} == set(sites.tolist()), seed
        number = int(shares.argmin())
        master.fix(number)
        worth, _ = master.solve()
        assert worth <= free + 1e-6 * max(1.0, abs(free)), seed
        assert master.shares()[number] == pytest.approx(1.0), seed
        master.release()
        assert master.solve()[0] == pytest.approx(free), seed
        fixed += shares[number] < 0.5
    assert fixed > 5


def test_a_cluster_that_is_not_held_is_left_out_with_all_its_periods(
    pool: ThreadPoolExecutor,
) -> None:
    """Tests that of each cluster at a site all starts stay or none, and a plan's always do."""
    left_out = 0
    for seed in range(375, 395):
        arrays = random_program(seed)
        best = best_plan(arrays)
        found = [parts for _, parts, _ in programs("drawn", range(seed, seed + 1))]
        if best is None or not found:
            continue
        (parts,) = found
        losses = settled(Prices(parts, pool)).losses(0.0)
        nothing = np.zeros(len(arrays["cost"]), dtype=np.bool_)
        few = among(parts, losses, nothing, best.x)
        root = first_of_chain(links_of(parts))
        planned = np.isin(root, root[(best.x > 0.5) & (arrays["row"] >= 0)])
        starts = arrays["integer"] & (arrays["row"] >= 0)
        out = np.isinf(few.columns) & ~np.isinf(losses.columns)
        assert np.array_equal(out, starts & ~planned & ~np.isinf(losses.columns)), seed
        left_out += int(out.sum())
    assert left_out > 20
