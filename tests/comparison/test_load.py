"""Folders that hold no plan, or a damaged one: one clear line for each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import optmodel
from optmodel.comparison.compare import compare
from optmodel.comparison.load import load
from optmodel.errors import InputError


@pytest.fixture
def copy(folders: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the first run, to be damaged."""
    return Path(shutil.copytree(folders[0], tmp_path / "copy"))


def refused(folder: Path) -> str:
    """The one line that refuses a folder."""
    with pytest.raises(InputError) as caught:
        load(folder)
    (finding,) = caught.value.findings
    assert finding.code in {"E920", "E921"}
    assert "\n" not in str(finding)
    return finding.message


def edited(folder: Path, **fields: Any) -> Path:
    """Write other fields into ``run.json``."""
    path = folder / "run.json"
    content = json.loads(path.read_text(encoding="utf-8")) | fields
    path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def document(folder: Path) -> dict[str, Any]:
    """What ``run.json`` says."""
    parsed: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return parsed


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """Tests a missing folder, a file, and a folder without a run."""
    assert "does not exist" in refused(tmp_path / "nowhere")
    file = tmp_path / "results.xlsx"
    file.write_text("x", encoding="utf-8")
    assert "is a file" in refused(file)
    assert "it has no run.json" in refused(tmp_path)


def test_a_contradicted_run(tmp_path: Path) -> None:
    """Tests that the dossier of a refused plan is called what it is."""
    (tmp_path / "dossier.json").write_text("{}", encoding="utf-8")
    assert "refused by the check" in refused(tmp_path)


def test_an_unfinished_run(copy: Path) -> None:
    """Tests that a folder that is still being filled is no result."""
    assert "not finished" in refused(copy.rename(copy.with_name(".partial-copy")))


def test_a_run_without_a_plan(copy: Path) -> None:
    """Tests that nothing is compared where no plan was possible."""
    assert "holds no plan (status infeasible)" in refused(
        edited(copy, status="infeasible", value=None)
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is damaged"),
        ("{", "is damaged"),
        ("[]", "expected an object"),
        ("[" * 100_000, "is damaged"),
        ('{"status": NaN}', "NaN is not a number"),
        ('{"value": 1}', "status is missing"),
    ],
)
def test_text_that_is_no_run(copy: Path, text: str, said: str) -> None:
    """Tests an empty file, one cut off, a list, deep nesting, NaN, and missing fields."""
    (copy / "run.json").write_text(text, encoding="utf-8")
    assert said in refused(copy)


def test_bytes_that_are_no_text(copy: Path) -> None:
    """Tests a file of another kind under the name."""
    (copy / "run.json").write_bytes(b"\xff\xfe\x00PK")
    assert "cannot be read" in refused(copy)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("value", "much", "expected a number at value"),
        ("value", True, "expected a number at value"),
        ("proven", "yes", "expected true or false at proven"),
        ("clusters", {}, "expected a list at clusters"),
        ("clusters", [1], "expected an object at clusters[0]"),
        ("values", [], "expected an object at values"),
        ("perspective", "Mars", "there is no perspective Mars"),
        ("value", 1.0, "value is not what values and penalty say"),
        ("synergy", 1000.0, "not what clusters, synergies and sites add up to"),
    ],
)
def test_fields_that_are_wrong(copy: Path, field: str, value: object, said: str) -> None:
    """Tests that a field of another type, and figures that do not fit, are named."""
    assert said in refused(edited(copy, **{field: value}))


def test_a_date_that_is_none(copy: Path) -> None:
    """Tests that the place of a wrong date is named."""
    clusters = document(copy)["clusters"]
    clusters[0]["start"] = "soon"
    assert "expected a date at clusters[0].start" in refused(edited(copy, clusters=clusters))


def test_parties_that_do_not_add_up(copy: Path) -> None:
    """Tests that a dollar moved from nowhere to Japan is seen."""
    values = document(copy)["values"]
    values["japan"] += 1.0
    assert "not the sum of the parties" in refused(edited(copy, values=values))


def test_an_input_that_was_changed_afterwards(copy: Path) -> None:
    """Tests that a copy that is not the file of the run is refused rather than compared."""
    with (copy / "input.xlsx").open("ab") as file:
        file.write(b"x")
    assert "not the file that its run was made from" in refused(copy)


def test_an_old_run_without_its_input(copy: Path, folders: tuple[Path, Path]) -> None:
    """Tests that everything but the inputs is compared, and that this is said."""
    (copy / "input.xlsx").unlink()
    found = compare(copy, folders[1])
    assert found.inputs is None
    assert "The inputs differ and cannot be compared cell by cell." in found.cautions
    assert "Of A: its folder has no input.xlsx." in found.cautions
    assert found.difference == pytest.approx(-73.0)


def test_an_old_run_of_the_same_input(copy: Path, folders: tuple[Path, Path]) -> None:
    """Tests that a missing copy is no news where both runs had the same file."""
    (copy / "input.xlsx").unlink()
    found = compare(copy, folders[0])
    assert found.inputs is not None
    assert found.cautions == ("Both runs were made from the same input.",)


def test_an_old_run_with_a_pool(copy: Path) -> None:
    """Tests that a run that does not say what its pool is worth says so."""
    sources = document(copy)["sources"]
    for row in sources:
        del row["value_pool"]
    assert load(edited(copy, sources=sources)).notes == ()
    sources[0]["vehicle"] = "pooled"
    assert "part of its preparation" in load(edited(copy, sources=sources)).notes[0]


def test_a_plan_that_was_edited(copy: Path) -> None:
    """Tests that the folder of an evaluation says so, with the number of limits it breaks."""
    assert not load(copy).edited
    side = load(edited(copy, evaluation={"broken": [{"rule": "call_limit"}]}))
    assert (side.edited, side.broken, side.sure) == (True, 1, False)


def test_two_wrong_folders_are_both_named(tmp_path: Path) -> None:
    """Tests that both problems are reported at once, and the same one only once."""
    with pytest.raises(InputError) as caught:
        optmodel.compare(tmp_path / "one", tmp_path / "two")
    assert len(caught.value.findings) == 2
    with pytest.raises(InputError) as caught:
        optmodel.compare(tmp_path / "one", tmp_path / "one")
    assert len(caught.value.findings) == 1
