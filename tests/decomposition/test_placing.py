"""Tests that a dive over clusters at sites ends at plans, and leaves the prices as they were."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest

from optmodel.decomposition import placing
from optmodel.decomposition.core import among, core_of
from optmodel.decomposition.counts import Counted, counted
from optmodel.decomposition.parts import Parts, parts_of
from optmodel.decomposition.placing import Pace, place
from optmodel.decomposition.prices import Prices, Round
from optmodel.decomposition.whole import WholeSite

from .drafts import Draft
from .solving import best_plan, keeps_rows
from .test_prices import programs

ROUNDS = 6
EVERYTHING = 1e9
"""More than any start loses that could be in a plan."""
PACES = (
    Pace(placed_from=0.7, drop=0.005),
    Pace(placed_from=0.4, drop=1.0),
    Pace(placed_from=1.0, drop=0.0),
)


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """One thread, so that runs are alike."""
    with ThreadPoolExecutor(1) as one:
        yield one


def settled(parts: Parts, pool: ThreadPoolExecutor) -> tuple[Counted, Prices]:
    """Prices of a model with clusters counted, some rounds later."""
    model = counted(parts)
    prices = Prices(model.parts, pool)
    prices.free(model.rows)
    for _ in range(ROUNDS):
        prices.step()
    return model, prices


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("name", ["drawn", "drawn with amounts"])
def test_plans_after_a_dive_over_clusters_are_plans(
    name: str, pace: Pace, pool: ThreadPoolExecutor
) -> None:
    """Tests programs, with copies and sites without chains: held columns, and the plan of them.

    Each held column is of some layout; a plan of the core keeps all rows, and no core holds more.
    """
    found = best_found = copies = amounts = 0
    for seed, parts, best in programs(name, range(700, 720)):
        model, prices = settled(parts, pool)
        held = place(model, prices, pace, lambda: False)
        of_a_layout = np.zeros(len(held), dtype=np.bool_)
        for site, x in prices.master.layouts:
            of_a_layout[parts.sites[site].columns[x > 0.5]] = True
        assert not np.any(held & ~of_a_layout), seed
        copies += bool((parts.arrays["upper"][parts.arrays["integer"]] > 1.0).any())
        amounts += any(isinstance(site, WholeSite) for site in prices.sites)
        core = core_of(parts, among(parts, prices.losses(0.0), held), EVERYTHING)
        plan = best_plan(core.arrays) if len(core.columns) else None
        if plan is not None:
            assert keeps_rows(parts.arrays, core.whole(plan.x)), seed
            assert plan.value <= best + 1e-6 * max(1.0, abs(best)), seed
            found += 1
            best_found += plan.value >= best - 1e-6 * max(1.0, abs(best))
    assert found > 8
    assert best_found > found // 2
    assert copies > 2
    assert amounts > (3 if name == "drawn with amounts" else -1)


def test_sites_are_priced_again_where_placing_cost_something(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that steps for which known layouts do as well are not priced, and others are."""
    often, seldom = [], []
    for part, priced in ((-1.0, often), (1e9, seldom)):
        monkeypatch.setattr(placing, "UNPRICED", part)
        for _, parts, _ in programs("drawn", range(730, 750)):
            model, prices = settled(parts, pool)
            before = prices._rounds
            place(model, prices, PACES[0], lambda: False)
            priced.append(prices._rounds - before)
    assert max(seldom) <= 2
    assert sum(often) > sum(seldom)


def test_a_dive_over_clusters_leaves_the_prices_as_they_were(pool: ThreadPoolExecutor) -> None:
    """Tests bound and prices, and that the master is worth no less: nothing stays placed."""
    for seed, parts, _ in programs("drawn", range(730, 750)):
        model, prices = settled(parts, pool)
        lost = prices.losses(0.0).bound
        bound, best = prices.bound, prices.best
        before, _ = prices.master.solve()
        place(model, prices, PACES[1], lambda: False)
        assert prices.bound == bound, seed
        assert prices.best is best, seed
        assert prices.losses(0.0).bound == pytest.approx(lost), seed
        assert prices.master.solve()[0] >= before - 1e-6 * max(1.0, abs(before)), seed


def test_a_dive_over_clusters_that_is_over_ends_where_it_stands(pool: ThreadPoolExecutor) -> None:
    """Tests that nothing is placed then: what is held is what the master mixes."""
    seen = 0
    for seed, parts, _ in programs("drawn", range(750, 760)):
        model, prices = settled(parts, pool)
        prices.master.solve()
        mixed, known = prices.master.support(), len(prices.master.layouts)
        assert np.array_equal(place(model, prices, PACES[0], lambda: True), mixed), seed
        assert len(prices.master.layouts) == known, seed
        seen += int(mixed.any())
    assert seen > 3


