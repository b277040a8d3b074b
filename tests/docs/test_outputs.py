"""docs/outputs.md names everything that a run writes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel.api import run
from optmodel.errors import ExitCode, Finding, InfeasibleError
from optmodel.messages import Stage
from optmodel.results.issues.about import About
from optmodel.results.issues.workbook import workbook_bytes
from optmodel.run.failure import STATUS
from optmodel.run.stages import STAGES
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


@pytest.fixture(scope="module")
def folder_without_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a run in which a cluster of 100 must be funded from a pledge of 60."""
    tables = case(
        tiny_settings(), Clusters=[cluster("A", 100, Decision="fund")], Funding=[pledge(60)]
    )
    with pytest.raises(InfeasibleError) as refused:
        run(tables, output=tmp_path_factory.mktemp("runs"))
    assert refused.value.folder is not None
    return refused.value.folder


def section(page: str, heading: str) -> str:
    """Text below a heading of the second rank."""
    return page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_column(text: str) -> list[str]:
    """First cells of tables of sheets."""
    return re.findall(r"^\| ([A-Z][\w ]*) \|", text, re.MULTILINE)


def names_in(value: object) -> set[str]:
    """Names of all fields of a document, however deep."""
    if isinstance(value, Mapping):
        return set(value) | {name for part in value.values() for name in names_in(part)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return {name for part in value for name in names_in(part)}
    return set()


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
    """Tests that the stages that are timed, with a plan or without, are on the page."""
    seconds = document["seconds"]
    assert isinstance(seconds, Mapping)
    assert set(seconds) <= set(STAGES)
    (row,) = re.findall(r"^\| `seconds` \|.*", page, re.MULTILINE)
    timed = [name for name in STAGES if name not in {"start", "name"}]
    assert [name for name in timed if f"`{name}`" not in row] == []


def test_every_status_is_documented(page: str) -> None:
    """Tests that each word for a failure is in the row about the status."""
    (row,) = re.findall(r"^\| `status` \|.*", page, re.MULTILINE)
    assert [word for word in STATUS.values() if f"`{word}`" not in row] == []


def test_sheets_are_documented_in_their_order(page: str) -> None:
    """Tests that the table of sheets is the workbook's: names and order."""
    assert first_column(section(page, "results.xlsx")) == list(SHEETS)


def test_a_folder_without_a_plan_is_documented(page: str, folder_without_plan: Path) -> None:
    """Tests that its files, and the sheets of its workbook in their order, are on the page."""
    files = page.partition("| file | what |")[2].partition("\n\n")[0]
    names = sorted(path.name for path in folder_without_plan.iterdir())
    assert "conflicts.xlsx" in names
    assert [name for name in names if f"| `{name}` |" not in files] == []
    book = load_workbook(folder_without_plan / "conflicts.xlsx")
    assert first_column(section(page, "conflicts.xlsx")) == book.sheetnames


def test_every_field_of_a_run_without_a_plan_is_documented(
    page: str, folder_without_plan: Path
) -> None:
    """Tests that conflict, repairs and findings are on the page, with all of their fields."""
    document = json.loads((folder_without_plan / "run.json").read_text(encoding="utf-8"))
    told = {name: document[name] for name in ("conflict", "repairs", "findings")}
    assert all(told.values())
    names = {*names_in(told), "repairs_complete"}
    assert names - set(document) - set(re.findall(r"`(\w+)`", page)) == set()
    assert [name for name in document if f"`{name}`" not in page] == []


def test_a_finding_is_documented(page: str) -> None:
    """Tests that the table of a finding has its fields and no other, and names every stage."""
    text = section(page, "What check finds")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", text, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(Finding("E102", "").as_dict())
    (stages,) = re.findall(r"^\| `stage` \| [^:]*: ([^|]*) \|", text, re.MULTILINE)
    assert stages.split(", ") == [str(stage) for stage in Stage]


def test_the_issues_workbook_is_documented(page: str, tmp_path: Path) -> None:
    """Tests that the table of its sheets is the workbook's: names and order."""
    about = About(tmp_path / "plan.xlsx", tmp_path, "", datetime(2027, 1, 4, tzinfo=UTC))
    book = load_workbook(io.BytesIO(workbook_bytes(about, ())))
    assert first_column(section(page, "What check finds")) == book.sheetnames


def test_every_exit_code_is_documented(page: str) -> None:
    """Tests that the table of exit codes has a row for each code and no other."""
    codes = page.partition("## Exit codes")[2].partition("\n## ")[0]
    assert [int(code) for code in re.findall(r"^\| (\d) \|", codes, re.MULTILINE)] == list(ExitCode)
