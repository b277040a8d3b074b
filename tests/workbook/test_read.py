"""Reading files as users leave them: structure, formulas, hidden rows, odd sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.read import read
from tests.workbook.conftest import Change


def codes_and_cells(path: Path) -> list[tuple[str, str]]:
    """Code and address of every finding about a file."""
    return [(it.code, it.address) for it in read(path)[1]]


def test_good_file_has_no_finding(workbook: Path) -> None:
    """Tests that the reader is silent on a good file."""
    tables, findings = read(workbook)
    assert findings == ()
    assert tables is not None
    assert [it.text("Cluster") for it in tables.rows("Clusters")] == ["FIB", "CAB"]


def test_pasted_sheet_without_table_reads(tmp_path: Path) -> None:
    """Tests that a bare file with headers anywhere in the first rows reads, in any column order."""
    book = Workbook()
    settings = book.active
    assert isinstance(settings, Worksheet)
    settings.title = "settings "
    settings.append(["Value", "Setting"])
    for name, value in (
        ("plan name", "Bare"),
        ("First period", date(2027, 2, 3)),
        ("Months per period", 3),
        ("Decision periods", 2),
        ("Horizon periods", 8),
        ("Discount rate", 0.05),
    ):
        settings.append([value, name])
    rows: dict[str, list[list[object]]] = {
        "Clusters": [["note"], [], ["Build (periods)", "cluster", "CAPEX (USD M)"], [1, "A", 5]],
        "Sites": [[None, "Site", "Land (acres)"], [None, "S", 10]],
        "Funding": [["Source", "Commitment (USD m)"], ["JPN", 100]],
    }
    for name, lines in rows.items():
        page = book.create_sheet(name)
        for line in lines:
            page.append(line)
    path = tmp_path / "bare.xlsx"
    book.save(path)
    tables, findings = read(path)
    assert findings == ()
    assert tables is not None
    assert tables.rows("Clusters")[0].address("Capex (USD m)") == "Clusters!C4"
    assert tables.rows("Sites")[0].address("Site") == "Sites!B2"
    assert tables.settings["Discount rate"].address("Value") == "Settings!A7"


def test_uncalculated_formula(findings_after: Change) -> None:
    """Tests that a formula that no program calculated is named, not read as blank."""
    (found,) = findings_after({"Sites!H5": "=100+540"})
    assert (found.code, found.address, found.key) == ("E141", "Sites!H5", "site TX-03")


def test_error_cell(findings_after: Change) -> None:
    """Tests that a cell that shows #REF! is named."""
    (found,) = findings_after({"Sites!H6": "#REF!"})
    assert (found.code, found.address) == ("E140", "Sites!H6")


def test_blank_required_cell(findings_after: Change) -> None:
    """Tests that a blank id, capex and land are found in one go."""
    found = findings_after({"Clusters!A6": None, "Clusters!H5": None, "Sites!H5": " "})
    assert [(it.code, it.address) for it in found] == [
        ("E101", "Clusters!H5"),
        ("E101", "Clusters!A6"),
        ("E101", "Sites!H5"),
    ]


def test_missing_sheet_and_column(workbook: Path) -> None:
    """Tests that a missing sheet is one finding and a missing column another, no follow-ons."""
    book = load_workbook(workbook)
    del book["Funding"]
    book["Sites"]["A4"].value = "Parcel"
    book.save(workbook)
    assert codes_and_cells(workbook) == [
        ("W221", "Sites!A4"),
        ("E123", "Sites"),
        ("E120", "Funding"),
    ]


def test_missing_optional_sheet_and_column(workbook: Path) -> None:
    """Tests that optional sheets and columns may be missing."""
    book = load_workbook(workbook)
    del book["Markets"]
    book["Clusters"].delete_cols(3)
    book.save(workbook)
    tables, findings = read(workbook)
    assert findings == ()
    assert tables is not None
    assert tables.rows("Clusters")[0]["Sector"] is None
    assert tables.rows("Clusters")[0].address("Sector") == "Clusters row 5"


