"""optmodel evaluate: exit codes and what it prints."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from optmodel.cli import main
from tests.evaluation.sheets import edit


def called(*args: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["evaluate", *map(str, args)])


def test_a_plan_that_keeps_the_limits_ends_with_0(tiny: Path, tmp_path: Path) -> None:
    """Tests the lines about an untouched plan."""
    result = called(tiny, "-o", tmp_path / "out")
    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "tiny: edited plan, not searched, checked independently"
    assert "Edited         nothing" in lines
    assert "Limits         all kept" in lines
    assert "Compared       worth the same as the plan found, Program view" in lines
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_plan_that_breaks_limits_ends_with_3_and_is_written(tiny: Path, tmp_path: Path) -> None:
    """Tests that the rule stands there in words, with where, by how much and its cell."""
    edit(tiny, {"PACK": {"Site": "SOUTH"}})
    result = called(tiny, "-o", tmp_path / "out")
    assert result.exit_code == 3
    (line,) = [line for line in result.stdout.splitlines() if "BROKEN" in line]
    for words in ("site_supply", "land at SOUTH", "by 20 acres", "Sites!H6", "within its supply"):
        assert words in line
    assert "6 USD m less than the plan found" in result.stdout
    (folder,) = (tmp_path / "out").iterdir()
    assert (folder / "run.json").exists()


def test_one_json_document(tiny: Path, tmp_path: Path) -> None:
    """Tests that it is the run.json of the evaluation with exit code and folder."""
    edit(tiny, {"PACK": {"Site": "SOUTH"}})
    result = called(tiny, "-o", tmp_path / "out", "--json")
    document = json.loads(result.stdout)
    assert (document["exit_code"], document["status"]) == (3, "evaluated")
    assert Path(document["folder"]).is_dir()


def test_a_bad_edit_ends_with_2_and_writes_nothing(tiny: Path, tmp_path: Path) -> None:
    """Tests the message with the cell, and no traceback."""
    edit(tiny, {"PACK": {"Site": "SOUHT"}})
    result = called(tiny, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "Plan!E9" in result.stderr
    assert 'Did you mean "SOUTH"?' in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_ends_with_7(tiny: Path, tmp_path: Path) -> None:
    """Tests a file where the folder should be."""
    (tmp_path / "out").write_text("not a folder", encoding="utf-8")
    assert called(tiny, "-o", tmp_path / "out").exit_code == 7
