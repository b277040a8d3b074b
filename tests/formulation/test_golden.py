"""One golden LP file per rule, as people read it.

``OPTMODEL_WRITE_GOLDEN=1 pytest tests/formulation/test_golden.py`` writes them anew; read the
difference before keeping it.
"""

from __future__ import annotations

import io
from pathlib import Path

import pyomo.environ as pyo
import pytest

from optmodel.formulation.lp import write_lp
from optmodel.formulation.rules import ROW_RULES
from tests.formulation.rule_cases import RULE_CASES

GOLDEN = Path(__file__).parent / "golden"


def lp_of(rule: str) -> str:
    """The LP text of a rule's case with that rule alone."""
    model = RULE_CASES[rule][0]().model()
    for component in model.component_objects(pyo.Constraint):
        if component.local_name != rule:
            component.deactivate()
    text = io.StringIO()
    write_lp(model, text)
    return text.getvalue()


def test_no_rule_is_without_a_golden_file() -> None:
    """Tests that golden files and rules that make rows are the same names."""
    assert {path.stem for path in GOLDEN.glob("*.lp")} == set(ROW_RULES)


@pytest.mark.parametrize("rule", ROW_RULES)
def test_rows_are_the_golden_ones(rule: str, write_golden: bool) -> None:
    """Tests that a rule writes the rows that were read and approved."""
    path = GOLDEN / f"{rule}.lp"
    if write_golden:
        path.write_text(lp_of(rule), encoding="utf-8", newline="\n")
    assert lp_of(rule) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", ROW_RULES)
def test_golden_files_stay_readable(rule: str) -> None:
    """Tests that a golden file has at most 75 lines and shows its rule by name."""
    text = (GOLDEN / f"{rule}.lp").read_text(encoding="utf-8")
    assert text.count("\n") <= 75
    assert f"_{rule}(" in text
