"""Good and bad plans: the model allows exactly those in which the audit finds nothing wrong."""

from __future__ import annotations

from random import Random

import pytest

from optmodel.audit.audit import evaluate

from .enumerate_plans import small_workbook
from .fixed_plans import fixer_of, random_plans
from .pipeline import model_of


def disagreements(seed: int, plans: int) -> tuple[int, int]:
    """Compare model and audit on random plans; count the good and the bad ones."""
    book, space = small_workbook(seed)
    tables = book.tables()
    fixer = fixer_of(model_of(tables))
    good = bad = 0
    for starts, openings in random_plans(Random(seed), space, plans):
        verdict = evaluate(tables, starts, openings)
        value = fixer.value(starts, openings)
        assert (value is not None) == verdict.feasible, (seed, starts, openings, verdict.violations)
        if value is not None:
            assert value == pytest.approx(verdict.value, rel=1e-6, abs=1e-6), (seed, starts)
        good += verdict.feasible
        bad += not verdict.feasible
    return good, bad


@pytest.mark.parametrize("block", range(8))
def test_model_and_audit_agree_on_any_plan(block: int) -> None:
    """Tests 160 workbooks with 15 random plans each: allowed by both, or by neither."""
    good = bad = 0
    for seed in range(20 * block, 20 * block + 20):
        counts = disagreements(seed, 15)
        good, bad = good + counts[0], bad + counts[1]
    assert good >= 20
    assert bad >= 20


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(40))
def test_model_and_audit_agree_on_any_plan_at_night(block: int) -> None:
    """Tests 2,000 more workbooks with 40 plans each."""
    for seed in range(20_000 + 50 * block, 20_050 + 50 * block):
        disagreements(seed, 40)
