"""What the template writes is what the reader reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel.errors import WriteError
from optmodel.workbook.read import read
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.schema import SETTINGS_SHEET, SHEETS
from optmodel.workbook.template import write_template
from tests.cases import cluster, tiny_settings
from tests.workbook.conftest import SHEETS as ROWS


def test_reading_back_gives_the_same_tables_as_plain_rows(workbook: Path) -> None:
    """Tests that values, rows and cells agree between a file and the rows that made it."""
    from_file, findings = read(workbook)
    from_rows, _ = tables_from_rows(tiny_settings(), ROWS)
    assert findings == ()
    assert from_file is not None
    assert from_rows is not None
    for name in ROWS:
        for ours, theirs in zip(from_file.rows(name), from_rows.rows(name), strict=True):
            assert dict(ours.values) == dict(theirs.values)
            assert [ours.cell(it) for it in ours.values] == [theirs.cell(it) for it in ours.values]
    assert {name: it["Value"] for name, it in from_file.settings.items()} == {
        name: it["Value"] for name, it in from_rows.settings.items()
    }
    assert from_file.file_name == "input.xlsx"
    assert len(from_file.sha256) == 64


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    """Tests that nothing of the time of writing gets into the file."""
    for name in ("one.xlsx", "two.xlsx"):
        write_template(tmp_path / name, tiny_settings(), ROWS)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_every_sheet_has_title_help_and_one_table(workbook: Path) -> None:
    """Tests the layout of the contract on every sheet."""
    book = load_workbook(workbook)
    assert book.sheetnames == [
        "About",
        "Settings",
        *(sheet.name for sheet in SHEETS),
        "Lists",
    ]
    for sheet in (SETTINGS_SHEET, *SHEETS):
        page = book[sheet.name]
        assert page["A1"].value == sheet.name
        assert str(page["A2"].value).startswith(sheet.meaning)
        (table,) = page.tables.values()
        assert table.displayName == sheet.name.replace(" ", "")
        assert table.ref.startswith("A4:")
        assert page["A4"].value == sheet.columns[0].header
        assert page.freeze_panes == "B5"
        assert page.merged_cells.ranges == set()


def test_text_stays_text(tmp_path: Path) -> None:
    """Tests that a name that begins with an equals sign is stored as text and read so."""
    path = tmp_path / "text.xlsx"
    rows = {**ROWS, "Clusters": [cluster("=1+1", 1, Name='=HYPERLINK("x")')]}
    write_template(path, tiny_settings(), rows)
    cell = load_workbook(path)["Clusters"]["B5"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')
    tables, findings = read(path)
    assert findings == ()
    assert tables is not None
    assert tables.rows("Clusters")[0].text("Cluster") == "=1+1"


def test_choices_and_references_are_lists_that_reach_spare_rows(workbook: Path) -> None:
    """Tests that Decision is picked from its choices and Site from the sheet Sites."""
    page = load_workbook(workbook)["Clusters"]
    lists = {
        str(it.sqref).split(":", maxsplit=1)[0]: (it.formula1, str(it.sqref))
        for it in page.data_validations.dataValidation
        if it.type == "list"
    }
    assert lists["F5"] == ("Lists!$E$5:$E$7", "F5:F504")
    assert lists["Z5"][0].startswith("OFFSET('Sites'!$A$5,")


def test_numbered_columns_grow_with_the_rows(tmp_path: Path) -> None:
    """Tests that forty periods of cash are written and read, before source and notes."""
    path = tmp_path / "long.xlsx"
    flows = {"Cluster": "CAB", "Line": "net", **{f"Period {h}": h for h in range(40)}}
    write_template(path, tiny_settings(), {**ROWS, "Cash flows": [flows]})
    tables, findings = read(path)
    assert findings == ()
    assert tables is not None
    assert tables.rows("Cash flows")[0].steps("Period") == tuple(map(float, range(40)))


def test_empty_template_asks_for_what_is_required(tmp_path: Path) -> None:
    """Tests that an empty template lacks only the six settings and the three sheets."""
    path = tmp_path / "empty.xlsx"
    write_template(path)
    tables, findings = read(path)
    assert tables is None
    assert [it.code for it in findings] == ["E120"] * 3 + ["E101"] * 6


def test_unwritable_folder_is_a_write_error(tmp_path: Path) -> None:
    """Tests that a missing folder gives the documented error and leaves nothing behind."""
    with pytest.raises(WriteError, match="cannot be written"):
        write_template(tmp_path / "missing" / "input.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_failed_rename_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a failure while writing leaves the old file whole and no part file."""
    path = tmp_path / "input.xlsx"
    write_template(path)
    before = path.read_bytes()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteError, match="No space left"):
        write_template(path, tiny_settings(), ROWS)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
