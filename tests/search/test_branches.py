"""Tests that branches over sites and clusters bound every plan, and end at the best."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from optmodel.decomposition.counts import counted
from optmodel.decomposition.parts import parts_of
from optmodel.decomposition.prices import Prices
from optmodel.search.branches import Branches
from optmodel.search.controls import Levers
from optmodel.search.link import Link
from optmodel.search.solver import Arrays, Incumbent
from tests.decomposition.random_sites import random_program
from tests.decomposition.solving import TOLERANCE, best_plan

MOST = 60
"""Branchings of one program."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """One thread, so that runs are alike."""
    with ThreadPoolExecutor(1) as one:
        yield one


def link_to(best: Incumbent | None) -> Link:
    """A search that knows a plan and goes on for ever."""
    return Link(
        options={},
        levers=Levers(),
        seconds=lambda: 0.0,
        left_s=lambda: 1e9,
        stop=threading.Event(),
        best=lambda: best,
        keep=lambda _: None,
        lower=lambda _: None,
        enough=lambda: False,
        explore=lambda *_: None,
        improve=lambda *_: None,
        note=lambda _: None,
    )


def branches_of(arrays: Arrays, pool: ThreadPoolExecutor, best: Incumbent | None) -> Branches:
    """The first branch of a program, with prices that have settled."""
    added = counted(parts_of(arrays))
    prices = Prices(added.parts, pool)
    prices.free(added.rows)
    for _ in range(3):
        prices.step()
    return Branches(added, prices, link_to(best))


@pytest.mark.parametrize("amounts", [False, True])
def test_branches_bound_every_plan(pool: ThreadPoolExecutor, *, amounts: bool) -> None:
    """Tests that the bound comes down from step to step, never below the best plan."""
    made = came_down = 0
    make = partial(random_program, amounts=amounts)
    for seed in range(60):
        arrays = make(seed)
        best = best_plan(arrays)
        if best is None or not parts_of(arrays).sites:
            continue
        slack = TOLERANCE * max(1.0, abs(best.value))
        for known in (None, best):
            branches = branches_of(arrays, pool, known)
            first = last = branches.bound
            for _ in range(MOST):
                more = branches.step()
                assert best.value - slack <= branches.bound <= last + slack, (seed, known)
                last = branches.bound
                if not more:
                    break
            made += branches.made
            came_down += last < first - slack
    assert made > 150
    assert came_down > 5


def test_branches_that_are_worse_than_the_best_plan_are_left_out(pool: ThreadPoolExecutor) -> None:
    """Tests that nothing is left to branch on where a plan is known that none can beat."""
    seen = 0
    for seed in range(20):
        arrays = random_program(seed)
        best = best_plan(arrays)
        if best is None or not parts_of(arrays).sites:
            continue
        better = Incumbent(best.x, best.value + 1e6)
        branches = branches_of(arrays, pool, better)
        assert not branches.step()
        assert branches.first is None
        assert branches.bound == better.value
        seen += 1
    assert seen > 5
