"""The oracle notices when a rule is missing from the model: a check of the check."""

from __future__ import annotations

import pyomo.environ as pyo

from optmodel.audit.audit import RULES, audit
from optmodel.errors import OptmodelError
from optmodel.plan.claim import claim_of
from optmodel.workbook.tables import Tables

from .enumerate_plans import best_plan, small_rulebook, small_workbook
from .generator import Workbook
from .pipeline import EXACTLY, Model, model_of, plan_of, search_here

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


def is_noticed(made: Model, tables: Tables, truth: float | None, rule: str) -> bool:
    """Whether the model without a rule gives another value, or a plan that fails its audit."""
    rows = made.model.component(rule)
    rows.deactivate()
    result = search_here(made.model, EXACTLY)
    rows.activate()
    if (truth is None) != (result.value is None):
        return True
    if truth is None or result.value is None:
        return False
    if abs(result.value - truth) > 1e-6 * max(1.0, abs(truth)):
        return True
    try:
        checks = audit(tables, claim_of(plan_of(made, result)))
    except OptmodelError:
        return True
    return not all(check.passed for check in checks)


def rules_of(made: Model) -> set[str]:
    """Names of the constraints of a model that have rows."""
    found = made.model.component_objects(pyo.Constraint)
    return {component.name for component in found if len(component)}


def names_of(made: Model) -> set[str]:
    """Names of the constraints of a model."""
    return {component.name for component in made.model.component_objects(pyo.Constraint)}


def test_every_rule_decides_some_workbook() -> None:
    """Tests that leaving any one rule out of the model is noticed within 150 workbooks."""
    book, _ = small_workbook(0)
    unnoticed = names_of(model_of(book.tables())) - FURTHER
    assert unnoticed <= set(RULES)
    for seed in range(WORKBOOKS):
        book, space = small_workbook(seed)
        tables = book.tables()
        made = model_of(tables)
        truth = best_plan(space).value
        asked = unnoticed & rules_of(made)
        unnoticed -= {rule for rule in asked if is_noticed(made, tables, truth, rule)}
        if not unnoticed:
            break
    assert unnoticed == set()


def test_every_further_rule_decides_some_workbook_of_the_rulebook() -> None:
    """Tests likewise every rule of the whole rulebook, against the best plan with all rules."""
    assert set(RULES) >= FURTHER
    unnoticed = set(FURTHER)
    for seed in range(RULEBOOKS):
        tables = small_rulebook(seed)[0].tables()
        made = model_of(tables)
        asked = unnoticed & rules_of(made)
        if asked:
            truth = search_here(made.model, EXACTLY).value
            unnoticed -= {rule for rule in asked if is_noticed(made, tables, truth, rule)}
        if not unnoticed:
            break
    assert unnoticed == set()


def without_declining(book: Workbook) -> Workbook:
    """The workbook in which nobody has declined."""
    operators = [{**row, "Status": "in talks"} for row in book.sheets["Operators"]]
    return Workbook(book.settings, {**book.sheets, "Operators": operators})


def test_a_declined_operator_decides_some_workbook() -> None:
    """Tests that ``operator_choice`` matters: with declined operators some plan is worth more."""
    gained = 0
    for seed in range(150):
        book, _ = small_rulebook(seed)
        if all(row["Status"] != "declined" for row in book.sheets["Operators"]):
            continue
        values = [
            search_here(model_of(each.tables()).model, EXACTLY).value
            for each in (book, without_declining(book))
        ]
        if values[0] is None or values[1] is None:
            gained += values[0] != values[1]
        else:
            gained += values[1] > values[0] + 1e-6 * max(1.0, abs(values[0]))
    assert gained >= 3
