"""read(write(plan)) = plan: an untouched workbook gives back the plan that it was written from."""

from __future__ import annotations

from pathlib import Path

import pytest

from optmodel.evaluation.evaluate import evaluate
from optmodel.plan.plan import Plan
from optmodel.workbook.tables import Tables
from tests.evaluation.sheets import written
from tests.oracle.generator_rulebook import open_pools, rulebook
from tests.oracle.night import blocks
from tests.oracle.pipeline import EXACTLY, model_of, plan_of, search_here


def best_plan(tables: Tables) -> Plan | None:
    """The best plan of a random workbook, None where there is none."""
    model = model_of(tables)
    result = search_here(model.model, EXACTLY)
    return None if result.x is None else plan_of(model, result)


def decisions(plan: Plan) -> list[tuple[object, ...]]:
    """What a plan decides."""
    return [
        (one.cluster, one.copy, one.funded, one.site, one.period, one.operator, one.shares)
        for one in plan.decisions
    ]


def assert_round_trip(tables: Tables, folder: Path) -> int:
    """Write and read the best plan of a workbook; count 1 where there was one."""
    plan = best_plan(tables)
    if plan is None:
        return 0
    found = evaluate(written(plan, tables, folder), tables)
    assert found.broken == ()
    assert found.record.notes == ()
    assert found.value_musd == pytest.approx(plan.value_musd, rel=1e-9, abs=1e-9)
    assert found.plan.values_musd == pytest.approx(plan.values_musd, rel=1e-9, abs=1e-9)
    for was, now in zip(decisions(plan), decisions(found.plan), strict=True):
        assert was[:-1] == now[:-1]
        assert was[-1] == pytest.approx(now[-1], abs=1e-12)
    assert [(one.site, one.period) for one in plan.openings] == [
        (one.site, one.period) for one in found.plan.openings
    ]
    return 1


@pytest.mark.parametrize("block", blocks(2, 4))
def test_an_untouched_plan_of_the_rulebook_comes_back(block: int, tmp_path: Path) -> None:
    """Tests 10 random workbooks over the whole rulebook."""
    seeds = range(300 + 10 * block, 310 + 10 * block)
    assert sum(assert_round_trip(rulebook(seed).tables(), tmp_path) for seed in seeds) >= 5


@pytest.mark.parametrize("block", blocks(1, 2))
def test_an_untouched_plan_with_open_pools_comes_back(block: int, tmp_path: Path) -> None:
    """Tests 10 random workbooks in which pools share clusters with other sources."""
    seeds = range(300 + 10 * block, 310 + 10 * block)
    assert sum(assert_round_trip(open_pools(seed).tables(), tmp_path) for seed in seeds) >= 5
