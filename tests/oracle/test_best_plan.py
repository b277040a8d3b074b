"""The solver's plan against every plan there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from optmodel.audit.audit import audit
from optmodel.plan.claim import claim_of
from optmodel.search.highs import solve_model

from .enumerate_plans import best_plan, small_rulebook, small_shared_sites, small_workbook
from .generator import Workbook
from .night import blocks
from .pipeline import EXACTLY, Search, model_of, plan_of, search_here
from .space import Space

MONEY = 1e-6
"""Relative; the audit's own tolerance for a value."""


def check(
    seed: int,
    search: Search = search_here,
    make: Callable[[int], tuple[Workbook, Space]] = small_workbook,
) -> str:
    """Compare value, feasibility and every figure of one workbook; return what it was like."""
    book, space = make(seed)
    truth = best_plan(space)
    model = model_of(book.tables())
    result = search(model.model, EXACTLY)
    assert (truth.value is None) == (result.value is None), (seed, truth, result.reason)
    if truth.value is None:
        return "infeasible"
    assert result.value == pytest.approx(truth.value, rel=MONEY, abs=MONEY), (seed, truth)
    plan = plan_of(model, result)
    wrong = [check for check in audit(book.tables(), claim_of(plan)) if not check.passed]
    assert not wrong, (seed, wrong)
    assert plan.value_musd == pytest.approx(truth.value, rel=MONEY, abs=MONEY), seed
    return "something" if truth.starts else "nothing"


@pytest.mark.parametrize("block", blocks(10, 20))
def test_best_plan_is_found(block: int) -> None:
    """Tests 200 random workbooks by day, 20 a block: value, and audit of the plan."""
    for seed in range(20 * block, 20 * block + 20):
        check(seed)


@pytest.mark.parametrize("block", blocks(15, 30))
def test_best_plan_of_the_rulebook_is_found(block: int) -> None:
    """Tests 150 random workbooks by day over the whole rulebook, 10 a block."""
    for seed in range(10 * block, 10 * block + 10):
        check(seed, make=small_rulebook)


@pytest.mark.parametrize("block", blocks(5, 10))
def test_best_plan_with_operators_at_open_sites_is_found(block: int) -> None:
    """Tests 50 random workbooks by day in which operators share what a site takes."""
    for seed in range(10 * block, 10 * block + 10):
        check(seed, make=small_shared_sites)


@pytest.mark.parametrize("seed", [13491, 13577, 13740])
def test_plan_whose_cash_comes_first_and_is_lost_later(seed: int) -> None:
    """Tests workbooks with a rate of return within 1e-12 of -100 %, which is no contradiction."""
    assert check(seed) == "something"


@pytest.mark.parametrize("block", range(4))
def test_best_plan_is_found_in_a_child_process(block: int) -> None:
    """Tests 12 workbooks through the solver's own process, as users run it."""
    for seed in range(3 * block, 3 * block + 3):
        check(seed, solve_model)


def test_workbooks_are_not_all_trivial() -> None:
    """Tests that among 100 workbooks at least 40 fund something and 10 are impossible."""
    found: Counter[str] = Counter()
    for seed in range(100):
        _, space = small_workbook(seed)
        truth = best_plan(space)
        found["impossible" if truth.value is None else "funds" if truth.starts else "idle"] += 1
    assert found["funds"] >= 40
    assert found["impossible"] >= 10


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(100))
def test_best_plan_is_found_at_night(block: int) -> None:
    """Tests 5,000 more random workbooks."""
    for seed in range(10_000 + 50 * block, 10_050 + 50 * block):
        check(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(100))
def test_best_plan_of_the_rulebook_is_found_at_night(block: int) -> None:
    """Tests 5,000 more random workbooks over the whole rulebook."""
    for seed in range(10_000 + 50 * block, 10_050 + 50 * block):
        check(seed, make=small_rulebook)
