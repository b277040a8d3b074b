"""Tests that prices bound the whole model, whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from optmodel.decomposition.chains import NONE, links_of
from optmodel.decomposition.parts import Parts, parts_of
from optmodel.decomposition.prices import Prices
from optmodel.search.solver import Arrays
from tests.oracle.generator import workbook
from tests.oracle.generator_rulebook import open_pools, rulebook

from .random_sites import random_program
from .solving import TOLERANCE, arrays_of, best_plan

Make = Callable[[int], dict[str, NDArray[Any]] | None]
MAKERS: dict[str, Make] = {
    "drawn": random_program,
    "drawn with amounts": partial(random_program, amounts=True),
    "workbooks": lambda seed: arrays_of(workbook(seed)),
    "rulebooks": lambda seed: arrays_of(rulebook(seed)),
    "open pools": lambda seed: arrays_of(open_pools(seed)),
}
ROUNDS = 60
CONVERGED = 2e-5


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """One thread, so that runs are alike."""
    with ThreadPoolExecutor(1) as one:
        yield one


def programs(name: str, seeds: range) -> Iterator[tuple[int, Parts, float]]:
    """Programs that have a plan and a site, with their best value."""
    for seed in seeds:
        arrays = MAKERS[name](seed)
        best = None if arrays is None else best_plan(arrays)
        if arrays is not None and best is not None and (parts := parts_of(arrays)).sites:
            yield seed, parts, best.value


def relaxed(arrays: Arrays) -> float:
    """Value of the linear relaxation."""
    best = best_plan({**arrays, "integer": np.zeros_like(arrays["integer"])})
    assert best is not None
    return best.value


@pytest.mark.parametrize("name", MAKERS)
def test_any_prices_bound_the_whole_model(name: str, pool: ThreadPoolExecutor) -> None:
    """Tests random prices of the right sign, small and large: no plan is above their bound."""
    seen = 0
    for seed, parts, best in programs(name, range(16)):
        prices, random = Prices(parts, pool), np.random.default_rng(seed)
        for scale in (0.0, 0.1, 1.0, 10.0):
            any_sign = scale * random.normal(size=len(parts.shared_rows))
            prices.best = prices.signed(any_sign)
            for tolerance in (0.0, 2.0):
                losses = prices.losses(tolerance)
                assert losses.bound >= best - TOLERANCE * max(1.0, abs(best)), (seed, scale)
                seen += 1
    assert seen > 60


@pytest.mark.parametrize("name", MAKERS)
def test_bounds_come_down_to_the_master_and_no_further(name: str, pool: ThreadPoolExecutor) -> None:
    """Tests that optimum <= bound and master <= bound in every round, and that they meet.

    Where the master misses no row, the bound is then at least that of the linear relaxation.
    """
    tight = 0
    for seed, parts, best in programs(name, range(100, 118)):
        prices, near = Prices(parts, pool), TOLERANCE * max(1.0, abs(best))
        for _ in range(ROUNDS):
            stands = prices.step()
            assert stands.bound >= best - near, seed
            assert stands.master <= stands.bound + near, seed
            if stands.bound - stands.master <= CONVERGED * max(1.0, abs(stands.master)):
                break
        else:
            pytest.fail(f"seed {seed}: bound {stands.bound} stays above {stands.master}")
        if prices.master.missed() <= 1e-7:
            assert stands.bound <= relaxed(parts.arrays) + 1e-4 * max(1.0, abs(best)), seed
            tight += 1
    assert tight > 3


@pytest.mark.parametrize("name", ["drawn", "drawn with amounts"])
def test_no_plan_with_a_start_is_worth_more_than_is_left(
    name: str, pool: ThreadPoolExecutor
) -> None:
    """Tests up to ten starts of 40 programs, each held by a row: HiGHS finds nothing above."""
    held = 0
    for seed, parts, _ in programs(name, range(200, 240)):
        prices = Prices(parts, pool)
        for _ in range(4):
            prices.step()
        losses = prices.losses(0.0)
        before = links_of(parts)
        for column in np.flatnonzero((losses.columns > 0.0) & (before != NONE))[:10].tolist():
            plan = best_plan(holding(parts.arrays, int(before[column]), column))
            if plan is not None:
                assert plan.value <= losses.bound - losses.columns[column] + 1e-4, (seed, column)
                held += 1
    assert held > 5


def holding(arrays: Arrays, before: int, column: int) -> dict[str, NDArray[Any]]:
    """The model with a row that says that something starts at a column."""
    end = int(arrays["starts"][-1])
    return {
        **arrays,
        "starts": np.append(arrays["starts"], end + 2).astype(np.int32),
        "indices": np.append(arrays["indices"], [before, column]).astype(np.int32),
        "values": np.append(arrays["values"], [-1.0, 1.0]),
        "row_lower": np.append(arrays["row_lower"], 1.0),
        "row_upper": np.append(arrays["row_upper"], np.inf),
    }


@pytest.mark.parametrize("name", ["drawn", "workbooks"])
def test_divided_layouts_are_worth_no_less_than_whole_ones(
    name: str, pool: ThreadPoolExecutor
) -> None:
    """Tests that the gain of the cut is 0 or more, and more than that in some programs."""
    gains = []
    for seed, parts, _ in programs(name, range(400, 420)):
        prices = Prices(parts, pool)
        for _ in range(4):
            prices.step()
        gains.append(prices.gain(0.0))
        assert gains[-1] >= -1e-9, seed
    assert max(gains) > 0.01


def test_a_missed_row_becomes_dearer(pool: ThreadPoolExecutor) -> None:
    """Tests that the master is worth no more then, that bounds stay bounds, and that it ends."""
    for seed, parts, best in programs("drawn", range(420, 432)):
        prices, near = Prices(parts, pool), TOLERANCE * max(1.0, abs(best))
        before = prices.step().master
        assert prices.dearer(), seed
        value, _ = prices.master.solve()
        assert value + float(parts.arrays["offset"]) <= before + near, seed
        for _ in range(5):
            assert prices.step().bound >= best - near, seed
        steps = 1
        while prices.dearer():
            steps += 1
        assert steps == 4, seed  # to 10,000 times the first penalty


def test_prices_that_begin_with_their_bound_only_become_better(pool: ThreadPoolExecutor) -> None:
    """Tests that what was known is kept: the bound, and the prices until there are better ones."""
    kept = better = 0
    for seed, parts, best in programs("drawn", range(440, 460)):
        prices, near = Prices(parts, pool), TOLERANCE * max(1.0, abs(best))
        for _ in range(4):
            prices.step()
        known, bound = prices.best, prices.bound
        prices.begin(known, bound)
        stands = prices.step()
        assert best - near <= stands.bound <= bound, seed
        if stands.bound < bound:
            better += 1
        else:
            assert np.array_equal(prices.best, known), seed
            kept += 1
    assert kept > 2
    assert better > 2
