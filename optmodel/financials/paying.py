"""What each source pays of every vehicle, and what that breaks: a table beside the vehicles."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.sources import SourceTerms
from optmodel.live.functions import (
    count_where,
    either,
    magnitude,
    most,
    sum_of,
    total,
)
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

SHEET = "Workings"
TARGET_YEARS = 1e-9
"""A recovery target that is met to the digit is met."""


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

    def range(self, key: str) -> Term:
        """Return a column of the table."""
        return self.table.field(key).range

    def has(self, key: str) -> bool:
        """Whether the table has a column."""
        return self.table.has(key)


def paying_of(core: Core) -> Paying:
    """Describe the table, the parts first."""
    vehicles = core.vehicles
    table = Records(core.base.names, SHEET, "Paying", "pay", vehicles.count)
    table.add("label", Column("Cluster"), vehicles.field("label").here)
    add_own(core, table, "cluster", "Cluster number")
    lateness = core.settings.table.add(
        "set_late", "Part of a year that is rounding", "years", TARGET_YEARS
    )
    targets = tuple(_target(core, terms) for terms in core.sources.terms)
    paying = Paying(core, table, targets, lateness)
    _parts(paying)
    for terms, target in zip(core.sources.terms, targets, strict=True):
        _calls_outside(paying, terms)
        if not terms.source.is_pooled:
            _recovery(paying, terms, target)
    return paying


def has_window(core: Core, terms: SourceTerms, header: str) -> bool:
    """Whether the input gives a date of a source, such as its ``First call``."""
    return core.base.inputs.has(terms.record, header)


def is_required(terms: SourceTerms) -> bool:
    """Whether a source has a recovery target that must be met."""
    source = terms.source
    return source.recovery_target_years is not None and source.recovery_rule == "required"


def add_own(core: Core, table: Records, key: str, title: str) -> Field:
    """Give a figure of Workings for every vehicle, 0 where it is free."""
    return table.add(key, Column(title, Kind.WHOLE, "0 = none"), core.own(key))


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
    parts, rounding = table.across(fields[0].key, fields[-1].key), core.settings.rounding
    paid = table.add("paid", Column("Parts in all", Kind.SHARE, "of calls"), total(parts))
    off = (core.vehicles.field("row").here > 0) * (magnitude(paid.here - 1) > rounding)
    table.add(
        "faults",
        Column("Faults of parts", Kind.WHOLE, "number"),
        count_where((parts, "<", -rounding)) + off,
    )


def _calls_outside(paying: Paying, terms: SourceTerms) -> None:
    """Calls before the first and after the last one, as if the source paid for everything."""
    core, number = paying.core, terms.number
    start, period = core.cash.since.constant, core.time.number.range

    def add(key: str, words: str, start_is: Term, period_is: Term) -> None:
        if terms.draws_at_start:
            outside = start_is * magnitude(core.cash.capital.total)
        else:
            outside = sum_of(period_is * magnitude(core.cash.capital.periods))
        column = Column(
            f"Calls {words} call of {terms.title}", Kind.MONEY, "USD m if it paid for everything"
        )
        paying.table.add(f"{key}{number}", column, outside)

    if has_window(core, terms, "First call"):
        add("early", "before the first", start < terms.first_call, period < terms.first_call)
    if has_window(core, terms, "Last call"):
        add("late_calls", "after the last", start > terms.last_call, period > terms.last_call)


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
