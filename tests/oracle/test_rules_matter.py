"""The oracle notices when a rule is missing from the model: a check of the check."""

from __future__ import annotations

import pyomo.environ as pyo

from optmodel.audit.audit import RULES, audit
from optmodel.errors import OptmodelError
from optmodel.plan.claim import claim_of
from optmodel.workbook.tables import Tables

from .enumerate_plans import Truth, best_plan, small_workbook
from .pipeline import EXACTLY, model_of, plan_of, search_here

WORKBOOKS = 150
"""Enough for the rarest rule to decide one."""


def is_noticed(tables: Tables, truth: Truth, rule: str) -> bool:
    """Whether the model without a rule gives another value, or a plan that fails its audit."""
    model = model_of(tables)
    model.model.component(rule).deactivate()
    result = search_here(model.model, EXACTLY)
    if (truth.value is None) != (result.value is None):
        return True
    if truth.value is None or result.value is None:
        return False
    if abs(result.value - truth.value) > 1e-6 * max(1.0, abs(truth.value)):
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
    unnoticed = rules_of(book.tables())
    assert unnoticed <= set(RULES)
    for seed in range(WORKBOOKS):
        book, space = small_workbook(seed)
        tables, truth = book.tables(), best_plan(space)
        unnoticed -= {rule for rule in unnoticed if is_noticed(tables, truth, rule)}
        if not unnoticed:
            break
    assert unnoticed == set()
