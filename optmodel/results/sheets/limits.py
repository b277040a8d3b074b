"""The sheet Limits: used, limit and slack of everything that could bind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from optmodel.financials.limits import SHEET, LimitTable
from optmodel.plan.limit import Limit
from optmodel.program.rule_words import EXPLAINED, explained
from optmodel.results.layout import Block, Column, Kind, Report, Row, Sheet, finite_or
from optmodel.results.words import binding_words

__all__ = ["EXPLAINED", "kind_of_unit", "limit_row", "limits", "limits_block"]


def limits(report: Report) -> Sheet:
    """Describe the sheet Limits."""
    return Sheet(
        SHEET,
        "Limits",
        "Every limit: what is used, the limit, what is left, and whether it binds (nothing to"
        " speak of is left of what is there). The input cell is where it can be changed.",
        tuple(_blocks(report)),
        frozen_columns=2,
    )


def _blocks(report: Report) -> Iterator[Block]:
    model = report.model
    yield _live_block(model.limits)
    if model.targets.table is not None:
        yield model.targets.table.block("Targets", filters=False)
    if model.recoveries is not None:
        yield model.recoveries.block("Recovery targets of sources", filters=False)
    yield from model.starts.blocks(SHEET)
    yield model.limits.words.block("Words of the column Binding", filters=False)


def _live_block(part: LimitTable) -> Block:
    """Give the limits as formulas; the unit of a row stands in its own column."""
    block = part.table.block("Limits", empty="Nothing is limited.")
    rows = tuple(
        replace(row, kind=kind_of_unit(line.unit))
        for row, line in zip(block.rows, part.lines, strict=True)
    )
    return replace(block, rows=rows)


def limits_block(table: str, title: str, chosen: tuple[Limit, ...]) -> Block:
    """Give limits as a table; the unit of a row stands in its own column."""
    columns = (
        Column("Limit"),
        Column("About", width=34),
        Column("Rule"),
        Column("Sense"),
        Column("Unit"),
        Column("Used", Kind.BY_ROW),
        Column("Limit figure", Kind.BY_ROW),
        Column("Slack", Kind.BY_ROW),
        Column("Binding", Kind.VERDICT),
        Column("Input cell"),
    )
    return Block(table, title, columns, tuple(limit_row(limit) for limit in chosen))


def limit_row(limit: Limit) -> Row:
    """Give one limit; a broken one says so."""
    return Row(
        (
            explained(limit.name),
            limit.subject,
            limit.name,
            limit.sense,
            limit.unit,
            finite_or(limit.used, "never"),
            finite_or(limit.limit, "no limit"),
            finite_or(limit.slack, "no limit"),
            binding_words(limit),
            limit.cell,
        ),
        kind_of_unit(limit.unit),
    )


def kind_of_unit(unit: str) -> Kind:
    """Return how figures of a unit are shown."""
    if unit.startswith("USD"):
        return Kind.MONEY
    if unit.startswith("years"):
        return Kind.YEARS
    if unit == "share":
        return Kind.SHARE
    return Kind.QUANTITY
