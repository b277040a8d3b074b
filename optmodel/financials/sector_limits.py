"""Least and most that sources pay for the clusters of a sector."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.financials.core import Core
from optmodel.financials.paying import Paying
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.live.functions import exact, is_number, item_or, magnitude, most, sum_of, total
from optmodel.live.records import Field, Records
from optmodel.live.term import Place, Term
from optmodel.results.layout import Column, Kind

SHEET = "Funding"
MINIMUM, MAXIMUM = "Minimum (USD m)", "Maximum (USD m)"


def sector_table_of(paying: Paying) -> Records | None:
    """Describe the table of sector limits; None where there is none.

    Site preparation belongs to no sector.
    """
    core = paying.core
    rows = core.base.tables.rows("Sector limits")
    if not rows:
        return None
    inputs, rounding = core.base.inputs, core.settings.rounding
    numbers = {terms.source.id: terms.number for terms in core.sources.terms}
    paying.table.add(
        "sector",
        Column("Sector"),
        item_or(
            core.lookups.clusters.field("sector").range, paying.table.field("cluster").here, ""
        ),
    )
    table = Records(core.base.names, SHEET, "SectorLimits", "sl", len(rows))

    def add(key: str, name: str, kind: Kind, unit: str, content: Term) -> Field:
        return table.add(key, Column(name, kind, unit), content)

    table.add("source", Column("Source"), [row.text("Source") for row in rows])
    number = table.add(
        "number",
        Column("Number", Kind.WHOLE, "of the source"),
        [numbers[row.text("Source")] for row in rows],
    )
    sector = add("sector", "Sector", Kind.TEXT, "", inputs.column(rows, "Sector"))
    inside = exact(paying.range("sector"), sector.here)
    called = add(
        "called", "Called", Kind.MONEY, "USD m", sum_of(inside * _calls(core, number.here))
    ).here
    lowest = add("minimum", "Minimum", Kind.MONEY, "USD m", inputs.column(rows, MINIMUM)).here
    limited = add(
        "limited", "Has a maximum", Kind.WHOLE, "1 or 0",
        is_number(inputs.column(rows, MAXIMUM, "no limit")) * 1,
    ).here  # fmt: skip
    highest = add("maximum", "Maximum", Kind.MONEY, "USD m", inputs.column(rows, MAXIMUM)).here
    add("short", "Too little", Kind.WHOLE, "1 or 0",
        (lowest - called > rounding * most(1, magnitude(lowest))) * 1)  # fmt: skip
    add("beyond", "Too much", Kind.WHOLE, "1 or 0",
        limited * (called - highest > rounding * most(1, magnitude(highest))))  # fmt: skip
    return table


def _calls(core: Core, number: Term) -> Term:
    """Calls of every vehicle on the source with a number: a column of the sheet Returns."""
    last = len(core.sources.terms)
    matrix = core.vehicles.matrix("calls1", f"calls{last}", "source_calls")

    def text(place: Place) -> str:
        return f"INDEX({matrix.text(place)},0,{number.text(place)})"

    def values(period: int) -> object:
        return matrix.values().T[number.number(period).astype(int) - 1]

    return Term(text, values, ranged=True)


def sector_limit_lines(core: Core, table: Records | None) -> Iterator[LimitLine]:
    """Give least and most of every row that has them."""
    if table is None:
        return
    titles = {terms.source.id: terms.title for terms in core.sources.terms}
    for index, row in enumerate(core.base.tables.rows("Sector limits")):
        subject = f"{titles[row.text('Source')]} {row.text('Sector')}"
        for header, key, sense in (
            (MINIMUM, "minimum", "at least"),
            (MAXIMUM, "maximum", "at most"),
        ):
            given = row.optional_number(header)
            if given is None or (key == "minimum" and given <= 0.0):
                continue
            yield LimitLine(
                "sector_limit",
                subject,
                "USD m",
                table.field("called").cell(index),
                table.field(key).cell(index),
                sense,
                row.address(header),
            )


def sector_checks(table: Records | None) -> Iterator[RuleCheck]:
    """Count the rows that are not met."""
    if table is not None:
        broken = total(table.field("short").range) + total(table.field("beyond").range)
        yield RuleCheck("sector_limit", broken)
