"""One rule, one name: in the model, the audit, the docs, the golden files and the tests."""

from __future__ import annotations

import re
from pathlib import Path

from optmodel.audit.rules import RULES as AUDIT_RULES
from optmodel.economics.screening import RULES as SCREENED
from optmodel.formulation.rules import ROW_RULES
from optmodel.formulation.rules import RULES as MODEL_RULES
from tests.formulation.option_cases import OPTION_CASES
from tests.formulation.rule_cases import RULE_CASES

HEADING = re.compile(r"^## ([a-z_]+)$", re.MULTILINE)
PARTS = ("Meaning", "Equation", "Units", "Example", "When it binds", "Why this form")


def sections(root: Path) -> dict[str, str]:
    """Rule name to its section in docs/formulation; a name with two sections is an error."""
    found: dict[str, str] = {}
    for page in sorted((root / "docs" / "formulation").glob("*.md")):
        parts = HEADING.split(page.read_text(encoding="utf-8"))
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            assert name not in found, f"{name} has two sections"
            found[name] = text
    return found


def test_every_rule_of_the_model_is_checked_by_the_audit() -> None:
    """Tests that no rule of the model is without its second calculation."""
    assert set(MODEL_RULES) - set(AUDIT_RULES) == set()


def test_every_rule_has_one_heading(root: Path) -> None:
    """Tests that the headings are the rules, plus the objective, and nothing else."""
    assert set(sections(root)) == {*MODEL_RULES, "objective"}


def test_every_reason_of_the_audit_is_in_the_docs(root: Path) -> None:
    """Tests that a name in the sheet Checks can be found: as a heading or as a reason."""
    text = "\n".join(
        page.read_text(encoding="utf-8") for page in (root / "docs/formulation").glob("*.md")
    )
    assert [name for name in AUDIT_RULES if f"`{name}`" not in text] == []


def test_every_section_says_the_same_things(root: Path) -> None:
    """Tests that meaning, equation, units, example, binding and form are there for each rule."""
    missing = [
        (name, part)
        for name, text in sections(root).items()
        for part in PARTS
        if f"**{part}.**" not in text and not (name == "objective" and part == "When it binds")
    ]
    assert missing == []


def test_every_row_rule_has_a_golden_file(root: Path) -> None:
    """Tests that the golden LP files are the rules that make rows: none missing, none left over."""
    golden = {path.stem for path in (root / "tests/formulation/golden").glob("*.lp")}
    assert golden == set(ROW_RULES)


def test_every_row_rule_has_a_solved_case() -> None:
    """Tests that each rule that makes rows has a case, with its arithmetic in the docstring."""
    unexplained = [
        rule
        for rule in ROW_RULES
        if rule not in RULE_CASES or not re.search(r"\d", RULE_CASES[rule][0].__doc__ or "")
    ]
    assert unexplained == []


def test_every_option_rule_has_a_solved_case() -> None:
    """Tests that each rule that leaves options out has a case, with its arithmetic."""
    option_rules = {rule for rule, acts in MODEL_RULES.items() if acts.startswith("option")}
    assert option_rules <= set(SCREENED)
    unexplained = [
        rule
        for rule in SCREENED
        if rule not in OPTION_CASES or not re.search(r"\d", OPTION_CASES[rule].tables.__doc__ or "")
    ]
    assert unexplained == []
