"""docs/outputs.md names everything that a run writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from optmodel.api import run
from optmodel.errors import ExitCode
from optmodel.run.verify import SHEETS
from tests.cases import case, cluster, pledge, tiny_settings


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """Text of the page."""
    return (root / "docs" / "outputs.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document() -> Mapping[str, object]:
    """What run.json says about a cluster of 100 that earns 50 a year, and one that earns 1."""
    good = cluster("A", 100, **{"Revenue (USD m/year)": 50})
    poor = cluster("B", 100, **{"Revenue (USD m/year)": 1})
    tables = case(tiny_settings(), Clusters=[good, poor], Funding=[pledge(500)])
    return run(tables).document


def fields(document: Mapping[str, object]) -> list[str]:
    """Names of the fields of the document and of the entries of its lists."""
    names = list(document)
    for entries in document.values():
        if isinstance(entries, list) and entries and isinstance(entries[0], Mapping):
            names += entries[0]
    return names


def test_every_field_of_run_json_is_documented(page: str, document: Mapping[str, object]) -> None:
    """Tests that each field of the document, and of an entry of each list, is on the page."""
    assert [name for name in fields(document) if f"`{name}`" not in page] == []


def test_every_stage_is_documented(page: str, document: Mapping[str, object]) -> None:
    """Tests that the stages that are timed are on the page."""
    seconds = document["seconds"]
    assert isinstance(seconds, Mapping)
    assert [name for name in seconds if f"`{name}`" not in page] == []


def test_sheets_are_documented_in_their_order(page: str) -> None:
    """Tests that the table of sheets is the workbook's: names and order."""
    table = page.partition("## results.xlsx")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([A-Z][\w ]*) \|", table, re.MULTILINE)
    assert rows == list(SHEETS)


def test_every_exit_code_is_documented(page: str) -> None:
    """Tests that the table of exit codes has a row for each code and no other."""
    codes = page.partition("## Exit codes")[2].partition("\n## ")[0]
    assert [int(code) for code in re.findall(r"^\| (\d) \|", codes, re.MULTILINE)] == list(ExitCode)
