"""What is said to help where a file does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from optmodel.workbook.near_file import near_file


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("bsae.xlsx", ' Did you mean "base.xlsx"?'),
        ("base", ' Did you mean "base.xlsx"?'),
        ("nope.xlsx", " The folder has base.xlsx, case 2.xlsx."),
    ],
)
def test_a_near_workbook_is_named(tmp_path: Path, typed: str, words: str) -> None:
    """Tests slips, a name without its ending, and that files that are no workbooks are left out."""
    for name in ("base.xlsx", "case 2.xlsx", "~$base.xlsx", "nope.txt"):
        (tmp_path / name).touch()
    assert near_file(tmp_path / typed) == words


def test_of_many_workbooks_none_is_named(tmp_path: Path) -> None:
    """Tests that a list says nothing where no name is near, and nothing where there is none."""
    assert near_file(tmp_path / "x.xlsx") == ""
    for number in range(4):
        (tmp_path / f"plan {number}.xlsx").touch()
    assert near_file(tmp_path / "x.xlsx") == ""


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Tests that the folder is told, not the file."""
    assert near_file(tmp_path / "no" / "x.xlsx") == f" There is no folder {tmp_path / 'no'}."
