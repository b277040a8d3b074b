"""The linear program of the shares says what the audit says where there is nothing to share."""

from __future__ import annotations

from random import Random

import pytest

from .best_shares import SharesOf
from .enumerate_plans import all_plans, small_rulebook
from .space import ON_SHARES


@pytest.mark.parametrize("block", range(4))
def test_one_source_pays_all(block: int) -> None:
    """Tests 10 plans of each of 25 workbooks with one source: the same limits, the same value.

    Synergies are no matter of shares; workbooks with some are left out.
    """
    good = bad = 0
    for seed in range(25 * block, 25 * block + 25):
        book, space = small_rulebook(seed)
        if len(space.most) > 1 or space.pooled or book.sheets["Synergies"]:
            continue
        finder = SharesOf(space.facts, space.units, space.most)
        plans = list(all_plans(space))
        for _, starts, openings in Random(seed).sample(plans, min(10, len(plans))):
            plan = starts, openings
            verdict = space.verdict(plan, space.forced((*starts, *openings)))
            found = finder.best(starts, openings)
            broken = {violation.rule for violation in verdict.violations} & ON_SHARES
            assert (found is None) == bool(broken), (seed, plan, verdict.violations)
            if found is not None:
                assert found.value == pytest.approx(verdict.value, rel=1e-6, abs=1e-6), seed
            good += found is not None
            bad += found is None
    assert good >= 10
    assert bad >= 5
