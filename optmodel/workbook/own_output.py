"""A workbook that the program wrote about an input, taken for the input itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from optmodel.errors import Finding
from optmodel.workbook.grid import Grid
from optmodel.workbook.schema import SETTINGS_SHEET, folded

BESIDE = "input.xlsx"
"""The copy of the input in the folder of a run."""

KINDS = (
    ("a results workbook", frozenset({"plan", "timeline", "waterfall", "not funded", "checks"})),
    ("a workbook of conflicts", frozenset({"conflict", "repairs", "edits"})),
    ("the report of a check", frozenset({"summary", "issues", "codes"})),
    ("a comparison of two runs", frozenset({"inputs changed", "limits", "values"})),
)
"""What the program writes, and sheets that such a workbook has and no input needs."""


def own_output(path: Path, grids: Sequence[Grid]) -> tuple[Finding, ...]:
    """Say of a workbook that the program wrote that it is none to fill, and which one is."""
    names = {folded(grid.name) for grid in grids}
    if folded(SETTINGS_SHEET.name) in names:
        return ()
    kind = next((words for words, sheets in KINDS if sheets <= names), "")
    if not kind:
        return ()
    message = f"{path.name} is {kind}, not an input workbook. {_instead(path)}"
    return (Finding("E918", message),)


def _instead(path: Path) -> str:
    """Say where the input stands."""
    if path.with_name(BESIDE).is_file():
        return f"The input that it is about stands beside it: {BESIDE}."
    return f"Name the input that it is about; in the folder of a run that is {BESIDE}."