def rivals(offset: float, pool: ThreadPoolExecutor) -> tuple[Counted, Prices]:
    """Two clusters worth 10 each under 2 x + z <= 2 and x + 2 z <= 1.4.

    Prices settle at 13/15 and 4/15 of them, worth 11.33. To place the first is worth 10 and
    leaves nothing for the second: 1.33 less.
    """
    draft = Draft()
    (x,), (z,) = (draft.chain([10.0], row=row, place=row) for row in range(2))
    draft.row({x: 2.0, z: 1.0}, upper=2.0)
    draft.row({x: 1.0, z: 2.0}, upper=1.4)
    model, prices = settled(parts_of(draft.arrays() | {"offset": np.array(offset)}), pool)
    assert prices.bound == pytest.approx(offset + 34.0 / 3.0)
    return model, prices


@pytest.mark.parametrize("offset", [0.0, -100.0, 100.0])
@pytest.mark.parametrize(("drop", "both"), [(1.0, True), (2.0, False)])
def test_a_cluster_whose_placing_costs_too_much_is_taken_back(
    drop: float, both: bool, offset: float, pool: ThreadPoolExecutor
) -> None:
    """Tests that placing one of two rivals, which costs 1.33, stays where it may cost 2."""
    model, prices = rivals(offset, pool)
    pace = Pace(placed_from=0.9, drop=drop / abs(prices.bound))
    assert place(model, prices, pace, lambda: False).tolist() == [True, both]


def test_a_cluster_is_taken_back_in_a_dive_that_begins_anew(pool: ThreadPoolExecutor) -> None:
    """Tests the same where nothing is bounded yet, as under the limits of a branch."""
    model, prices = rivals(0.0, pool)
    pace = Pace(placed_from=0.9, drop=1.0 / prices.bound)
    with prices.aside():
        prices.begin(prices.best)
        assert place(model, prices, pace, lambda: False).tolist() == [True, True]


class Told:
    """Prices whose master is worth what a table says: before the sites are priced, and after.

    Two of three clusters are mixed by 0.95 until one of the first two is placed, the third then.
    """

    WORTH: ClassVar = {
        (): (100.0, 100.0),
        (0, 1): (95.0, 95.0),
        (0,): (99.0, 99.9),
        (0, 2): (96.0, 100.0),
    }

    def __init__(self) -> None:
        self.lower, self.best, self.master = np.zeros(3), np.zeros(1), self
        self.priced: list[tuple[int, ...]] = []

    @property
    def placed(self) -> tuple[int, ...]:
        """The clusters that have to stand."""
        return tuple(np.flatnonzero(self.lower == 1.0).tolist())

    def limits(self, _: Any) -> tuple[Any, Any]:
        """None yet."""
        return np.full(3, -np.inf), np.full(3, np.inf)

    def limit(self, _: Any, lower: Any, __: Any) -> None:
        """Place some."""
        self.lower = lower.copy()

    def aside(self) -> AbstractContextManager[None]:
        """Nothing is put back."""
        return nullcontext()

    def value(self) -> float:
        """Before the sites are priced."""
        if self.placed and self.priced and self.priced[-1] == self.placed:
            return self.WORTH[self.placed][1]
        return self.WORTH[self.placed][0]

    def begin(self, _: Any) -> None:
        """The same prices."""

    def step(self) -> Round:
        """Price the sites."""
        self.priced.append(self.placed)
        after = self.WORTH[self.placed][1]
        return Round(number=1, bound=after, master=after, layouts=0, missed=False)

    def held(self) -> Any:
        """What is mixed."""
        return np.array([1.0, 0.0, 0.95]) if 0 in self.placed else np.array([0.96, 0.95, 0.0])

    def support(self) -> Any:
        """What stands."""
        return self.lower == 1.0


def test_after_a_step_is_taken_back_the_next_ones_are_priced_too() -> None:
    """Tests that what a refused step left is not what the next one is held against."""
    told, model = Told(), SimpleNamespace(rows=np.arange(3), pairs=np.arange(3), content=np.eye(3))
    held = place(model, told, Pace(placed_from=0.9, drop=0.005), lambda: False)  # type: ignore[arg-type]
    assert (0, 2) in told.priced
    assert held.tolist() == [True, False, True]
