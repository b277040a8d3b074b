"""Pools whose shares the plan chooses: what is claimed is true, and nothing tried is better.

No enumeration finds their best shares. But the audit says what the plan of the model is worth, and
many random plans, many of them with the starts of the best one, must not be worth more.
"""

from __future__ import annotations

from random import Random

import pytest

from optmodel.audit.audit import audit, evaluate
from optmodel.plan.claim import claim_of

from .enumerate_plans import small_open_pools
from .pipeline import EXACTLY, model_of, plan_of, search_here
from .random_plans import random_plans, random_shares


def check(seed: int, tries: int) -> tuple[bool, int]:
    """Whether something starts in the best plan, and how many of the others keep every rule."""
    book, space = small_open_pools(seed)
    tables = book.tables()
    model = model_of(tables)
    result = search_here(model.model, EXACTLY)
    plans = list(random_plans(Random(seed), space, tries))
    claim = None
    if result.value is not None:
        claim = claim_of(plan_of(model, result))
        wrong = [each for each in audit(tables, claim) if not each.passed]
        assert not wrong, (seed, wrong)
        plans += [(claim.starts, claim.openings)] * tries
    random = Random(seed)
    kept = 0
    for plan in plans:
        shares = random_shares(random, space, plan)
        verdict = evaluate(
            tables,
            *plan,
            {start: shares[start] for start in plan[0]},
            {opening: shares[opening] for opening in plan[1]},
        )
        if verdict.feasible:
            assert claim is not None, (seed, plan, shares)
            assert verdict.value <= claim.value + 1e-6 * max(1.0, abs(claim.value)), (seed, plan)
            kept += 1
    return claim is not None and bool(claim.starts), kept


@pytest.mark.parametrize("block", range(4))
def test_no_plan_is_better(block: int) -> None:
    """Tests 15 workbooks with 20 random plans each and 20 with the starts of the best plan."""
    found = [check(seed, 20) for seed in range(15 * block, 15 * block + 15)]
    assert sum(funds for funds, _ in found) >= 3
    assert sum(kept for _, kept in found) >= 40


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(40))
def test_no_plan_is_better_at_night(block: int) -> None:
    """Tests 1,000 more workbooks."""
    for seed in range(10_000 + 25 * block, 10_025 + 25 * block):
        check(seed, 60)
