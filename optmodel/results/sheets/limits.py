"""The sheet Limits: used, limit and slack of everything that could bind."""

from __future__ import annotations

from optmodel.plan.limit import Limit
from optmodel.results.layout import Block, Column, Kind, Report, Row, Sheet, finite_or
from optmodel.results.words import binding_words

EXPLAINED = {
    "commitment_limit": "Commitment",
    "call_limit": "Calls of a period",
    "site_supply": "Supply of a site",
    "clusters_per_site": "Clusters at a site",
    "sites_opened": "Sites opened",
    "starts_per_period": "Starts in a period",
    "dependency": "Needs another cluster first",
    "group_rule": "Number out of a group",
    "cluster_payback": "Payback target",
    "source_recovery": "Recovery target",
    "last_commitment": "Last commitment of the pledge",
    "first_call": "First call",
    "last_call": "Last call",
}
"""Plain words for the names of rules."""


def limits(report: Report) -> Sheet:
    """Describe the sheet Limits."""
    return Sheet(
        "Limits",
        "Limits",
        "Every limit: what is used, the limit, what is left, and whether it binds (nothing to"
        " speak of is left of what is there). The input cell is where it can be changed.",
        (limits_block("Limits", "Limits", report.plan.limits),),
        frozen_columns=2,
    )


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
            EXPLAINED.get(limit.name, limit.name.replace("_", " ").capitalize()),
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
    return Kind.QUANTITY
