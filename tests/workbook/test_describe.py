"""What a cell should hold and what it holds, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel.errors import Finding
from optmodel.workbook.describe import described, expected_of, got_of
from optmodel.workbook.raw import RawCell
from optmodel.workbook.read import read
from optmodel.workbook.schema import SETTING_BY_NAME, SHEET_BY_NAME


@pytest.mark.parametrize(
    ("sheet", "header", "expected"),
    [
        ("Sites", "Land (acres)", "a number of acres of at least 0"),
        ("Clusters", "Cluster", "a name of its own"),
        ("Clusters", "Site", "a name that stands in Sites under Site, or blank"),
        ("Clusters", "Decision", "one of free, fund, skip, or blank"),
        ("Clusters", "Taxable owner", "yes or no, or blank"),
        ("Clusters", "Earliest start", "a date between 1990 and 2200, or blank"),
        ("Clusters", "Build (periods)", "a whole number of periods between 0 and 120"),
        ("Clusters", "Name", "a text, or blank"),
        ("Funding calls", "From", "a date between 1990 and 2200"),
        ("Targets", "Strength", "must, or a price (USD m/unit)"),
    ],
)
def test_what_a_column_expects(sheet: str, header: str, expected: str) -> None:
    """Tests kind, unit and range, and whether a blank is allowed."""
    assert expected_of(SHEET_BY_NAME[sheet].column(header)).startswith(expected)


def test_what_a_setting_expects() -> None:
    """Tests the only whole numbers that are accepted, and a fraction."""
    months, rate = SETTING_BY_NAME["Months per period"], SETTING_BY_NAME["Discount rate"]
    assert expected_of(months) == "a whole number of months: 1, 3, 6, 12"
    assert expected_of(rate).endswith("between 0 and 0.3")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (RawCell("1,200"), 'the text "1,200"'),
        (RawCell("1,200", number_format="@"), 'the text "1,200"'),
        (RawCell(8, number_format="0.00%"), "the number 8 (number format 0.00%)"),
        (RawCell(8.5), "the number 8.5"),
        (RawCell(True), "the truth value TRUE"),
        (RawCell(date(2027, 1, 2), number_format="yyyy-mm-dd"), "the date 2027-01-02"),
        (RawCell("#REF!"), "the error #REF!"),
        (RawCell(None), "nothing (blank)"),
        (RawCell(None, uncalculated=True), "a formula without a stored value"),
    ],
)
def test_what_a_cell_holds(cell: RawCell, words: str) -> None:
    """Tests value, type, and the number format where there is one."""
    assert got_of(cell) == words


def test_the_number_format_comes_from_the_file(workbook: Path) -> None:
    """Tests the record of a percentage that was typed as a number."""
    book = load_workbook(workbook)
    book["Settings"]["B10"].value = 8
    book["Settings"]["B10"].number_format = "0.0%"
    book.save(workbook)
    (found,) = read(workbook)[1]
    assert (found.code, found.cell) == ("E131", "B10")
    assert found.expected.endswith("between 0 and 0.3")
    assert found.got == "the number 8 (number format 0.0%)"


def test_what_a_finding_says_itself_stays() -> None:
    """Tests that words of the check go before those of the schema."""
    finding = Finding("E102", "m", "Sites", "H5", expected="this", got="that")
    assert described([finding], {}) == (finding,)
