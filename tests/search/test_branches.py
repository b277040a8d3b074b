"""Tests that branches over sites and clusters bound every plan, and end at the best."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from optmodel.decomposition.counts import counted
from optmodel.decomposition.parts import parts_of
from optmodel.decomposition.prices import CLOSEST, Prices
from optmodel.search.branches import CANDIDATES, WHOLE, Branch, Branches
from optmodel.search.solver import Arrays, Incumbent
from tests.decomposition.random_sites import random_program
from tests.decomposition.solving import TOLERANCE, best_plan

from .linking import link_to

MOST = 60
"""Branchings of one program."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """One thread, so that runs are alike."""
    with ThreadPoolExecutor(1) as one:
        yield one


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
    made = came_down = ended = 0
    make = partial(random_program, amounts=amounts)
    for seed in range(40):
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
                    ended += 1
                    break
            made += branches.made
            came_down += last < first - slack
    assert made > 150
    assert came_down > 5
    assert ended > 50


def test_a_branch_waits_once_another_has_the_larger_bound(pool: ThreadPoolExecutor) -> None:
    """Tests that one that is not settled is behind, keeps its rounds, and settles in its turn."""
    waits = settles = 0
    for seed in range(30):
        arrays = random_program(seed)
        if best_plan(arrays) is None or not parts_of(arrays).sites:
            continue
        branches = branches_of(arrays, pool, None)
        waiting: dict[bytes, int] = {}
        for _ in range(MOST):
            first = branches.first
            if first is None or not branches.step():
                break
            rounds = waiting.pop(key(first), 0)
            assert first.rounds >= rounds
            for _, _, branch in branches._open:
                if branch.counts is None and branch.rounds:
                    assert branch.bound <= branches.bound
                    waits += key(branch) not in waiting
                    waiting[key(branch)] = branch.rounds
            settles += rounds > 0 and key(first) not in waiting
    assert waits > 5
    assert settles > 5


def key(branch: Branch) -> bytes:
    """The limits of a branch."""
    return branch.lower.tobytes() + branch.upper.tobytes()


def test_it_is_branched_on_the_count_that_costs_both_halves_most(pool: ThreadPoolExecutor) -> None:
    """Tests the choice against the master's value under the limits of every candidate."""
    seen = 0
    for seed in range(40):
        arrays = random_program(seed)
        if best_plan(arrays) is None or not parts_of(arrays).sites:
            continue
        branches = branches_of(arrays, pool, None)
        while (first := branches.first) is not None and first.counts is None:
            branches.step()
        if first is None or first.counts is None:
            continue
        counts, prices = first.counts, branches._prices
        chosen = branches._where(first, counts)
        apart = np.flatnonzero(np.abs(counts - np.round(counts)) > WHOLE)
        if chosen is None:
            assert not len(apart)
            continue
        assert chosen in apart
        losses = {}
        for index in apart.tolist():
            below = np.floor(counts[index])
            losses[index] = 1.0
            for low, high in ((-np.inf, below), (below + 1.0, np.inf)):
                with prices.aside():
                    value = prices.value()
                    row = branches._counted.rows[[index]]
                    prices.limit(row, np.array([low]), np.array([high]))
                    loss = value - prices.value()
                losses[index] *= max(CLOSEST * abs(first.bound), loss)
        if len(apart) <= CANDIDATES:
            assert losses[chosen] >= max(losses.values()) * (1.0 - TOLERANCE)
            seen += 1
    assert seen > 3


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
