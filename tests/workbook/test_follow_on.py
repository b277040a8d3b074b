"""One mistake is told once: nothing follows on from a cell that is wrong already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from optmodel import api
from tests.workbook.conftest import SHEETS


def told(path: Path) -> list[tuple[str, str]]:
    """Code and address of every error that a check tells."""
    return [(it.code, it.address) for it in api.check(path) if it.is_error]


def rename_header(cell: str, header: str) -> Callable[[Workbook], None]:
    """Misspell a header."""

    def change(book: Workbook) -> None:
        sheet, address = cell.split("!")
        book[sheet][address].value = header

    return change


def rename_sheet(name: str, other: str) -> Callable[[Workbook], None]:
    """Misspell the name of a sheet."""

    def change(book: Workbook) -> None:
        book[name].title = other

    return change


def merge_ids(book: Workbook) -> None:
    """Merge the ids of two sites."""
    book["Sites"].merge_cells("A5:A6")


def clear_sites(book: Workbook) -> None:
    """Delete the rows of Sites, to which a cluster refers."""
    book["Sites"].delete_rows(5, 2)


def double_header(book: Workbook) -> None:
    """Have the ids of Sites twice, the second time as they should be."""
    book["Sites"]["A4"].value, book["Sites"]["B4"].value = "Site", "Site"
    for row in (5, 6):
        page = book["Sites"]
        page[f"B{row}"].value, page[f"A{row}"].value = page[f"A{row}"].value, f"X{row}"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (rename_header("Clusters!A4", "Clster"), [("E124", "Clusters!A4")]),
        (rename_header("Sites!A4", "Ste"), [("E124", "Sites!A4")]),
        (rename_header("Sites!H4", "Land (acre)"), [("E124", "Sites!H4")]),
        (rename_header("Settings!B4", "Valeu"), [("E124", "Settings!B4")]),
        (rename_header("Settings!A4", "Seting"), [("E124", "Settings!A4")]),
        (rename_header("Settings!B4", "What"), [("E123", "Settings")]),
        (rename_sheet("Sites", "Site"), [("E121", "Site")]),
        (rename_sheet("Profiles", "Profile"), [("E121", "Profile")]),
        (rename_sheet("Settings", "Setting"), [("E121", "Setting")]),
        (clear_sites, [("E120", "Sites")]),
        (merge_ids, [("E126", "Sites!A5:A6")]),
        (double_header, [("E125", "Sites!B4")]),
        (rename_header("Sites!A5", "TX-3"), [("E114", "Clusters!Z5")]),
        (rename_header("Sites!A5", "#REF!"), [("E140", "Sites!A5")]),
        (rename_header("Profiles!A5", "slw"), [("E114", "Clusters!N5")]),
        (rename_header("Profiles!B5", "rmp"), [("E111", "Profiles!B5")]),
        (rename_header("Settings!A5", "Plan nme"), [("E116", "Settings!A5")]),
    ],
)
def test_one_mistake_is_one_error(
    workbook: Path, change: Callable[[Workbook], None], expected: list[tuple[str, str]]
) -> None:
    """Tests that a misspelled header, sheet, id or setting is told where it is, and no more."""
    book = load_workbook(workbook)
    change(book)
    book.save(workbook)
    assert told(workbook) == expected


def test_a_missing_optional_sheet_has_no_rows(workbook: Path) -> None:
    """Tests that a reference into a sheet that is not there is found, not passed on."""
    book = load_workbook(workbook)
    del book["Profiles"]
    book.save(workbook)
    (found,) = [it for it in api.check(workbook) if it.is_error]
    assert (found.code, found.address) == ("E114", "Clusters!N5")
    assert found.message == '"slow" is not in Profiles.'


def test_a_name_that_is_missing_is_told_once(workbook: Path) -> None:
    """Tests that many references to one misspelled name are one finding that names them all."""
    book = load_workbook(workbook)
    for row, value in ((5, "TX3"), (6, "TX3")):
        book["Clusters"][f"Z{row}"].value = value
    book.save(workbook)
    (found,) = [it for it in api.check(workbook) if it.is_error]
    assert found.address == "Clusters!Z5"
    assert found.message == ('"TX3" is not in Sites. Did you mean "TX-03"? Z6 has it as well.')
    assert found.involved == ("Sites!A5", "Clusters!Z6")


def test_a_name_of_another_sheet_says_which(workbook: Path) -> None:
    """Tests that the name of a source in the column of sites is known for what it is."""
    book = load_workbook(workbook)
    book["Clusters"]["Z6"].value = "JPN"
    book.save(workbook)
    (found,) = [it for it in api.check(workbook) if it.is_error]
    assert found.message == '"JPN" is in Funding, not in Sites.'


def test_the_good_workbook_is_good(workbook: Path) -> None:
    """Tests that what these tests break has no error of its own."""
    assert told(workbook) == []
    assert len(SHEETS["Clusters"]) == 2
