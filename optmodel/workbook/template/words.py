"""What the template says about a column: the rule above it, its note, the error while typing."""

from __future__ import annotations

from optmodel.workbook.schema import SHEET_BY_NAME, Column, Kind
from optmodel.workbook.template.entries import example_of

_KINDS = {
    Kind.TEXT: "any text",
    Kind.ID: "a name of your own; no two rows have the same",
    Kind.DATE: "a date between 1990 and 2200",
    Kind.FLAG: "yes or no",
    Kind.FRACTION: "a percentage",
    Kind.WHOLE: "a whole number",
    Kind.NUMBER: "a number",
    Kind.MUST_OR_NUMBER: "must, or a number of at least 0",
}

_MORE = {
    "Capex profile": (
        "The list offers all profiles: take one of the kind capex. A profile of 4 steps is "
        "stretched over a build of 10 periods, 2.5 periods a step."
    ),
    "Ramp profile": "The list offers all profiles: take one of the kind ramp.",
}
"""What a note says besides the meaning, by header."""


def accepted(column: Column) -> str:
    """What a cell takes, such as ``a number of at least 0 (USD m)``."""
    if column.choices or column.allowed:
        return f"one of: {', '.join(column.choices or map(str, column.allowed))}"
    if column.refers_to is not None:
        sheet, header = column.refers_to
        article = "an" if header[0] in "AEIO" else "a"
        return f"{article} {header} of the sheet {sheet}"
    unit = f" ({column.unit})" if column.unit else ""
    return f"{_KINDS[column.kind]}{_span(column)}{unit}"


def blank_means(column: Column) -> str:
    """What a blank cell stands for, in words; ``""`` where it is simply blank."""
    if column.blank:
        return column.blank
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    if column.default is None:
        return ""
    if isinstance(column.default, str):
        return column.default
    assert isinstance(column.default, int | float)  # noqa: S101 - no column defaults to a date
    return shown(column, float(column.default))


def rule_of(column: Column) -> str:
    """Say above a header in which unit it is and whether it may stay blank."""
    blank = blank_means(column)
    need = "required" if column.required else f"blank = {blank}" if blank else "optional"
    return "\n".join(part for part in (column.unit, need) if part)


def note_of(column: Column) -> str:
    """Meaning, unit, what is accepted, what a blank means and an example, a line each."""
    if column.required:
        blank = "Required."
    else:
        blank = f"Blank = {blank_means(column)}." if blank_means(column) else "May stay blank."
    unit = f"Unit: {column.unit}." if column.unit else ""
    example = f"Example: {example_of(column)}" if example_of(column) else ""
    parts = (column.meaning, more_of(column), unit, f"Takes {accepted(column)}.", blank, example)
    return "\n".join(part for part in parts if part)


def more_of(column: Column) -> str:
    """How a name is found that stands on another sheet; ``""`` where a list alone is enough."""
    if column.refers_to is not None and repeats(*column.refers_to):
        sheet, header = column.refers_to
        return f"Type the name as it stands in the column {header} of the sheet {sheet}."
    return _MORE.get(column.header, "")


def repeats(sheet: str, header: str) -> bool:
    """Whether a name stands in several rows of its sheet, so that a drop-down would repeat it."""
    target = SHEET_BY_NAME[sheet]
    others = [target.column(it) for it in target.key if it != header]
    return any(it.kind is not Kind.CHOICE for it in others)


def shown(column: Column, number: float) -> str:
    """A number as it is typed into a column: percentages as such."""
    if column.kind is Kind.FRACTION:
        return f"{100 * number:.10g}%"
    return f"{number:,.0f}" if number.is_integer() else f"{number:.10g}"


def _span(column: Column) -> str:
    low, high = column.minimum, column.maximum
    if not column.is_numeric or (low is None and high is None):
        return ""
    if low is not None and high is not None:
        return f" from {shown(column, float(low))} to {shown(column, float(high))}"
    if low is not None:
        return f" of at least {shown(column, float(low))}"
    return f" of at most {shown(column, float(high or 0))}"
