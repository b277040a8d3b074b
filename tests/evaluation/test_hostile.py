"""Edits that cannot be read: one clear finding each, with its cell, and nothing written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel.errors import Finding, InputError
from optmodel.evaluation.evaluate import evaluate
from tests.evaluation.sheets import column_of, edit, header_row


def findings_of(path: Path) -> list[Finding]:
    """What is wrong with an edited workbook."""
    with pytest.raises(InputError) as caught:
        evaluate(path)
    return list(caught.value.findings)


@pytest.mark.parametrize(
    ("header", "value", "code", "cell", "says"),
    [
        ("Site", "NORHT", "E114", "E7", 'Did you mean "NORTH"?'),
        ("Site", None, "E101", "E7", "Name the site"),
        ("Site", "#REF!", "E140", "E7", "#REF!"),
        ("Site", 7, "E114", "E7", '"7" is not a site'),
        ("Start", None, "E101", "F7", "Type a date"),
        ("Start", "2027-01-01", "E103", "F7", "expected a date"),
        ("Start", True, "E103", "F7", "expected a date"),
        ("Start", 46000, "E401", "F7", "got 2025-12-09"),
        ("Start", date(2030, 1, 1), "E401", "F7", "between 2027-01-01 and 2029-12-31"),
        ("Start", date(2026, 12, 31), "E401", "F7", "between 2027-01-01 and 2029-12-31"),
        ("Start", "=TODAY()", "E141", "F7", "never calculated"),
        ("Start period", "2028", "E402", "J7", "The date counts"),
        ("Fund", "maybe", "E112", "D7", "expected yes or no"),
        ("Fund", True, "E112", "D7", "the formulas read it as neither yes nor no"),
        ("Fund", "yes ", "E112", "D7", "the formulas read it as neither yes nor no"),
        ("Fund", None, "E101", "D7", "Say yes or no"),
        ("Cluster", "FIBERS", "E114", "A7", 'Did you mean "FIBER"?'),
        ("Cluster", None, "E101", "A7", "Name the cluster"),
        ("Cluster", "TEST", "E115", "A8", "stands in A7 already"),
        ("Copy", 2, "E114", "A7", "is not one of FIBER"),
        ("Copy", "first", "E102", "C7", "expected a whole number"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_one_finding(
    tiny: Path, header: str, value: object, code: str, cell: str, says: str
) -> None:
    """Tests a bad cell in the row of FIBER, row 7: its code, its cell and what to do."""
    edit(tiny, {"FIBER": {header: value}})
    (finding,) = findings_of(tiny)
    assert (finding.code, finding.sheet, finding.cell) == (code, "Plan", cell)
    assert says in finding.message


def test_all_bad_cells_are_said_at_once(tiny: Path) -> None:
    """Tests three rows with a bad cell each."""
    edit(
        tiny,
        {"FIBER": {"Site": "X"}, "TEST": {"Start": "soon"}, "POWER": {"Fund": "perhaps"}},
    )
    assert sorted(finding.cell for finding in findings_of(tiny)) == ["D10", "E7", "F8"]


def test_a_row_below_the_sums_is_found(tiny: Path) -> None:
    """Tests that a cluster that somebody typed below the sums is not passed over."""
    book = load_workbook(tiny)
    page = book["Plan"]
    page.cell(page.max_row + 3, 1).value = "POWER"
    book.save(tiny)
    (finding,) = findings_of(tiny)
    assert (finding.code, "below the sums" in finding.message) == ("E407", True)


def test_a_column_that_is_gone_is_named(tiny: Path) -> None:
    """Tests a header that was changed."""
    book = load_workbook(tiny)
    page = book["Plan"]
    page.cell(header_row(page), column_of(page, "Site")).value = "Sites"
    book.save(tiny)
    (finding,) = findings_of(tiny)
    assert (finding.code, finding.column) == ("E123", "Site")
    assert 'There is "Sites"' in finding.message


def test_a_column_that_stands_there_twice_is_named(tiny: Path) -> None:
    """Tests a second column Fund."""
    book = load_workbook(tiny)
    page = book["Plan"]
    page.cell(header_row(page), column_of(page, "Name")).value = "Fund (yes or no)"
    book.save(tiny)
    (finding,) = findings_of(tiny)
    assert finding.code == "E125"


def test_merged_cells_are_refused(tiny: Path) -> None:
    """Tests two sites merged into one cell."""
    book = load_workbook(tiny)
    book["Plan"].merge_cells("I7:I8")
    book.save(tiny)
    assert "E126" in {finding.code for finding in findings_of(tiny)}


def test_headers_that_are_gone_are_said(tiny: Path) -> None:
    """Tests a sheet Plan with nothing on it."""
    book = load_workbook(tiny)
    book["Plan"].delete_rows(1, 50)
    book.save(tiny)
    (finding,) = findings_of(tiny)
    assert (finding.code, finding.sheet) == ("E122", "Plan")


def test_a_missing_sheet_is_said(tiny: Path) -> None:
    """Tests a workbook whose sheet Plan has another name, and one that is no results workbook."""
    book = load_workbook(tiny)
    book["Plan"].title = "Plan 2"
    book.save(tiny)
    (finding,) = findings_of(tiny)
    assert (finding.code, 'There is "Plan 2"' in finding.message) == ("E120", True)
    (finding,) = findings_of(tiny.parent / "input.xlsx")
    assert (finding.code, "optmodel solve" in finding.message) == ("E120", True)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("none.xlsx", None, "E901"), ("empty.xlsx", b"", "E904"), ("text.xlsx", b"Plan", "E908"),
     ("half.xlsx", b"PK\x03\x04 half", "E909")],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_refused(
    tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    """Tests files that are missing, empty, something else and cut off."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (finding,) = findings_of(tmp_path / name)
    assert finding.code == code


def test_a_manifest_that_is_damaged_only_hides_the_edits(tiny: Path) -> None:
    """Tests that value and bound then come from the sheet Log, and a moved start still counts.

    Somebody has typed over the formula that names its period.
    """
    (tiny.parent / "run.json").write_text('{"run_id": ', encoding="utf-8")
    edit(tiny, {"FIBER": {"Start": date(2028, 1, 1), "Start period": "2027"}})
    found = evaluate(tiny)
    assert found.record.edits is None
    assert (found.value_musd, found.from_found_musd, found.from_bound_musd) == (219, -45, 45)
    assert any("W401" in warning for warning in found.run.info.warnings)


def test_hidden_rows_are_used_with_a_warning(tiny: Path) -> None:
    """Tests a row that a filter hides."""
    book = load_workbook(tiny)
    book["Plan"].row_dimensions[8].hidden = True
    book.save(tiny)
    found = evaluate(tiny)
    assert found.value_musd == 264
    assert any("W205" in warning for warning in found.run.info.warnings)
