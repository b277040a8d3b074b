"""Tests that a large workbook opens without the sheets that nobody reads."""

from __future__ import annotations

from pathlib import Path

from optmodel.evaluation.needed import with_sheets
from optmodel.workbook.grid import grids_of


def test_the_sheets_that_are_read_stay_as_they_are(tiny: Path) -> None:
    """Tests the sheet Plan cell by cell, and that all others are there and blank."""
    content = tiny.read_bytes()
    whole, _ = grids_of(content)
    thin, _ = grids_of(with_sheets(content, {"Plan"}))
    assert [grid.name for grid in thin] == [grid.name for grid in whole]
    for before, after in zip(whole, thin, strict=True):
        assert after.cells == (before.cells if before.name == "Plan" else {})
