"""The oracle notices when a rule is missing from the model: a check of the check."""

from __future__ import annotations

import pyomo.environ as pyo

from optmodel.audit.audit import RULES, audit
from optmodel.errors import OptmodelError
from optmodel.plan.claim import claim_of
from optmodel.workbook.tables import Tables

from .enumerate_plans import best_plan, small_rulebook, small_workbook
from .pipeline import EXACTLY, model_of, plan_of, search_here

WORKBOOKS = 150
"""Enough for the rarest rule to decide one."""


FURTHER = {
    "builder_capacity", "funding_shares", "market_limit", "maximum_share", "opening_used",
    "operator_capacity", "pooled_balance", "pooled_split", "sector_limit", "source_recovery",
    "synergy", "target",
}  # fmt: skip
"""Rules of the whole rulebook that are rows of the model."""

RULEBOOKS = 400
"""Workbooks over the whole rulebook until each of them has decided one."""


def is_noticed(tables: Tables, truth: float | None, rule: str) -> bool:
    """Whether the model without a rule gives another value, or a plan that fails its audit."""
    model = model_of(tables)
    model.model.component(rule).deactivate()
    result = search_here(model.model, EXACTLY)
    if (truth is None) != (result.value is None):
        return True
    if truth is None or result.value is None:
        return False
    if abs(result.value - truth) > 1e-6 * max(1.0, abs(truth)):
        return True
    try:
        checks = audit(tables, claim_of(plan_of(model, result)))
    except OptmodelError:
        return True
    return not all(check.passed for check in checks)


def rules_of(tables: Tables) -> set[str]:
    """Names of the constraints in the model of a workbook."""
    found = model_of(tables).model.component_objects(pyo.Constraint)
    return {component.name for component in found}


def test_every_rule_decides_some_workbook() -> None:
    """Tests that leaving any one rule out of the model is noticed within 150 workbooks."""
    book, _ = small_workbook(0)
    unnoticed = rules_of(book.tables()) - FURTHER
    assert unnoticed <= set(RULES)
    for seed in range(WORKBOOKS):
        book, space = small_workbook(seed)
        tables, truth = book.tables(), best_plan(space).value
        unnoticed -= {rule for rule in unnoticed if is_noticed(tables, truth, rule)}
        if not unnoticed:
            break
    assert unnoticed == set()


def test_every_further_rule_decides_some_workbook_of_the_rulebook() -> None:
    """Tests likewise every rule of the whole rulebook, against the best plan with all rules."""
    assert set(RULES) >= FURTHER
    unnoticed = set(FURTHER)
    for seed in range(RULEBOOKS):
        tables = small_rulebook(seed)[0].tables()
        model = model_of(tables).model
        rows = {each.name for each in model.component_objects(pyo.Constraint) if len(each)}
        if unnoticed & rows:
            truth = search_here(model, EXACTLY).value
            unnoticed -= {rule for rule in unnoticed & rows if is_noticed(tables, truth, rule)}
        if not unnoticed:
            break
    assert unnoticed == set()
