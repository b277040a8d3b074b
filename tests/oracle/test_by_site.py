"""The search by sites against every plan there is."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

import pytest

from optmodel.decomposition.counts import counted
from optmodel.search import by_site
from optmodel.search.branches import Branches
from optmodel.search.stages import Search
from optmodel.search.tree import View

from .enumerate_plans import small_rulebook, small_shared_sites
from .night import blocks
from .pipeline import search_by_site
from .test_best_plan import check

in_cores = partial(search_by_site, branches_from=10**9)
"""Without branches, so that what is left after dives is searched in cores."""
racing = partial(search_by_site, branches_from=10**9, threads=2)
"""Likewise, with two trees for each last core."""
beside = partial(search_by_site, large_from=0, threads=2)
"""As large models are: plans are looked for in a thread of their own."""
WAYS = (search_by_site, in_cores, racing, beside)


@pytest.mark.parametrize("block", blocks(4, 40))
def test_best_plan_by_site(block: int) -> None:
    """Tests 40 random workbooks by day, each cut along its sites."""
    for seed in range(10 * block, 10 * block + 10):
        check(seed, WAYS[seed % 4])


@pytest.mark.parametrize("block", blocks(4, 40))
def test_best_plan_of_the_rulebook_by_site(block: int) -> None:
    """Tests 40 random workbooks by day over the whole rulebook."""
    for seed in range(10 * block, 10 * block + 10):
        check(seed, WAYS[seed % 4], make=small_rulebook)


@pytest.mark.parametrize("block", blocks(3, 20))
def test_best_plan_of_shared_sites_by_site(block: int) -> None:
    """Tests 30 random workbooks by day in which clusters share sites."""
    for seed in range(10 * block, 10 * block + 10):
        check(seed, WAYS[seed % 4], make=small_shared_sites)


def test_searches_by_site_do_look_at_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that the levers of these tests lead to dives and cores; once they led to hardly any."""
    cores: list[float] = []
    branch = Search._branch

    def watched(search: Search, view: View, *given: Any, **named: Any) -> str:
        if view.core is not None:
            cores.append(view.limit)
        return branch(search, view, *given, **named)

    monkeypatch.setattr(Search, "_branch", watched)
    for seed in range(15):
        check(seed, in_cores, make=small_shared_sites)
    dives = sum(limit == float("inf") for limit in cores)
    assert dives > 2
    assert len(cores) - dives > 2


def test_searches_by_site_do_race(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that the levers of these tests lead to two trees beside each other."""
    races: list[bool] = []
    race = Search._race

    def watched(search: Search, view: View) -> bool:
        races.append(race(search, view))
        return races[-1]

    monkeypatch.setattr(Search, "_race", watched)
    for seed in range(16):
        check(seed, racing, make=small_shared_sites)
    assert races.count(True) > 2


def test_searches_by_site_do_look_for_plans_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that the levers of these tests lead to neighborhoods in a thread of its own."""
    seen: list[threading.Thread] = []
    improve = Search._improve

    def watched(search: Search, *given: Any, **named: Any) -> None:
        seen.append(threading.current_thread())
        improve(search, *given, **named)

    monkeypatch.setattr(Search, "_improve", watched)
    for seed in range(15):
        check(seed, beside, make=small_shared_sites)
    assert sum(thread is not threading.current_thread() for thread in seen) > 2


def test_searches_by_site_do_branch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that the levers of these tests lead to branches."""
    made: list[int] = []
    step = Branches.step

    def watched(branches: Branches) -> bool:
        more = step(branches)
        made.append(branches.made)
        return more

    monkeypatch.setattr(Branches, "step", watched)
    for seed in range(15):
        check(seed, search_by_site, make=small_shared_sites)
    assert len(made) > 3
    assert max(made) > 1


@pytest.mark.parametrize("way", WAYS)
def test_best_plan_where_pairs_are_too_many_to_count(
    way: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests dives over layouts alone and branches over sites and clusters, as in huge models."""
    monkeypatch.setattr(by_site, "counted", partial(counted, most_pairs=0))
    for seed in range(10):
        check(seed, way, make=small_shared_sites)
