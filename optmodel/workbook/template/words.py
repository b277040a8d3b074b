"""What the template says about a column: the rule above it, its note, the error while typing."""

from __future__ import annotations

from optmodel.workbook.schema import Column, Kind

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

_EXAMPLES = {
    Kind.DATE: "2027-01-31",
    Kind.FLAG: "yes",
    Kind.FRACTION: "8%",
    Kind.MUST_OR_NUMBER: "must",
}
"""What an entry looks like; columns of one kind are typed alike."""

_EXAMPLES_BY_HEADER = {
    "Cluster": "FAB-1",
    "Site": "TX-03",
    "Source": "Pledge",
    "Needs": "FAB-1",
    "Cluster A": "FAB-1",
    "Cluster B": "FIB-2",
    "State": "Texas",
    "Latitude": "30.2672 (Austin)",
    "Longitude": "-97.7431 (Austin; west is negative)",
    "Sector": "Semiconductors",
    "Profile": "Two years",
    "Capex profile": "Late",
    "Ramp profile": "Two years",
    "Use:": "12.5",
    "Column": "Capex (USD m)",
    "Resource": "Power",
    "Capex factor": "1.1 (ten percent dearer)",
    "Operating cost factor": "0.95 (five percent cheaper)",
    "Step": "25%",
    "Strength": "must",
    "Capex (USD m)": "1200 for USD 1.2 billion",
    "Commitment (USD m)": "15000 for USD 15 billion",
    "Optimality gap": "0.01%",
    "Time limit": "3600 (an hour)",
    "Plan name": "Base case",
}


def accepted(column: Column) -> str:
    """What a cell takes, such as ``a number of at least 0 (USD m)``."""
    if column.choices or column.allowed:
        return f"one of: {', '.join(column.choices or map(str, column.allowed))}"
    if column.refers_to is not None:
        sheet, header = column.refers_to
        return f"a {header} of the sheet {sheet}"
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
    parts = (column.meaning, unit, f"Takes {accepted(column)}.", blank, example)
    return "\n".join(part for part in parts if part)


def example_of(column: Column) -> str:
    """An entry as it is typed; ``""`` where any text would do."""
    if column.choices:
        return column.choices[0]
    if column.allowed:
        return str(column.allowed[0])
    if column.header in _EXAMPLES_BY_HEADER:
        return _EXAMPLES_BY_HEADER[column.header]
    if column.kind in {Kind.NUMBER, Kind.WHOLE}:
        return _within(column, 12.5 if column.kind is Kind.NUMBER else 4.0)
    return _EXAMPLES.get(column.kind, "")


def shown(column: Column, number: float) -> str:
    """A number as it is typed into a column: percentages as such."""
    if column.kind is Kind.FRACTION:
        return f"{100 * number:.10g}%"
    return f"{number:,.0f}" if number.is_integer() else f"{number:.10g}"


def _within(column: Column, number: float) -> str:
    """A number that the column takes."""
    if column.minimum is not None:
        number = max(number, float(column.minimum))
    if column.maximum is not None:
        number = min(number, float(column.maximum))
    return shown(column, number)


def _span(column: Column) -> str:
    low, high = column.minimum, column.maximum
    if not column.is_numeric or (low is None and high is None):
        return ""
    if low is not None and high is not None:
        return f" from {shown(column, float(low))} to {shown(column, float(high))}"
    if low is not None:
        return f" of at least {shown(column, float(low))}"
    return f" of at most {shown(column, float(high or 0))}"
