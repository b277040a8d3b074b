"""The command compare: what it prints and writes, and its exit codes."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from optmodel.cli import main
from optmodel.comparison.document import document
from optmodel.comparison.result import Comparison
from optmodel.comparison.workbook import describe


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


def test_default_name_is_never_taken_twice(here: Path, folders: tuple[Path, Path]) -> None:
    """Tests that the file is named after both runs in outputs, and a second one gets -2."""
    first, second = invoke(*folders), invoke(*folders)
    assert (first.exit_code, first.stderr) == (0, "")
    assert (second.exit_code, second.stderr) == (0, "")
    ids = [folder.name.split("-", 1)[1] for folder in folders]
    stem = f"comparison-{ids[0]}-{ids[1]}"
    assert sorted(path.name for path in (here / "outputs").iterdir()) == [
        f"{stem}-2.xlsx", f"{stem}.xlsx",
    ]  # fmt: skip
    assert f"outputs/{stem}-2.xlsx" in second.stdout


def test_json_is_one_document(here: Path, folders: tuple[Path, Path]) -> None:
    """Tests that stdout parses, and that it names the file and the difference."""
    result = invoke(*folders, "--json", "-o", "c.xlsx")
    printed = json.loads(result.stdout)
    assert (result.exit_code, printed["exit_code"], printed["status"]) == (0, 0, "compared")
    assert printed["difference"] == pytest.approx(-73.0)
    assert printed["file"] == "c.xlsx"
    assert (here / "c.xlsx").exists()
    (moved,) = (row for row in printed["clusters"] if row["cluster"] == "W")
    assert (moved["fate"], moved["start_a"], moved["start_b"]) == (
        "other start", "2027-01-01", "2028-01-01",
    )  # fmt: skip


def test_wrong_folders_end_with_2(here: Path, folders: tuple[Path, Path]) -> None:
    """Tests one clear line for a folder that is none, and nothing written."""
    result = invoke(folders[0], "nowhere")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].startswith("E920  nowhere does not exist")
    assert list(here.iterdir()) == []
    assert json.loads(invoke(folders[0], "nowhere", "--json").stdout)["status"] == "invalid"


def test_names_that_cannot_be_used_end_with_2(here: Path, folders: tuple[Path, Path]) -> None:
    """Tests a name without .xlsx, an empty one, and a file that is there, which stays."""
    (here / "there.xlsx").write_text("mine", encoding="utf-8")
    for name, words in (("c.txt", "E191"), ("", "Expected"), ("there.xlsx", "E191")):
        result = invoke(*folders, "-o", name)
        assert (result.exit_code, result.stderr.split()[0]) == (2, words)
    assert (here / "there.xlsx").read_text(encoding="utf-8") == "mine"


def test_a_place_that_takes_no_file_ends_with_7(here: Path, folders: tuple[Path, Path]) -> None:
    """Tests a folder that does not exist, and outputs that is a file; nothing is left."""
    result = invoke(*folders, "-o", "nowhere/c.xlsx")
    assert result.exit_code == 7
    assert result.stderr.startswith("Cannot write nowhere/c.xlsx: ")
    (here / "outputs").write_text("a file", encoding="utf-8")
    assert invoke(*folders).exit_code == 7
    assert [path.name for path in here.iterdir()] == ["outputs"]


def test_tables_for_notebooks(compared: Comparison) -> None:
    """Tests that each list comes as a data frame with the columns of the document."""
    tables = compared.tables()
    assert set(tables) == {
        "input_values", "input_rows", "input_notes", "clusters", "sites", "limits", "bridge",
    }  # fmt: skip
    assert tables["bridge"]["objective"].sum() == pytest.approx(-73.0)
    assert list(tables["clusters"]["cluster"]) == ["X", "Y", "W", "Z"]


def test_the_page_names_every_sheet_and_field(compared: Comparison) -> None:
    """Tests that docs/outputs.md has the sheets in order, each step and each field."""
    page = Path(__file__).resolve().parents[2] / "docs" / "outputs.md"
    text = page.read_text(encoding="utf-8").partition("## A comparison")[2].partition("\n## ")[0]
    sheets = re.findall(r"^\| ([A-Z][\w ]*) \|", text.partition("**The bridge.**")[0], re.M)
    assert sheets == [sheet.name for sheet in describe(compared, datetime.now(UTC))]
    assert [step.name for step in compared.bridge if step.name not in text] == []
    fields = document(compared, Path("c.xlsx"))
    assert [name for name in fields if f"`{name}`" not in text] == []
