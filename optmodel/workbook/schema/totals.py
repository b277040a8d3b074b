"""The sheet Control totals: what columns should sum to, by the books of whoever filled them."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.workbook.schema.column import NOTES, SOURCE, Column, Kind, Sheet


def control_totals(sheets: Iterable[Sheet]) -> Sheet:
    """Make the sheet Control totals for all sheets that have a column of numbers."""
    return Sheet(
        "Control totals",
        "What a column should sum to; a row or a digit that got lost on the way shows.",
        (
            Column(
                "Sheet",
                Kind.CHOICE,
                "The sheet of the column.",
                required=True,
                choices=tuple(it.name for it in sheets if _has_numbers(it)),
            ),
            Column(
                "Column",
                Kind.TEXT,
                "A column of numbers of that sheet, by its header with the unit.",
                required=True,
            ),
            Column(
                "Total",
                Kind.NUMBER,
                "The sum of what is typed in the column; blank cells count nothing.",
                unit="as the column",
                required=True,
            ),
            SOURCE,
            NOTES,
        ),
        key=("Sheet", "Column"),
    )


def _has_numbers(sheet: Sheet) -> bool:
    return any(column.is_numeric for column in sheet.columns)