@pytest.mark.parametrize(
    ("cell", "header", "expected"),
    [
        ("Clusters!H4", "Capex (USD bn)", ("E124", "Clusters!H4")),
        ("Clusters!H4", "Capex", ("E124", "Clusters!H4")),
        ("Clusters!P4", "Land [acres]", ("E124", "Clusters!P4")),
        ("Clusters!Q4", "Land (acres)", ("E125", "Clusters!Q4")),
        ("Profiles!D4", "Step 7", ("E125", "Profiles!I4")),
    ],
)
def test_wrong_headers(
    findings_after: Change, cell: str, header: str, expected: tuple[str, str]
) -> None:
    """Tests that misspelled and doubled headers are errors at their cell."""
    assert expected in [(it.code, it.address) for it in findings_after({cell: header})]


def test_gap_in_numbered_columns(findings_after: Change) -> None:
    """Tests that Step 1, Step 3 without Step 2 is refused."""
    found = findings_after({"Profiles!D4": "My column"})
    assert ("E128", "Profiles!N4") in [(it.code, it.address) for it in found]


def test_misspelled_and_unknown_sheets(workbook: Path) -> None:
    """Tests that a near name is an error, one's own sheet a warning, About nothing."""
    book = load_workbook(workbook)
    book["Dependencies"].title = "Dependency"
    book.create_sheet("My notes")["A1"].value = "hello"
    book.save(workbook)
    assert codes_and_cells(workbook) == [("E121", "Dependency"), ("W222", "My notes")]


def test_sheet_without_headers(workbook: Path) -> None:
    """Tests that a sheet with content but no header row is an error."""
    book = load_workbook(workbook)
    book["Groups"].delete_rows(4)
    book.save(workbook)
    assert codes_and_cells(workbook) == [("E122", "Groups")]


def test_merged_cells(workbook: Path) -> None:
    """Tests that merged cells in the table are refused, those of the title are not."""
    book = load_workbook(workbook)
    book["Sites"].merge_cells("A1:C1")
    book["Sites"].merge_cells("H5:H6")
    book.save(workbook)
    found = codes_and_cells(workbook)
    assert ("E126", "Sites!H5:H6") in found
    assert ("E126", "Sites!A1:C1") not in found


def test_hidden_rows_are_used_with_a_warning(workbook: Path) -> None:
    """Tests that a filtered row counts and is named."""
    book = load_workbook(workbook)
    book["Clusters"].row_dimensions[6].hidden = True
    book["Sites"].column_dimensions["H"].hidden = True
    book["Profiles"].sheet_state = "hidden"
    book.save(workbook)
    tables, findings = read(workbook)
    assert [(it.code, it.address) for it in findings] == [
        ("W205", "Clusters!6:6"),
        ("W207", "Profiles"),
        ("W206", "Sites!H4"),
    ]
    assert tables is not None
    assert len(tables.rows("Clusters")) == 2


def test_blank_rows_end_a_table(findings_after: Change) -> None:
    """Tests that a blank row is skipped, but 200 of them end the table with a warning."""
    near, far = (
        {f"Clusters!{letter}{row}": value for letter, value in zip("AHI", ("X", 1, 1), strict=True)}
        for row in (9, 300)
    )
    assert findings_after(near) == ()
    assert [(it.code, it.address) for it in findings_after(far)] == [("W223", "Clusters!A300")]


def test_column_without_a_header(findings_after: Change) -> None:
    """Tests that figures whose header was deleted are not dropped without a word."""
    found = findings_after(
        {"Placement!F4": None, "Placement!A5": "FIB", "Placement!B5": "TX-03", "Placement!F5": 12}
    )
    assert [(it.code, it.address) for it in found] == [("W225", "Placement!F5")]


def test_cell_at_the_end_of_the_sheet_costs_nothing(findings_after: Change) -> None:
    """Tests that a far cell, as solver add-ins leave them, is harmless."""
    assert findings_after({"Clusters!XFD1048576": "x"}) == ()


def test_totals_row_is_no_record(workbook: Path) -> None:
    """Tests that the totals row of an Excel table is not read as a cluster."""
    book = load_workbook(workbook)
    page = book["Clusters"]
    table = page.tables["Clusters"]
    page["A7"].value, page["H7"].value = "Total", 420
    table.ref = table.ref.replace("6", "7")
    table.totalsRowCount = 1
    book.save(workbook)
    tables, findings = read(workbook)
    assert findings == ()
    assert tables is not None
    assert len(tables.rows("Clusters")) == 2


def test_other_version_is_refused(findings_after: Change) -> None:
    """Tests that a workbook of a version from the future is not guessed at."""
    (found,) = findings_after({"About!B5": 99})
    assert found.code == "E912"
