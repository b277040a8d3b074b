"""What an entry looks like: one for each column, as it is typed and as the column takes it."""

from __future__ import annotations

from optmodel.workbook.schema import Column, Kind
from optmodel.workbook.schema.column import SOURCE, SOURCE_NOTE

_BY_KIND = {
    Kind.DATE: "2027-01-31",
    Kind.FLAG: "yes",
    Kind.FRACTION: "8%",
    Kind.MUST_OR_NUMBER: "must",
    Kind.NUMBER: "12.5",
    Kind.WHOLE: "4",
}
"""Columns of one kind are typed alike."""

_BY_UNIT = {"people": "1,200", "months": "9", "years": "20", "per period": "25%"}
"""Numbers that are usual in a unit; half a worker is not."""

_BY_HEADER = {
    "Cluster": "FAB-1",
    "Site": "TX-03",
    "Source": "Pledge",
    "Needs": "FAB-1",
    "Cluster A": "FAB-1",
    "Cluster B": "FIB-2",
    "State": "Texas",
    "Latitude": "30.2672",
    "Longitude": "-97.7431",
    "Sector": "Semiconductors",
    "Profile": "Two years",
    "Capex profile": "Late",
    "Ramp profile": "Two years",
    "Column": "Capex (USD m)",
    "Resource": "Electricians",
    "Capex factor": "1.1",
    "Operating cost factor": "0.95",
    "Capex (USD m)": "1200",
    "Commitment (USD m)": "15000",
    "Decision periods": "16",
    "Horizon periods": "80",
    "Permit confidence": "80%",
    "Optimality gap": "0.01%",
    "Time limit": "3600",
    "Plan name": "Base case",
}

_REMARKS = {
    "Latitude": " (Austin)",
    "Longitude": " (Austin; west is negative)",
    "Capex factor": " (ten percent dearer)",
    "Operating cost factor": " (five percent cheaper)",
    "Capex (USD m)": " for USD 1.2 billion",
    "Commitment (USD m)": " for USD 15 billion",
    "Time limit": " (an hour)",
}
"""What the entry means, where it does not say so itself."""


def example_of(column: Column) -> str:
    """An entry and what it means; ``""`` where any text would do."""
    entry = entry_of(column)
    return f"{entry}{_REMARKS.get(column.header, '')}" if entry else ""


def entry_of(column: Column) -> str:
    """An entry as it is typed; ``""`` where any text would do."""
    if column in {SOURCE, SOURCE_NOTE}:
        return "Study of May 2026, page 12"
    given = column.choices or tuple(map(str, column.allowed)) or column.offered
    if given:
        return given[0]
    return (
        _BY_HEADER.get(column.header)
        or _BY_UNIT.get(column.unit if column.is_numeric else "")
        or _BY_KIND.get(column.kind, "")
    )
