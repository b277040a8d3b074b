"""The sheet Limits: used, limit and slack of everything that could bind."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.plan.as_typed import typed_targets
from optmodel.plan.limit import Limit
from optmodel.plan.recovery_targets import recovery_states
from optmodel.results.layout import Block, Column, Kind, Report, Row, Sheet, finite_or
from optmodel.results.words import binding_words, years_or_never

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
    "last_commitment": "Last commitment",
    "sector_limit": "Calls for a sector",
    "maximum_share": "Share of a cluster",
    "builder_capacity": "Capacity of builders",
    "market_limit": "Output that can be sold",
    "operator_capacity": "What an operator can carry",
    "target": "Target",
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
        (
            limits_block("Limits", "Limits", report.plan.limits),
            *_targets(report),
            *_recoveries(report),
        ),
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


def _targets(report: Report) -> Iterator[Block]:
    """Give every target, those with a price as well; nothing where there is none."""
    if not report.plan.targets:
        return
    columns = (
        Column("Target", width=34),
        Column("Sense"),
        Column("Strength"),
        Column("Unit"),
        Column("Reached", Kind.BY_ROW),
        Column("Required", Kind.BY_ROW),
        Column("Missed", Kind.BY_ROW),
        Column("Price of the miss", Kind.MONEY, "USD m"),
        Column("Input cell"),
    )
    rows = tuple(
        Row(
            (
                state.subject,
                state.target.sense,
                "must" if state.target.price_musd is None else "price",
                state.unit,
                state.actual,
                state.required,
                state.missed,
                state.penalty_musd,
                state.target.cell,
            ),
            kind_of_unit(state.unit),
        )
        for state in typed_targets(report.plan)
    )
    yield Block("Targets", "Targets", columns, rows)


def _recoveries(report: Report) -> Iterator[Block]:
    """Give every recovery target, those that are only reported as well."""
    states = recovery_states(report.plan)
    if not states:
        return
    columns = (
        Column("Recovery of", width=34),
        Column("Rule"),
        Column("Vehicles", Kind.WHOLE, "number"),
        Column("Late", Kind.WHOLE, "number"),
        Column("Target", Kind.YEARS, "years"),
        Column("Slowest", Kind.YEARS, "years"),
        Column("Target met", Kind.VERDICT),
        Column("Input cell"),
    )
    words = {True: "met", False: "missed", None: "nothing called"}
    rows = tuple(
        Row(
            (
                f"{state.source.id} pool" if state.source.is_pooled else state.source.id,
                state.source.recovery_rule,
                state.vehicles,
                state.late,
                state.target_years,
                years_or_never(state.slowest_years) if state.vehicles else "none",
                words[state.is_met],
                state.source.cells.get("Recovery target (years)", ""),
            )
        )
        for state in states
    )
    yield Block("RecoveryTargets", "Recovery targets of sources", columns, rows)


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
    if unit == "share":
        return Kind.SHARE
    return Kind.QUANTITY
