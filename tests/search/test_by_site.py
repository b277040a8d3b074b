"""What the search by sites does next, where it may go on with prices or look for plans."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from optmodel.decomposition.prices import Prices, Round
from optmodel.search.branches import Branches
from optmodel.search.by_site import BySite
from optmodel.search.dives import Dives
from optmodel.search.solver import Arrays, Incumbent
from tests.decomposition.random_sites import random_program

from .linking import link_to

ALWAYS, NEVER = 0, 10**9


@pytest.fixture(scope="module")
def arrays() -> Arrays:
    """A program with sites."""
    return random_program(1)


def plan(arrays: Arrays, value: float) -> Incumbent:
    """A plan that is said to be worth so much."""
    return Incumbent(np.zeros(len(arrays["cost"])), value)


def stands(bound: float, master: float) -> Round:
    """A round of prices."""
    return Round(number=9, bound=bound, master=master, layouts=9, missed=False)


@pytest.mark.parametrize("best", [None, 10.0])
def test_there_is_a_first_dive(arrays: Arrays, best: float | None) -> None:
    """Tests that one is due whatever the size, the plan and the prices are."""
    known = None if best is None else plan(arrays, best)
    by_site = BySite(arrays, link_to(known, large_from=NEVER))
    assert by_site._plans_lag(stands(200.0, 100.0))


@pytest.mark.parametrize(
    ("large_from", "best", "bound", "due"),
    [
        (ALWAYS, 90.0, 105.0, True),
        (ALWAYS, 90.0, 111.0, False),  # prices have further to go than the plan
        (ALWAYS, 99.0, 102.0, False),
        (NEVER, 90.0, 105.0, False),  # a small model: its core is searched next
    ],
)
def test_a_further_dive_is_due_where_the_plan_is_further_away(
    arrays: Arrays, large_from: int, best: float, bound: float, *, due: bool
) -> None:
    """Tests the distances from the master's 100 to the bound, and down to the plan."""
    by_site = BySite(arrays, link_to(plan(arrays, best), large_from=large_from))
    by_site._dives.count = 1
    assert by_site._plans_lag(stands(bound, 100.0)) == due


def test_no_dive_is_due_while_the_last_one_is_looked_into(arrays: Arrays) -> None:
    """Tests that a core that is being searched comes first, and that all ways are tried once."""
    by_site = BySite(arrays, link_to(plan(arrays, 90.0), large_from=ALWAYS, threads=2))
    by_site._dives.count = 1
    go = threading.Event()
    with by_site._beside as beside:
        beside.do(lambda: None if go.wait(10.0) else pytest.fail("it was never let go"))
        assert not by_site._plans_lag(stands(105.0, 100.0))
        go.set()
        beside.wait()
        assert by_site._plans_lag(stands(105.0, 100.0))
    by_site._dives.count += by_site._dives.left
    assert not by_site._plans_lag(stands(105.0, 100.0))


@pytest.mark.parametrize(
    ("large_from", "threads", "apart"), [(ALWAYS, 2, True), (ALWAYS, 1, False), (NEVER, 2, False)]
)
def test_plans_have_a_thread_in_large_models_with_two(
    arrays: Arrays, large_from: int, threads: int, *, apart: bool
) -> None:
    """Tests that a user who gave one thread gets one."""
    by_site = BySite(arrays, link_to(None, large_from=large_from, threads=threads))
    assert by_site._beside.apart == apart


def test_branches_end_where_the_core_has_become_small(
    arrays: Arrays, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that better plans that are found meanwhile lead on to the core."""
    by_site = BySite(arrays, link_to(plan(arrays, 90.0)))
    with ThreadPoolExecutor(1) as pool:
        prices = Prices(by_site._counted.parts, pool)
        prices.free(by_site._counted.rows)
        prices.step()
        losses = by_site._dives.losses(prices)
        sizes = iter([5000, 5000, 1999])
        monkeypatch.setattr(BySite, "size", lambda *_: next(sizes))
        stepped: list[Branches] = []
        step = Branches.step
        monkeypatch.setattr(Branches, "first", "the first")
        monkeypatch.setattr(Branches, "step", lambda it: bool(stepped.append(it)) or step(it))
        monkeypatch.setattr(Dives, "one", lambda *_: None)
        by_site._branch(prices, losses)
    assert len(stepped) == 2
