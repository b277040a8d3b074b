"""The sheet Markets, and the check that outputs of one unit are added up."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.capacity import Market
from optmodel.program.findings import at
from optmodel.program.names import name_findings
from optmodel.program.steps import StepRows
from optmodel.workbook.tables import Record, Tables


def build_markets(tables: Tables, calendar: Calendar) -> tuple[tuple[Market, ...], list[Finding]]:
    """Collect the ceiling of every product, in the order of the sheet."""
    clusters = tables.rows("Clusters")
    products = {record.text("Product") for record in clusters}
    rows = StepRows(calendar, "Maximum output (units/year)")
    seen: set[str] = set()
    for record in tables.rows("Markets"):
        product = record.text("Product")
        rows.findings += name_findings(
            record, "Product", products, "the column Product of Clusters"
        )
        if product not in seen:
            makers = (it for it in clusters if it.text("Product") == product)
            rows.findings += mixed_units_findings(record, "Product", makers)
        seen.add(product)
        rows.add((product,), record)
    built = tuple(Market(product, steps) for (product,), steps in rows.steps().items())
    return built, rows.findings


def mixed_units_findings(record: Record, header: str, clusters: Iterable[Record]) -> list[Finding]:
    """Warn where the outputs that a row adds up have different units."""
    units = sorted(
        {it.text("Output unit") for it in clusters if it.number("Output (units/year)") > 0}
    )
    if len(units) < 2:
        return []
    words = ", ".join(f'"{unit}"' if unit else "blank" for unit in units)
    message = f"adds up outputs in different units ({words}); see Output unit in Clusters."
    return [at(record, header, "W234", message)]
