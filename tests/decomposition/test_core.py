"""Tests that the core holds every plan worth looking for, and nothing that is no plan."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from optmodel.decomposition.chains import NONE, links_of
from optmodel.decomposition.core import Core, core_of, most_with, size_of
from optmodel.decomposition.parts import Parts, parts_of
from optmodel.decomposition.prices import Losses, Prices
from optmodel.decomposition.site import site_of
from optmodel.search.solver import Incumbent

from .drafts import Draft
from .solving import TOLERANCE, best_plan, keeps_rows
from .test_prices import MAKERS

Floats = NDArray[np.float64]
MARGIN = 1e-4
LEFT_OUT = {
    "drawn": 60,
    "drawn with amounts": 5,
    "workbooks": 20,
    "rulebooks": 0,
    "open pools": 0,
}
"""Columns left out of 20 programs, at least: sites with amounts are priced as they stand, and
nothing is known of their starts."""

LIFTED = {"drawn": 5, "drawn with amounts": 0, "workbooks": 3}
"""Sites that are worth less while they stay closed, of 18 programs, more than this."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """One thread, so that runs are alike."""
    with ThreadPoolExecutor(1) as one:
        yield one


def priced(
    name: str, seeds: range, pool: ThreadPoolExecutor
) -> Iterator[tuple[int, Parts, Incumbent, Losses]]:
    """Programs after some rounds of pricing: few and many, so that prices are bad and good."""
    for seed in seeds:
        arrays = MAKERS[name](seed)
        best = None if arrays is None else best_plan(arrays)
        if arrays is None or best is None or not (parts := parts_of(arrays)).sites:
            continue
        prices = Prices(parts, pool)
        for _ in range(1 + seed % 7):
            prices.step()
        whole = np.where(arrays["integer"], np.round(best.x), best.x)
        yield seed, parts, Incumbent(whole, best.value), prices.losses(0.0)


def best_in(core: Core) -> Incumbent | None:
    """A best plan of the core, whole numbers rounded."""
    best = best_plan(core.arrays)
    if best is None:
        return None
    return Incumbent(np.where(core.arrays["integer"], np.round(best.x), best.x), best.value)


@pytest.mark.parametrize("name", MAKERS)
def test_the_core_holds_the_best_plan(name: str, pool: ThreadPoolExecutor) -> None:
    """Tests that what loses more than the distance to the optimum is not missed.

    A plan of the core is one of the whole model, of the same value, and back again.
    """
    left_out = 0
    for seed, parts, best, losses in priced(name, range(300, 320), pool):
        core = core_of(parts, losses, losses.bound - best.value + MARGIN)
        left_out += len(core.source) - len(core.columns)
        if not len(core.columns):
            assert best.value == pytest.approx(float(parts.arrays["offset"]), abs=TOLERANCE), seed
            continue
        found = best_in(core)
        assert found is not None, seed
        assert found.value == pytest.approx(best.value, rel=1e-6, abs=MARGIN), seed
        x = core.whole(found.x)
        assert keeps_rows(parts.arrays, x), seed
        assert values(parts, x) == pytest.approx(found.value, rel=1e-6, abs=TOLERANCE), seed
        assert np.array_equal(core.within(x), found.x), seed
    assert left_out >= LEFT_OUT[name]


@pytest.mark.parametrize("name", MAKERS)
def test_a_plan_that_is_given_stays(name: str, pool: ThreadPoolExecutor) -> None:
    """Tests that a core of nothing else holds a plan, with its rows and its value."""
    for seed, parts, best, losses in priced(name, range(400, 412), pool):
        for most in (0.0, -1.0):
            core = core_of(parts, losses, most, best.x)
            within = core.within(best.x)
            assert np.array_equal(core.whole(within), best.x), (seed, most)
            assert keeps_rows(core.arrays, within), (seed, most)
            value = float(core.arrays["cost"] @ within + core.arrays["offset"])
            assert value == pytest.approx(values(parts, best.x)), (seed, most)


@pytest.mark.parametrize("name", ["drawn", "drawn with amounts", "workbooks"])
def test_every_plan_keeps_the_rows_of_the_sites(name: str, pool: ThreadPoolExecutor) -> None:
    """Tests that a core that leaves nothing out holds the best plans for random values too."""
    lifted = 0
    for seed, parts, best, losses in priced(name, range(600, 618), pool):
        random, arrays = np.random.default_rng(seed), parts.arrays
        core = core_of(parts, losses, np.inf)
        assert keeps_rows(core.arrays, core.within(best.x)), seed
        lifted += np.count_nonzero(losses.closed < losses.sites - 0.1)
        for scale in (0.1, 1.0, 10.0):
            change = scale * random.normal(size=len(best.x))
            other = best_plan({**arrays, "cost": losses.values + change})
            assert other is not None
            x = np.where(arrays["integer"], np.round(other.x), other.x)
            assert keeps_rows(core.arrays, core.within(x)), (seed, scale)
    assert lifted > LIFTED[name]


def test_a_part_of_an_opening_is_worth_no_more_than_that_part() -> None:
    """Tests half an opening worth 5 or, later, 3, and 0.3 of each of two starts worth 6.

    Only one of them fits. Late this is worth 3.6 - 1.5: below 5, also below half of 5, but not
    below half of 3.
    """
    draft = Draft()
    _, last = draft.chain([2.0, -3.0])
    starts = [draft.chain([6.0], row=row)[0] for row in range(2)]
    for x in starts:
        draft.row({x: 1.0, last: -1.0}, upper=0.0)
    draft.row({starts[0]: 1.0, starts[1]: 1.0, last: -1.5}, upper=0.0)
    parts = parts_of(draft.arrays())
    lost = site_of(parts, parts.sites[0]).losses(parts.arrays["cost"], 0.0)
    assert (lost.bound, lost.closed) == pytest.approx((5.0, 0.0))
    late = np.zeros(4)
    late[last] = 2.0
    half = np.array([0.0, 0.5, 0.3, 0.3])
    for closed, columns, cut_off in (
        (lost.bound, np.zeros(4), False),
        (lost.closed, np.zeros(4), False),
        (lost.closed, late, True),
    ):
        bound = np.array([lost.bound])
        core = core_of(
            parts,
            Losses(lost.bound, bound, np.array([closed]), columns, parts.arrays["cost"]),
            np.inf,
        )
        relaxed = {**core.arrays, "integer": np.zeros(4, dtype=np.bool_)}
        assert keeps_rows(relaxed, half) != cut_off
        assert keeps_rows(core.arrays, np.array([0.0, 1.0, 1.0, 0.0]))
        assert keeps_rows(core.arrays, np.array([1.0, 1.0, 0.0, 1.0]))
        assert keeps_rows(core.arrays, np.zeros(4))


@pytest.mark.parametrize("name", MAKERS)
def test_plans_of_the_core_are_those_that_hold_nothing_left_out(
    name: str, pool: ThreadPoolExecutor
) -> None:
    """Tests random columns left out: a best plan for other values is in the core, if it can be."""
    seen = 0
    for seed, parts, best, losses in priced(name, range(500, 512), pool):
        random, arrays = np.random.default_rng(seed), parts.arrays
        some = np.where(random.random(len(best.x)) < 0.3, 1.0, 0.0)
        loose = losses.sites + 1.0
        core = core_of(parts, Losses(np.inf, loose, loose, some, losses.values), 0.5, best.x)
        other = {**arrays, "cost": random.normal(size=len(best.x))}
        without = best_plan(bounded(parts, other, core))
        assert without is not None
        x = np.where(arrays["integer"], np.round(without.x), without.x)
        assert np.allclose(core.whole(core.within(x)), x), seed
        assert keeps_rows(core.arrays, core.within(x)), seed
        seen += 1
    assert seen > 2


def bounded(parts: Parts, arrays: dict[str, Floats], core: Core) -> dict[str, Floats]:
    """The whole model, in which nothing starts at the columns that the core has not."""
    gone = np.setdiff1d(np.arange(len(core.source)), core.columns)
    before = links_of(parts)[gone]
    follows = before != NONE
    upper = arrays["upper"].copy()
    upper[gone[~follows]] = 0.0
    count = int(follows.sum())
    pairs = np.column_stack([before[follows], gone[follows]]).ravel()
    end = int(arrays["starts"][-1])
    return {
        **arrays,
        "upper": upper,
        "starts": np.append(arrays["starts"], end + 2 * np.arange(1, count + 1)).astype(np.int32),
        "indices": np.append(arrays["indices"], pairs).astype(np.int32),
        "values": np.append(arrays["values"], np.tile([1.0, -1.0], count)),
        "row_lower": np.append(arrays["row_lower"], np.zeros(count)),
        "row_upper": np.append(arrays["row_upper"], np.zeros(count)),
    }


def values(parts: Parts, x: Floats) -> float:
    """Value of a plan."""
    return float(parts.arrays["cost"] @ x + parts.arrays["offset"])


def test_as_much_may_be_lost_as_leaves_so_many_whole_numbers(pool: ThreadPoolExecutor) -> None:
    """Tests each number against counting, with losses that are equal, and limits of their own."""
    for seed, parts, _, losses in priced("drawn", range(700, 706), pool):
        lost = np.sort(losses.columns[parts.arrays["integer"]])
        for whole in range(len(lost)):
            for most in (0.0, float(np.median(lost[np.isfinite(lost)])), np.inf):
                found = most_with(parts, losses, whole, most)
                left = size_of(parts, losses, found)
                if size_of(parts, losses, most) <= whole:
                    assert found == most, (seed, whole)
                else:
                    assert left <= whole, (seed, whole)
                    assert left == np.count_nonzero(lost < lost[whole]), (seed, whole)
