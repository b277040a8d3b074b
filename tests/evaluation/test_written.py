"""The folder of an evaluation: its workbook, its manifest, the copy of the input."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

import optmodel
from optmodel.errors import InputError
from optmodel.evaluation.evaluate import evaluate
from tests.evaluation.sheets import edit
from tests.results.tables import table_rows


def test_solve_keeps_a_copy_of_the_input(tiny: Path) -> None:
    """Tests that the copy is the input, byte by byte."""
    root = Path(__file__).resolve().parents[2]
    assert (tiny.parent / "input.xlsx").read_bytes() == (root / "inputs/tiny.xlsx").read_bytes()


def test_the_folder_of_an_evaluation(tiny: Path, tmp_path: Path) -> None:
    """Tests files, status and fields for PACK at SOUTH, 20 acres too many there."""
    edit(tiny, {"PACK": {"Site": "SOUTH"}})
    folder = evaluate(tiny, output=tmp_path / "out").run.folder
    assert folder is not None
    assert folder.name.endswith("-evaluated")
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["input.xlsx", "results.xlsx", "run.json"]
    document = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (document["status"], document["proven"], document["bound"]) == ("evaluated", False, 264)
    said = document["evaluation"]
    assert (said["found_value"], said["keeps_every_limit"]) == (264, False)
    assert said["edits"] == [
        {"cluster": "PACK", "what": "site", "before": "NORTH", "after": "SOUTH"}
    ]
    (one,) = said["broken"]
    assert (one["rule"], one["excess"], one["cell"]) == ("site_supply", 20, "Sites!H6")


def test_every_sheet_says_that_nothing_was_searched(tiny: Path, tmp_path: Path) -> None:
    """Tests the frozen header of every sheet, and the line that fails in Checks."""
    edit(tiny, {"PACK": {"Site": "SOUTH"}})
    folder = evaluate(tiny, output=tmp_path / "out").run.folder
    assert folder is not None
    book = load_workbook(folder / "results.xlsx", data_only=True)
    for page in book:
        assert page["A3"].value.startswith("Master check: FAIL (1 of")
        assert page["A4"].value == "EDITED PLAN, NOT SEARCHED (6.0 USD m below the proven bound)"
    failed = [
        row["Check"] for row in table_rows(book, "Checks", "Checks") if row["Result"] == "FAIL"
    ]
    assert failed == ["site_supply"]
    assert table_rows(book, "Log", "LogEdits") == [
        {"Cluster or site": "PACK", "Edit": "site: NORTH -> SOUTH"}
    ]
    (broken,) = table_rows(book, "Log", "LogBroken")
    assert broken["Rule"] == "site_supply"
    assert "Sites!H6" in broken["What breaks it"]
    assert "edited by hand" in book["Plan"]["A2"].value
    figures = {
        row["Key figure"]: row["Figure"] for row in table_rows(book, "Summary", "SummaryKey")
    }
    assert figures["Distance from the bound"] == pytest.approx(6.0)
    assert "Proven gap" not in figures


def test_an_edited_plan_that_keeps_the_limits_passes_every_check(
    tiny: Path, tmp_path: Path
) -> None:
    """Tests FIBER from 2028."""
    edit(tiny, {"FIBER": {"Start": date(2028, 1, 1)}})
    folder = evaluate(tiny, output=tmp_path / "out").run.folder
    assert folder is not None
    book = load_workbook(folder / "results.xlsx", data_only=True)
    assert book["Summary"]["A3"].value.startswith("Master check: PASS")
    assert book["Summary"]["A4"].value.startswith("EDITED PLAN, NOT SEARCHED (45.0 USD m below")


def test_an_evaluation_can_be_edited_again(tiny: Path, tmp_path: Path) -> None:
    """Tests that the second edit is compared with the plan that was found, and says what is new."""
    edit(tiny, {"FIBER": {"Start": date(2028, 1, 1)}})
    folder = evaluate(tiny, output=tmp_path / "out").run.folder
    assert folder is not None
    edit(folder / "results.xlsx", {"PACK": {"Fund": "no"}})
    again = evaluate(folder / "results.xlsx")
    assert (again.value_musd, again.from_found_musd, again.from_bound_musd) == (99, -165, 165)
    assert [str(one) for one in again.record.edits or ()] == [
        "PACK: fund yes, at NORTH from 2029 -> no"
    ]


def test_without_the_copy_the_input_has_to_be_given(tiny: Path, tmp_path: Path) -> None:
    """Tests results alone, then with the input by its path."""
    alone = tmp_path / "mailed.xlsx"
    alone.write_bytes(tiny.read_bytes())
    with pytest.raises(InputError, match=r"E405.*--input"):
        evaluate(alone)
    found = evaluate(alone, tiny.parent / "input.xlsx")
    assert (found.value_musd, found.from_bound_musd, found.record.edits) == (264, 0, None)


def test_another_input_is_refused_unless_it_is_given(tiny: Path, tmp_path: Path) -> None:
    """Tests a pledge of 200 for 205 of calls: refused beside the results, judged when given."""
    book = load_workbook(tiny.parent / "input.xlsx")
    page = book["Funding"]
    (header,) = [cell for cell in page[4] if cell.value == "Commitment (USD m)"]
    page.cell(5, header.column).value = 200
    book.save(tiny.parent / "input.xlsx")
    with pytest.raises(InputError, match=r"E406.*SHA-256") as caught:
        evaluate(tiny)
    assert str(caught.value).count("SHA-256") == 1
    assert len(re.findall(r"\b[0-9a-f]{8}…", str(caught.value))) == 2
    found = evaluate(tiny, tiny.parent / "input.xlsx")
    assert [(one.rule, one.excess) for one in found.broken] == [("commitment_limit", 5)]
    assert (found.from_bound_musd, found.from_found_musd) == (None, None)
    (warning,) = [text for text in found.run.info.warnings if "W403" in text]
    assert warning.count("SHA-256") == 2


def test_the_library_has_it(tiny: Path) -> None:
    """Tests the public name, and what it returns."""
    found = optmodel.evaluate(tiny)
    assert isinstance(found, optmodel.Evaluation)
    assert (found.plan.value_musd, found.run.folder) == (264, None)
