"""Tests of rows that count a cluster at a site, and of limits that prices take back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import product

import numpy as np
import pytest

from optmodel.decomposition.counts import Counted, counted
from optmodel.decomposition.parts import Parts, parts_of
from optmodel.decomposition.prices import Prices
from optmodel.search.solver import Arrays

from .drafts import Draft
from .random_sites import random_program
from .solving import TOLERANCE, best_plan
from .test_prices import programs

NAMES = ["drawn", "drawn with amounts", "workbooks"]
FREE = np.array(-np.inf), np.array(np.inf)


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """One thread, so that runs are alike."""
    with ThreadPoolExecutor(1) as one:
        yield one


def free_prices(model: Counted, pool: ThreadPoolExecutor, rounds: int = 0) -> Prices:
    """Prices with the added rows free, some rounds later."""
    prices = Prices(model.parts, pool)
    prices.free(model.rows)
    for _ in range(rounds):
        prices.step()
    return prices


def near(value: float) -> float:
    """Tolerance of a value."""
    return TOLERANCE * max(1.0, abs(value))


def settled_at(model: Counted, which: int, *, placed: bool) -> Arrays:
    """The whole model, in which what a row counts is at least 1, or 0."""
    arrays = with_rows(model.parts)
    lower, upper = arrays["row_lower"].copy(), arrays["row_upper"].copy()
    row = model.parts.shared_rows[model.rows[which]]
    if placed:
        lower[row] = max(1.0, lower[row])
    else:
        upper[row] = 0.0
    return {**arrays, "row_lower": lower, "row_upper": upper}


def with_rows(parts: Parts) -> Arrays:
    """The arrays with all rows of the matrix."""
    return {
        **parts.arrays,
        "starts": parts.matrix.indptr.astype(np.int32),
        "indices": parts.matrix.indices.astype(np.int32),
        "values": parts.matrix.data,
    }


def test_what_is_counted() -> None:
    """Tests that rows add up last columns of chains: by site, by cluster, by cluster at a site."""
    draft = Draft()
    opening = draft.chain([-1.0, -1.0])
    first, second = draft.chain([1.0, 2.0, 3.0], row=0), draft.chain([4.0], upper=2.0, row=4)
    elsewhere = draft.chain([1.0, 2.0], row=0, place=1)
    draft.row({first[-1]: 1.0, elsewhere[-1]: 1.0}, upper=1.0)
    draft.column(1.0, integer=False)
    parts = parts_of(draft.arrays())
    model = counted(parts)
    content = [np.flatnonzero(row).tolist() for row in model.content.toarray()]
    assert [content[row] for row in model.openings] == [opening[-1:]]
    assert [content[row] for row in model.clusters] == [[first[-1], elsewhere[-1]], second]
    assert [content[row] for row in model.pairs] == [first[-1:], second, elsewhere[-1:]]
    assert len(content) == len(model.rows) == 6
    rows = model.parts.shared_rows[model.rows]
    assert np.array_equal(model.parts.matrix[rows].toarray(), model.content.toarray())
    assert model.parts.arrays["row_upper"][rows].tolist() == [1.0, 2.0, 2.0, 1.0, 2.0, 1.0]
    assert model.parts.arrays["row_lower"][rows].tolist() == [0.0] * 6
    assert np.array_equal(model.parts.shared_rows[: model.rows[0]], parts.shared_rows)
    assert model.parts.sites == parts.sites


@pytest.mark.parametrize("name", NAMES)
def test_counting_changes_neither_plans_nor_bounds(name: str, pool: ThreadPoolExecutor) -> None:
    """Tests the best plan under the added rows, and random prices with and without them.

    Whatever the prices of the added rows are, the bound is one; with their limits taken away
    they have none, and it is that of the model before.
    """
    seen = 0
    for seed, parts, best in programs(name, range(600, 614)):
        model, random = counted(parts), np.random.default_rng(seed)
        same = best_plan(with_rows(model.parts))
        assert same is not None, seed
        assert same.value == pytest.approx(best, rel=1e-6, abs=TOLERANCE), seed
        before, limited, free = (
            Prices(parts, pool),
            Prices(model.parts, pool),
            free_prices(model, pool),
        )
        for scale in (0.1, 1.0, 10.0):
            any_sign = scale * random.normal(size=len(model.parts.shared_rows))
            before.best = before.signed(any_sign[: len(parts.shared_rows)])
            limited.best, free.best = limited.signed(any_sign), free.signed(any_sign)
            assert limited.losses(0.0).bound >= best - near(best), (seed, scale)
            assert not free.best[model.rows].any(), (seed, scale)
            bound = before.losses(0.0).bound
            assert free.losses(0.0).bound == pytest.approx(bound, rel=1e-6), (seed, scale)
            seen += len(model.rows)
    assert seen > 60


@pytest.mark.parametrize("name", NAMES)
def test_what_is_settled_is_bounded(name: str, pool: ThreadPoolExecutor) -> None:
    """Tests a site opened or closed, a cluster placed or not: no such plan is above the bound.

    And that the bound comes down where that plan is worth less, most of the times.
    """
    lower_plan = lower_bound = 0
    for seed, parts, best in programs(name, range(620, 634)):
        model = counted(parts)
        prices = free_prices(model, pool, rounds=8)
        kinds = (model.openings[:1], model.clusters[:1], model.pairs[:2])
        for which, placed in product(np.concatenate(kinds).tolist(), (False, True)):
            plan = best_plan(settled_at(model, which, placed=placed))
            with prices.aside():
                limits = (np.array(1.0), FREE[1]) if placed else (FREE[0], np.array(0.0))
                prices.limit(model.rows[which : which + 1], *limits)
                prices.begin(prices.best)
                for _ in range(8):
                    stands = prices.step()
                if plan is not None:
                    assert stands.bound >= plan.value - near(best), (seed, which, placed)
            assert prices.bound >= best - near(best), seed
            if plan is not None and plan.value < best - 0.1:
                lower_plan += 1
                lower_bound += stands.bound < prices.bound - 0.01
    assert lower_plan > 3
    assert lower_bound > lower_plan // 2


class HaltError(Exception):
    """What ends a trial early."""


@pytest.mark.parametrize("halts", [False, True])
def test_what_is_tried_aside_is_taken_back(halts: bool, pool: ThreadPoolExecutor) -> None:
    """Tests bound, prices and all limits after others were tried, also where that was cut short.

    Layouts stay: the master is worth what a new one with these layouts is, and no less.
    """
    more = 0
    for seed, parts, _ in programs("drawn", range(640, 660)):
        model = counted(parts)
        prices = free_prices(model, pool, rounds=3)
        lost, layouts = prices.losses(0.0).bound, len(prices.master.layouts)
        bound, best = prices.bound, prices.best
        value, _ = prices.master.solve()
        every = np.arange(len(model.parts.shared_rows))
        with suppress(HaltError), prices.aside():
            for lower, upper in ((-np.inf, np.inf), (0.5, 0.5)):
                prices.limit(every, np.array(lower), np.array(upper))
                prices.begin(prices.best)
                prices.step()
            if halts:
                raise HaltError
        assert prices.bound == bound, seed
        assert prices.best is best, seed
        assert prices.losses(0.0).bound == pytest.approx(lost), seed
        after, _ = prices.master.solve()
        assert after >= value - near(value), seed
        fresh = free_prices(model, pool)
        for site, x in prices.master.layouts:
            fresh.master.add(site, x)
        assert after == pytest.approx(fresh.master.solve()[0], abs=1e-6), seed
        more += len(prices.master.layouts) > layouts
        assert prices.step().bound <= bound, seed
    assert more > 5


def test_too_many_pairs_are_not_counted() -> None:
    """Tests that sites and clusters are still, in the same order."""
    parts = parts_of(random_program(3))
    every, few = counted(parts), counted(parts, most_pairs=len(counted(parts).pairs) - 1)
    count = len(every.rows) - len(every.pairs)
    assert len(every.pairs) > 1
    assert not len(few.pairs)
    assert few.rows.tolist() == every.rows[:count].tolist()
    assert (few.content != every.content[:count]).nnz == 0
    assert few.openings.tolist() == every.openings.tolist()
    assert few.clusters.tolist() == every.clusters.tolist()
    assert len(counted(parts, most_pairs=len(every.pairs)).pairs)
