"""docs/glossary.md can be looked things up in, and has the words that others use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from optmodel.workbook.schema import SHEETS
from tests.docs.test_links import anchor

ROW = re.compile(r'^\| <a id="([\w-]+)"></a>\*\*([^*]+)\*\* \| (.+) \|$', re.MULTILINE)
LINK = re.compile(r"\]\((?:docs/)?glossary\.md#([\w-]+)\)")

WORDS = {
    "Clusters": "cluster",
    "Profiles": "profile",
    "Cash flows": "free cash flow",
    "Sites": "site",
    "Site supply": "further resource",
    "Placement": "placement",
    "Funding": "source",
    "Funding calls": "call",
    "Sector limits": "sector limit",
    "Synergies": "synergy",
    "Construction": "construction resource",
    "Construction use": "builder",
    "Targets": "target",
    "Markets": "market ceiling",
    "Operators": "operator",
    "Operator fit": "fit",
    "Control totals": "control total",
    "Dependencies": "dependency",
    "Groups": "group",
    "Group rules": "group",
}
"""Sheet to the term that explains what its rows are."""


@pytest.fixture(scope="module")
def rows(root: Path) -> list[tuple[str, str, str]]:
    """Anchor, term and meaning of each row."""
    page = (root / "docs" / "glossary.md").read_text(encoding="utf-8")
    found = ROW.findall(page)
    assert len(found) == page.count("\n| ") - 1, "a row has another form"
    return found


def test_terms_are_in_order(rows: list[tuple[str, str, str]]) -> None:
    """Tests that terms are sorted as in a dictionary, each once, with an anchor made of it."""
    terms = [term for _, term, _ in rows]
    assert terms == sorted(set(terms), key=str.casefold)
    assert [name for name, _, _ in rows] == [anchor(term) for term in terms]


def test_each_sheet_has_its_term(rows: list[tuple[str, str, str]]) -> None:
    """Tests that what a row of a sheet is called is explained."""
    known = {word for _, term, _ in rows for word in re.split(r", | \(", term)}
    assert [it.name for it in SHEETS if it.name not in WORDS] == []
    assert [word for word in WORDS.values() if word not in known] == []


def test_linked_terms_exist(rows: list[tuple[str, str, str]], prose: dict[Path, str]) -> None:
    """Tests that a page that links to a term finds it."""
    known = {name for name, _, _ in rows}
    linked = [(page.name, name) for page, text in prose.items() for name in LINK.findall(text)]
    assert [it for it in linked if it[1] not in known] == []
    assert len(linked) >= 4, "the tutorial links to several"
