"""Formulas that take their value from another workbook, which nobody here can see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from optmodel.errors import Finding
from optmodel.workbook.grid import Grid
from optmodel.workbook.layout import column_letter


def linked_findings(grid: Grid, rows: Iterable[int], columns: Mapping[str, str]) -> list[Finding]:
    """Refuse values that come from another workbook.

    Parameters
    ----------
    rows
        Numbers of the rows with data.
    columns
        Column letter to header, of the columns that are read.
    """
    numbers = set(rows)
    findings: list[Finding] = []
    for row, column in sorted(grid.linked):
        letter = column_letter(column)
        cell = grid.cells.get((row, column))
        if row in numbers and letter in columns and cell is not None and not cell.uncalculated:
            message = "takes its value from another workbook. Paste the value."
            findings.append(
                Finding("E919", message, grid.name, f"{letter}{row}", "", columns[letter])
            )
    return findings


def link_findings(file_name: str, other_files: int, earlier: Iterable[Finding]) -> list[Finding]:
    """Warn of links to other workbooks, where no input that takes a value from one says so."""
    if other_files == 0 or any(finding.code == "E919" for finding in earlier):
        return []
    others = "another workbook" if other_files == 1 else f"{other_files} other workbooks"
    message = f"{file_name} has links to {others}. They are never opened."
    return [Finding("W226", message)]
