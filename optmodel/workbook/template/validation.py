"""Drop-downs and ranges of the input workbook, as Excel enforces them while typing."""

from __future__ import annotations

from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from optmodel.workbook.layout import FIRST_DATA_ROW, column_letter
from optmodel.workbook.schema import SHEET_BY_NAME, Column, Kind

LOWEST = "-1E+300"
"""Stands for no lower bound: Excel checks the type only together with a bound."""

LIST_ROWS = 500
"""How many rows of a sheet a drop-down of its ids reaches."""


def validation_of(column: Column) -> DataValidation | None:
    """Make the validation for a column or setting; None where any text goes."""
    if column.kind is Kind.CHOICE:
        return _list(f'"{",".join(column.choices)}"', f"One of: {', '.join(column.choices)}.")
    if column.kind is Kind.FLAG:
        return _list('"yes,no"', "yes or no.")
    if column.allowed:
        allowed = ",".join(str(number) for number in column.allowed)
        return _list(f'"{allowed}"', f"One of: {allowed}.")
    if column.kind is Kind.REFERENCE and column.refers_to is not None:
        sheet, header = column.refers_to
        return _list(_ids(sheet, header), f"A {header} of the sheet {sheet}.")
    if column.kind is Kind.DATE:
        return DataValidation(
            type="date",
            operator="between",
            formula1="DATE(1990,1,1)",
            formula2="DATE(2200,12,31)",
            allow_blank=True,
            showErrorMessage=True,
            error="Type a date such as 2027-01-31.",
            imeMode="disabled",
        )
    return _number(column) if column.is_numeric else None


def _list(formula: str, error: str) -> DataValidation:
    return DataValidation(
        type="list", formula1=formula, allow_blank=True, showErrorMessage=True, error=error
    )


def _ids(sheet: str, header: str) -> str:
    """Range of the ids of a sheet, from its first data row far into the spare rows."""
    headers = [column.header for column in SHEET_BY_NAME[sheet].columns]
    letter = column_letter(headers.index(header) + 1)
    last = FIRST_DATA_ROW + LIST_ROWS - 1
    return f"'{sheet}'!${letter}${FIRST_DATA_ROW}:${letter}${last}"


def _number(column: Column) -> DataValidation:
    """Range of a number; the input method is off, so that no full-width digits can be typed."""
    low, high = column.minimum, column.maximum
    operator: Literal["between", "greaterThanOrEqual"] = "greaterThanOrEqual"
    span = "" if low is None else f" of at least {low:g}"
    if low is not None and high is not None:
        operator, span = "between", f" between {low:g} and {high:g}"
    kind = "A whole number" if column.kind is Kind.WHOLE else "A number"
    percent = " Type a percentage such as 8%." if column.kind is Kind.FRACTION else ""
    return DataValidation(
        type="whole" if column.kind is Kind.WHOLE else "decimal",
        operator=operator,
        formula1=LOWEST if low is None else f"{low}",
        formula2=None if high is None else f"{high}",
        allow_blank=True,
        showErrorMessage=True,
        error=f"{kind}{span}.{percent}",
        imeMode="disabled",
    )
