"""What each source pays of every vehicle, and what that breaks: a table beside the vehicles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optmodel.financials.core import Core
from optmodel.financials.sources import SourceTerms
from optmodel.live.functions import (
    count_where,
    either,
    item_or,
    magnitude,
    most,
    sum_of,
    sum_where,
    total,
)
from optmodel.live.records import Field, Records
from optmodel.live.term import Place, Term
from optmodel.results.layout import Column, Kind

SHEET = "Workings"
TARGET_YEARS = 1e-9
"""A recovery target that is met to the digit is met."""
LEAST_SHARE = 1e-5
"""Least part of a start that a pool pays whose interest waits for operation, or nothing of it."""


@dataclass(frozen=True, slots=True)
class Paying:
    """Who pays for the vehicles."""

    core: Core
    table: Records
    """Record k belongs to vehicle k of the sheet Returns; shown on the sheet Workings."""
    targets: tuple[Term | None, ...]
    """Recovery target of each source, years; None where there is none."""
    lateness: Term
    """Years that are rounding."""
    least_share: Term | None
    """None where no source has such a least part."""

    def range(self, key: str) -> Term:
        """Return a column of the table."""
        return self.table.field(key).range

    def has(self, key: str) -> bool:
        """Whether the table has a column."""
        return any(field.key == key for field in self.table.fields)


def paying_of(core: Core) -> Paying:
    """Describe the table, the parts first."""
    vehicles = core.vehicles
    table = Records(core.base.names, SHEET, "Paying", "pay", vehicles.count)
    table.add("label", Column("Cluster"), vehicles.field("label").here)
    _own(core, table, "cluster", "Cluster number")
    settings = core.settings.table
    lateness = settings.add(
        "set_late", "Part of a year that is rounding", "years", TARGET_YEARS, Kind.GIVEN
    )
    targets = tuple(_target(core, terms) for terms in core.sources.terms)
    least = None
    if any(has_least_share(core, terms) for terms in core.sources.terms):
        least = settings.add(
            "set_least_share", "Least part of a start that a pool pays", "of calls", LEAST_SHARE
        )
    paying = Paying(core, table, targets, lateness, least)
    _parts(paying)
    for terms, target in zip(core.sources.terms, targets, strict=True):
        _calls_outside(paying, terms)
        if not terms.source.is_pooled:
            _recovery(paying, terms, target)
    if least is not None:
        _least_shares(paying, least)
    return paying


def has_window(core: Core, terms: SourceTerms, header: str) -> bool:
    """Whether the input gives a date of a source, such as its ``First call``."""
    return core.base.inputs.has(terms.record, header)


def has_least_share(core: Core, terms: SourceTerms) -> bool:
    """Whether a source is a pool with interest from operation that decides something.

    The United States look at every pool and Japan at the first source; a required recovery and a
    target for receipts look at the source that they are about.
    """
    source, sources = terms.source, core.base.program.sources
    if not (source.is_pooled and terms.from_operation and source.deemed_rate > 0.0):
        return False
    perspective = core.base.program.settings.perspective.casefold()
    return (
        perspective == "united states"
        or (perspective == "japan" and source is sources[0])
        or is_required(terms)
        or any(
            row.text("Metric").casefold() == "receipts"
            and (_filtered_source(row.text("Filter by"), row.text("Filter")) or sources[0].id)
            == source.id
            for row in core.base.tables.rows("Targets")
        )
    )


def _filtered_source(by: str, which: str) -> str:
    return which if by.casefold() == "source" else ""


def is_required(terms: SourceTerms) -> bool:
    """Whether a source has a recovery target that must be met."""
    source = terms.source
    return source.recovery_target_years is not None and source.recovery_rule == "required"


def _own(core: Core, table: Records, key: str, title: str) -> Field:
    """Give a figure of Workings for every vehicle, 0 where it is free."""
    found = item_or(core.decisions.field(key).range, core.vehicles.field("row").here)
    return table.add(key, Column(title, Kind.WHOLE, "0 = none"), found)


def _target(core: Core, terms: SourceTerms) -> Term | None:
    header = "Recovery target (years)"
    if not core.base.inputs.has(terms.record, header):
        return None
    return core.sources.table.add(
        f"{terms.key}_target",
        f"{terms.title}: recovery target",
        "years",
        core.base.inputs.of(terms.record, header),
        Kind.YEARS,
    )


def _parts(paying: Paying) -> None:
    """Parts, whether they count as such, and what is wrong with them."""
    core, table = paying.core, paying.table
    fields = [
        table.add(
            f"part{claims.terms.number}",
            Column(f"Part that {claims.terms.title} pays", Kind.SHARE, "of calls"),
            claims.calls.constant,
        )
        for claims in core.waterfall.claims
    ]
    for field, terms in zip(fields, core.sources.terms, strict=True):
        table.add(
            f"pays{terms.number}",
            Column(f"{terms.title} pays", Kind.WHOLE, "1 or 0"),
            (magnitude(field.here) > core.sources.pays) * 1,
        )
    if len(fields) == 1:
        return
    parts, rounding = across(table, fields[0], fields[-1]), core.settings.rounding
    paid = table.add("paid", Column("Parts in all", Kind.SHARE, "of calls"), total(parts))
    off = (core.vehicles.field("row").here > 0) * (magnitude(paid.here - 1) > rounding)
    table.add(
        "faults",
        Column("Faults of parts", Kind.WHOLE, "number"),
        count_where((parts, "<", -rounding)) + off,
    )


def across(records: Records, first: Field, last: Field) -> Term:
    """Return the cells of one record from one column to another of the same table."""

    def text(place: Place) -> str:
        end = last.here.text(place).rpartition("!")[2]
        return f"{first.here.text(place)}:{end}"

    def number(_: int) -> object:
        fields = records.fields[first.at : last.at + 1]
        return np.column_stack([field.values for field in fields])

    return Term(text, number, ranged=True)


def _calls_outside(paying: Paying, terms: SourceTerms) -> None:
    """Calls before the first and after the last one, as if the source paid for everything."""
    core = paying.core
    period, start = core.time.number.range, core.cash.since.constant
    windows = {
        "First call": ("early", "before the first call", terms.first_call, "__gt__"),
        "Last call": ("late_calls", "after the last call", terms.last_call, "__lt__"),
    }
    for header, (key, words, limit, lies) in windows.items():
        if not has_window(core, terms, header):
            continue
        if terms.draws_at_start:
            outside = getattr(limit, lies)(start) * magnitude(core.cash.capital.total)
        else:
            amounts = magnitude(core.cash.capital.periods)
            outside = sum_of(amounts * getattr(limit, lies)(period))
        title = f"All calls {words} of {terms.title}"
        paying.table.add(
            f"{key}{terms.number}",
            Column(title, Kind.MONEY, "USD m if it paid for everything"),
            outside,
        )


def _recovery(paying: Paying, terms: SourceTerms, target: Term | None) -> None:
    """Years to the recovery of what the source pays for, and whether that is too late."""
    core, table, number = paying.core, paying.table, terms.number
    pays = table.field(f"pays{number}").here
    first = core.vehicles.field(f"first_call{number}").here
    owed = core.vehicles.field(f"owed{number}").here
    years = table.add(
        f"years{number}",
        Column(f"Years that money of {terms.title} is owed", Kind.YEARS, "years"),
        pays * most(0, owed - first) * core.settings.years,
    )
    if target is None:
        return
    late = either(owed.equals(core.settings.horizon), 1, years.here > target + paying.lateness)
    table.add(
        f"late{number}",
        Column(f"Repays {terms.title} later than its target", Kind.WHOLE, "1 or 0"),
        pays * late,
    )


ALIKE = {
    "site": "Site number",
    "start": "Start period",
    "operator": "Operator number",
}
"""What copies have in common that start alike, beside their cluster."""


def _least_shares(paying: Paying, least: Term) -> None:
    """Starts of which a pool pays less than the least part; copies that start alike are one."""
    core, table = paying.core, paying.table
    for key, title in ALIKE.items():
        _own(core, table, key, title)
    alike = [
        (table.field(key).range, "=", table.field(key).here) for key in ("cluster", *ALIKE)
    ]
    operates = core.cash.running.constant < core.settings.horizon

    def add(key: str, title: str, kind: Kind, unit: str, content: Term) -> Field:
        return table.add(f"{key}{terms.number}", Column(f"{title}, {terms.title}", kind, unit), content)

    for terms in core.sources.terms:
        if not has_least_share(core, terms):
            continue
        pays, part = table.field(f"pays{terms.number}"), table.field(f"part{terms.number}")
        counts = add("counts", "Begins its interest", Kind.WHOLE, "1 or 0", pays.here * operates)
        counted = add(
            "counted", "Part of what operates", Kind.SHARE, "of calls", part.here * counts.here
        )
        group = add(
            "group", "Parts of copies that start alike", Kind.SHARE, "of calls",
            sum_where(counted.range, *alike),
        )  # fmt: skip
        copies = add(
            "copies", "Copies that start alike", Kind.WHOLE, "number",
            sum_where(counts.range, *alike),
        )  # fmt: skip
        short = (group.here > 0) * (group.here < least - core.settings.rounding)
        add(
            "short", "Less than the least part", Kind.FACTOR, "number",
            short * counts.here / most(1, copies.here),
        )  # fmt: skip
