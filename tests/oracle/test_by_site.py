"""The search by sites against every plan there is."""

from __future__ import annotations

import pytest

from .enumerate_plans import small_rulebook, small_shared_sites
from .night import blocks
from .pipeline import search_by_site
from .test_best_plan import check


@pytest.mark.parametrize("block", blocks(4, 40))
def test_best_plan_by_site(block: int) -> None:
    """Tests 40 random workbooks by day, each cut along its sites."""
    for seed in range(10 * block, 10 * block + 10):
        check(seed, search_by_site)


@pytest.mark.parametrize("block", blocks(4, 40))
def test_best_plan_of_the_rulebook_by_site(block: int) -> None:
    """Tests 40 random workbooks by day over the whole rulebook."""
    for seed in range(10 * block, 10 * block + 10):
        check(seed, search_by_site, make=small_rulebook)


@pytest.mark.parametrize("block", blocks(3, 20))
def test_best_plan_of_shared_sites_by_site(block: int) -> None:
    """Tests 30 random workbooks by day in which clusters share sites."""
    for seed in range(10 * block, 10 * block + 10):
        check(seed, search_by_site, make=small_shared_sites)
