"""Every rule that leaves starts out matters: its case has another optimum without it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from optmodel.economics import judgment, options
from optmodel.economics.judgment import Judgment
from optmodel.economics.screening import RULES, Verdicts
from optmodel.economics.types import IntArray
from optmodel.economics.worth import Worth
from optmodel.program.program import Program
from optmodel.workbook.tables import Tables
from tests.formulation.option_cases import OPTION_CASES
from tests.oracle.pipeline import EXACTLY, model_of, search_here


def best(tables: Tables, without_row: str = "") -> float:
    """The best value, without one rule of the model."""
    model = model_of(tables).model
    if without_row:
        model.component(without_row).deactivate()
    value = search_here(model, EXACTLY).value
    assert value is not None
    return value


def test_every_rule_has_a_case() -> None:
    """Tests that the cases are the rules that leave options out."""
    assert tuple(OPTION_CASES) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_best_plan_with_the_rule(rule: str) -> None:
    """Tests that the best value is the one that the case's docstring derives."""
    case = OPTION_CASES[rule]
    assert best(case.tables()) == pytest.approx(case.best, abs=1e-9)


@pytest.mark.parametrize("rule", RULES)
def test_best_plan_without_the_rule(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that judging starts without the rule changes the best value.

    Where rows of the model forbid the same starts, they go as well.
    """
    case = OPTION_CASES[rule]
    forget(monkeypatch, rule, case.row)
    assert best(case.tables(), case.row) == pytest.approx(case.without, abs=1e-9)


@pytest.mark.parametrize("rule", [rule for rule in RULES if OPTION_CASES[rule].row])
def test_rows_forbid_the_same_starts(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that the model keeps the rule by itself where a row of it says the same."""
    case = OPTION_CASES[rule]
    forget(monkeypatch, rule, case.row)
    assert best(case.tables()) == pytest.approx(case.best, abs=1e-9)


def forget(monkeypatch: pytest.MonkeyPatch, *rules: str) -> None:
    """Judge starts without some rules, and let those sources pay that they keep from paying."""
    exclude, judge = Verdicts.exclude, judgment.judge

    def exclude_by_the_others(
        self: Verdicts, rule: str, broken: NDArray[np.bool_], subject: IntArray | int = 0
    ) -> None:
        if rule not in rules:
            exclude(self, rule, broken, subject)

    def judge_without(*starts: Any, worth: Worth, **further: Any) -> Judgment:
        calls = {"first_call": "before_first_call", "last_call": "after_last_call"}
        never = np.zeros_like(worth.before_first_call)
        fine = {figure: never for rule, figure in calls.items() if rule in rules}
        return judge(*starts, worth=replace(worth, **fine), **further)

    def everyone(program: Program, starts: NDArray[Any]) -> NDArray[np.bool_]:
        return np.ones((len(starts), len(program.sources)), dtype=np.bool_)

    monkeypatch.setattr(Verdicts, "exclude", exclude_by_the_others)
    monkeypatch.setattr(options, "judge", judge_without)
    if "last_commitment" in rules:
        monkeypatch.setattr(judgment, "committing", everyone)
    if "source_recovery" in rules:
        monkeypatch.setattr(judgment, "recovering", everyone)
