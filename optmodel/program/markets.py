"""The sheet Markets, and the check that outputs of one unit are added up."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.capacity import Market
from optmodel.program.findings import at
from optmodel.program.names import KnownNames
from optmodel.program.steps import StepRows
from optmodel.workbook.tables import Record, Tables


def build_markets(tables: Tables, calendar: Calendar) -> tuple[tuple[Market, ...], list[Finding]]:
    """Collect the ceiling of every product, in the order of the sheet."""
    clusters = tables.rows("Clusters")
    makers = _by_product(clusters)
    products = KnownNames(makers, "the column Product of Clusters")
    rows = StepRows(calendar, "Maximum output (units/year)")
    seen: set[str] = set()
    for record in tables.rows("Markets"):
        product = record.text("Product")
        rows.findings += products.findings(record, "Product")
        if product not in seen:
            rows.findings += mixed_units_findings(record, "Product", makers.get(product, ()))
        seen.add(product)
        rows.add((product,), record)
    built = tuple(Market(product, steps) for (product,), steps in rows.steps().items())
    return built, rows.findings


def _by_product(clusters: Iterable[Record]) -> dict[str, list[Record]]:
    by_product: dict[str, list[Record]] = {}
    for record in clusters:
        by_product.setdefault(record.text("Product"), []).append(record)
    return by_product


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
