"""Good and bad plans: the model allows exactly those in which the audit finds nothing wrong."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from optmodel.audit.audit import evaluate

from .enumerate_plans import small_open_pools, small_rulebook, small_workbook
from .fixed_plans import fixer_of
from .generator import Workbook
from .night import blocks
from .pipeline import model_of
from .random_plans import random_plans, random_shares
from .space import Space


def disagreements(made: tuple[Workbook, Space], seed: int, plans: int) -> tuple[int, int]:
    """Compare model and audit on random plans; count the good and the bad ones."""
    book, space = made
    tables = book.tables()
    fixer = fixer_of(model_of(tables))
    random = Random(seed)
    good = bad = 0
    for starts, openings in random_plans(random, space, plans):
        shares = random_shares(random, space, (starts, openings))
        verdict = evaluate(
            tables,
            starts,
            openings,
            {start: shares[start] for start in starts},
            {opening: shares[opening] for opening in openings},
        )
        value = fixer.value(starts, openings, shares)
        said = seed, starts, openings, shares
        assert (value is not None) == verdict.feasible, (*said, verdict.violations)
        if value is not None:
            assert value == pytest.approx(verdict.value, rel=1e-6, abs=1e-6), said
        good += verdict.feasible
        bad += not verdict.feasible
    return good, bad


def agree(make: Callable[[int], tuple[Workbook, Space]], seeds: range, plans: int) -> None:
    """Hold model and audit together on the workbooks of many seeds, some plans good, some bad."""
    counts = [disagreements(make(seed), seed, plans) for seed in seeds]
    assert sum(good for good, _ in counts) >= 20
    assert sum(bad for _, bad in counts) >= 20


@pytest.mark.parametrize("block", blocks(4, 8))
def test_model_and_audit_agree_on_any_plan(block: int) -> None:
    """Tests 80 workbooks by day with 15 random plans each: allowed by both, or by neither."""
    agree(small_workbook, range(20 * block, 20 * block + 20), 15)


@pytest.mark.parametrize("block", blocks(8, 16))
def test_model_and_audit_agree_on_any_plan_of_the_rulebook(block: int) -> None:
    """Tests 160 workbooks by day with 15 random plans each, over the whole rulebook."""
    agree(small_rulebook, range(20 * block, 20 * block + 20), 15)


@pytest.mark.parametrize("block", range(4))
def test_model_and_audit_agree_on_any_plan_with_open_pools(block: int) -> None:
    """Tests 60 workbooks in which pools share clusters with other sources as the plan likes."""
    agree(small_open_pools, range(15 * block, 15 * block + 15), 20)


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(40))
def test_model_and_audit_agree_on_any_plan_at_night(block: int) -> None:
    """Tests 2,000 more workbooks with 40 plans each."""
    agree(small_workbook, range(20_000 + 50 * block, 20_050 + 50 * block), 40)


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(60))
def test_model_and_audit_agree_on_any_plan_of_the_rulebook_at_night(block: int) -> None:
    """Tests 3,000 more workbooks over the whole rulebook with 40 plans each."""
    agree(small_rulebook, range(20_000 + 50 * block, 20_050 + 50 * block), 40)


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(40))
def test_model_and_audit_agree_on_any_plan_with_open_pools_at_night(block: int) -> None:
    """Tests 1,000 more workbooks with open pools and 40 plans each."""
    agree(small_open_pools, range(20_000 + 25 * block, 20_025 + 25 * block), 40)
