"""What a person who looks at the sheet does not see, although it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from openpyxl.utils import column_index_from_string

from optmodel.errors import Finding
from optmodel.workbook.grid import Grid


def hidden_findings(
    grid: Grid, header_row: int, rows: Sequence[int], columns: Mapping[str, str]
) -> list[Finding]:
    """Warn of a hidden sheet, hidden rows and hidden columns that are used.

    Parameters
    ----------
    rows
        Numbers of the rows with data, ascending.
    columns
        Column letter to header, of the columns that are read.
    """
    if grid.hidden and rows:
        return [Finding("W207", "this sheet is hidden and is used.", grid.name)]
    findings = [
        Finding(
            "W205", f"{words} hidden and {words.split()[-1]} used.", grid.name, f"{first}:{last}"
        )
        for first, last, words in _runs(row for row in rows if row in grid.hidden_rows)
    ]
    findings += [
        Finding("W206", "this column is hidden and is used.", grid.name, f"{letter}{header_row}")
        for letter in columns
        if rows and column_index_from_string(letter) in grid.hidden_columns
    ]
    return findings


def _runs(numbers: Iterable[int]) -> list[tuple[int, int, str]]:
    """Consecutive numbers as first, last and words."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [
        (first, last, f"row {first} is" if first == last else f"rows {first}\N{EN DASH}{last} are")
        for first, last in runs
    ]
