"""Which names are near enough to be suggested."""

from __future__ import annotations

import pytest

from optmodel.workbook.slips import is_slip, slips
from optmodel.workbook.suggest import NearNames, nearest_name


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("", "", 0),
        ("cab", "", 3),
        ("cab", "cab", 0),
        ("cab", "cub", 1),
        ("cab", "acb", 1),
        ("cab", "cabs", 1),
        ("north", "norht", 1),
        ("mag", "cab", 2),
        ("kitten", "sitting", 3),
    ],
)
def test_slips_are_counted(first: str, second: str, count: int) -> None:
    """Tests letters left out, added, changed and swapped, in both directions."""
    assert slips(first, second) == slips(second, first) == count


@pytest.mark.parametrize(
    ("typed", "known", "near"),
    [
        ("MAG-1", "CAB-1", False),
        ("FIB-3", "FIB-2", False),
        ("FAB", "FAB-1", False),
        ("TX3", "TX-03", True),
        ("TX-O3", "TX-03", True),
        ("FBI-1", "FIB-1", True),
        ("JPNN", "JPN", True),
        ("KOR", "JPN", False),
        ("Fujikra", "Fujikura", True),
        ("Toshiba", "Toyota", False),
        ("Oak Rige", "Oak Ridge", True),
        ("Crystal City Texas", "Crystal City, TX", True),
        ("Semiconductor materials", "Semiconductor packaging", False),
    ],
)
def test_a_name_is_near_by_few_slips(typed: str, known: str, near: bool) -> None:
    """Tests that another number is another thing, and that short names have to be nearly equal."""
    assert is_slip(typed.casefold(), known.casefold()) is near
    assert nearest_name(typed, [known]) == (known if near else "")


def test_endless_numbers_are_compared() -> None:
    """Tests that a text of thousands of digits is a name like any other."""
    assert not is_slip("9" * 5_000, "9" * 5_001)
    assert is_slip("0" * 5_000 + "7", "7")


def test_the_nearest_of_several_that_is_a_slip() -> None:
    """Tests that a name more alike but with another number does not hide the one that is meant."""
    assert NearNames(["FIB-11", "FIB-1"]).nearest("FIB-01") == "FIB-1"
