"""Drop-downs and ranges of the input workbook, as Excel enforces them while typing."""

from __future__ import annotations

from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from optmodel.workbook.layout import FIRST_DATA_ROW, column_letter
from optmodel.workbook.schema import SHEET_BY_NAME, Column, Kind
from optmodel.workbook.template.entries import example_of
from optmodel.workbook.template.lists import list_of
from optmodel.workbook.template.words import accepted, blank_means, repeats

LOWEST = "-1E+300"
"""Stands for no lower bound: Excel checks the type only together with a bound."""

LONGEST_TITLE, LONGEST_TEXT = 32, 225
"""Characters of the title and the text of an error; Excel refuses files with a longer title or a
text of more than 255, and shows no more than 225 of it."""

Operator = Literal["between", "greaterThanOrEqual"]


def validation_of(column: Column, cell: str, last_row: int) -> DataValidation | None:
    """Make the validation for a column or setting; None where any text goes.

    Parameters
    ----------
    cell
        Its first cell, to which formulas are relative.
    last_row
        Down to which row ids of other sheets are looked for.
    """
    fixed = list_of(column)
    if fixed is not None:
        return _list(column, fixed.address, strict=not column.offered)
    if column.refers_to is not None and repeats(*column.refers_to):
        return _checked(column, _name_of(*column.refers_to, cell, last_row), "Name not found")
    source = column.refers_to or column.offers
    if source is not None:
        return _list(column, ids(*source, last_row), strict=column.offers is None)
    if column.kind is Kind.DATE:
        return _limits(column, "date", "DATE(1990,1,1)", "DATE(2200,12,31)", "A date expected")
    if column.kind is Kind.MUST_OR_NUMBER:
        formula = f'OR({cell}="must",AND(ISNUMBER({cell}),N({cell})>=0))'
        return _checked(column, DataValidation("custom", formula1=formula), "must or a number")
    return _number(column) if column.is_numeric else None


def _name_of(sheet: str, header: str, cell: str, last_row: int) -> DataValidation:
    """Check that a name stands on another sheet where it repeats, so that no list is offered."""
    _, whole = _place(sheet, header, last_row)
    return DataValidation("custom", formula1=f"SUMPRODUCT(--({whole}={cell}))>0")


def ids(sheet: str, header: str, last_row: int) -> str:
    """The filled part of a column of another sheet: from its first data row to the last id.

    A plain range would end in blank cells, and Excel opens a drop-down at the first of them.
    OFFSET is the one function that Excel 2010 and LibreOffice take for a range that ends where
    the filled rows do; a gap between rows does not cut it off.
    """
    first, whole = _place(sheet, header, last_row)
    count = f'MAX(1,SUMPRODUCT(MAX(({whole}<>"")*(ROW({whole})-ROW({first})+1))))'
    return f"OFFSET({first},0,0,{count},1)"


def _place(sheet: str, header: str, last_row: int) -> tuple[str, str]:
    """The first cell of a column of another sheet, and the column down to a row."""
    headers = [column.header for column in SHEET_BY_NAME[sheet].columns]
    letter = column_letter(headers.index(header) + 1)
    first = f"'{sheet}'!${letter}${FIRST_DATA_ROW}"
    return first, f"{first}:${letter}${last_row}"


def _list(column: Column, formula: str, *, strict: bool) -> DataValidation:
    """Make a drop-down; where it is not strict, other texts may be typed."""
    validation = _checked(column, DataValidation("list", formula1=formula), "Not in the list")
    validation.showErrorMessage = strict
    if column.allowed:
        validation.imeMode = "disabled"
    return validation


def _number(column: Column) -> DataValidation:
    """Range of a number."""
    low, high = column.minimum, column.maximum
    whole = column.kind is Kind.WHOLE
    return _limits(
        column,
        "whole" if whole else "decimal",
        LOWEST if low is None else f"{low}",
        None if high is None else f"{high}",
        "A whole number expected" if whole else "A number expected",
    )


def _limits(
    column: Column,
    kind: Literal["date", "decimal", "whole"],
    low: str,
    high: str | None,
    title: str,
) -> DataValidation:
    """Range of a number or date; the Japanese input method is off, so no wide digits come in."""
    operator: Operator = "greaterThanOrEqual" if high is None else "between"
    validation = DataValidation(kind, operator=operator, formula1=low, formula2=high)
    validation.imeMode = "disabled"
    return _checked(column, validation, title)


def _checked(column: Column, validation: DataValidation, title: str) -> DataValidation:
    """Say what is expected where something else is typed."""
    validation.allow_blank = True
    validation.showErrorMessage = True
    validation.errorTitle = title[:LONGEST_TITLE]
    said = f"{column.header}: {accepted(column)}."
    example = f" For example {example_of(column)}." if example_of(column) else ""
    blank = f" A blank cell stands for {blank_means(column)}." if blank_means(column) else ""
    texts = (said + example + blank, said + example, said, f"{column.header}: see Lists.")
    validation.error = next(text for text in texts if len(text) <= LONGEST_TEXT)
    return validation
