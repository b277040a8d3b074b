"""Every rule matters: the case of a rule has another optimum without it."""

from __future__ import annotations

import pytest

from optmodel.formulation.rules import ROW_RULES
from tests.formulation.rule_cases import RULE_CASES


def test_every_rule_has_a_case() -> None:
    """Tests that the cases are the rules that make rows."""
    assert set(RULE_CASES) == set(ROW_RULES)


@pytest.mark.parametrize("rule", ROW_RULES)
def test_best_plan_with_the_rule(rule: str) -> None:
    """Tests that the best value is the one that the case's docstring derives."""
    make, best, _ = RULE_CASES[rule]
    assert make().best() == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("rule", ROW_RULES)
def test_best_plan_without_the_rule(rule: str) -> None:
    """Tests that removing the component of the rule's name changes the best value."""
    make, _, without = RULE_CASES[rule]
    assert make().best(without=rule) == pytest.approx(without, abs=1e-9)
