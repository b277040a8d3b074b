"""The program as a whole in the live model: what it is worth to whom, as the audit has it."""

from __future__ import annotations

from random import Random

import pytest

from optmodel.financials.model import FinancialModel, financial_model
from optmodel.live.by_record import value_of
from optmodel.workbook.tables import Tables
from tests.oracle.enumerate_plans import small_open_pools, small_rulebook
from tests.oracle.generator import Workbook
from tests.oracle.space import Space
from tests.recalculation.judge import verdict_of
from tests.recalculation.plans import Given, plan_of, settled
from tests.recalculation.test_any_edit import given_plans


def parties(model: FinancialModel) -> list[float]:
    """Objective, value to the program, to the host and to every source."""
    values = model.values
    terms = (values.objective, values.program, values.host, *values.by_source)
    return [float(value_of(term, 0)) for term in terms]


def can_be_typed(plan: Given, tables: Tables) -> bool:
    """Whether the sheets have cells for all shares: who pays alone always pays everything."""
    rows = tables.rows("Funding")
    preparing = {row.text("Source") for row in rows if row.flag("Pays for site preparation")}
    prepared = [
        set(shares) <= preparing and (len(preparing) != 1 or sum(shares.values()) == 1.0)
        for shares in plan.preparation_shares.values()
    ]
    whole = [sum(shares.values()) == 1.0 for shares in plan.shares.values()]
    return all(prepared) and (len(rows) > 1 or all(whole))


def hold(made: tuple[Workbook, Space], seed: int) -> None:
    """Compare the values of random plans with those of the audit; identities must hold."""
    book, space = made
    tables = book.tables()
    for given in given_plans(Random(seed), space, 4):
        plan = settled(tables, given)
        if not can_be_typed(plan, tables):
            continue
        model, verdict = financial_model(plan_of(tables, plan), tables), verdict_of(tables, plan)
        values = verdict.values
        expected = [verdict.value, values["program"], values["united_states"]]
        expected += verdict.by_source.values()
        size = sum(map(abs, expected))
        assert parties(model) == pytest.approx(expected, rel=1e-9, abs=1e-9 * size)
        for identity in model.values.identities:
            one, other = value_of(identity.expected, 0), value_of(identity.actual, 0)
            assert one == pytest.approx(other, rel=1e-9, abs=1e-9 * size), identity.name
        groups = model.values.groups
        for table in (groups.sites, groups.sectors):
            counted = sum(float(value_of(group.clusters, 0)) for group in table)
            assert counted == value_of(model.core.decisions.funded_count, 0)


@pytest.mark.parametrize("seed", range(12))
def test_values_of_any_plan(seed: int) -> None:
    """Tests the values of random plans over the whole rulebook."""
    hold(small_rulebook(seed), seed)


@pytest.mark.parametrize("seed", range(6))
def test_values_with_open_pools(seed: int) -> None:
    """Tests the values where sources share and pool."""
    hold(small_open_pools(seed), seed)
