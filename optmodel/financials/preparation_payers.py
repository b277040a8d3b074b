"""Who pays for the preparation of sites, and what that breaks: a table beside SitesOpened."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.financials.core import Core
from optmodel.financials.opening_columns import preparing_sources, sharing_sources
from optmodel.financials.paying import SHEET, has_window
from optmodel.financials.rules import RuleCheck
from optmodel.financials.sites import Sites
from optmodel.financials.sources import SourceTerms
from optmodel.live.functions import count_where, least, magnitude, total
from optmodel.live.records import Field, Records
from optmodel.live.term import Term, term
from optmodel.results.layout import Column, Kind


def preparation_checks(
    core: Core, sites: Sites
) -> tuple[tuple[Records, ...], tuple[RuleCheck, ...]]:
    """Describe the table and its checks; nothing where no source pays for any preparation."""
    if not preparing_sources(core.base.program):
        return (), ()
    openings = sites.openings
    table = Records(core.base.names, SHEET, "PayingSites", "prep", openings.count)
    table.add("site", Column("Site"), openings.field("site").here)
    costs = term(0)
    if openings.has("cost"):
        costs = openings.field("cost").here > core.settings.zero
    table.add("costs", Column("Costs anything", Kind.WHOLE, "1 or 0"), costs * 1)
    if sharing_sources(core.base.program):
        _faults(core, table, openings)
    for index in preparing_sources(core.base.program):
        _outside(core, table, openings, core.sources.terms[index])
    if len(table.fields) == FIXED:
        return (), ()
    return (table,), tuple(_checks(core, table))


FIXED = 2
"""Columns before those that are checked."""


def _faults(core: Core, table: Records, openings: Records) -> None:
    """Parts are 0 or more; those of a preparation that costs anything add up to 1."""
    sharing, rounding = sharing_sources(core.base.program), core.settings.rounding
    parts = openings.across(f"part{sharing[0] + 1}", f"part{sharing[-1] + 1}")
    paid = table.add("paid", Column("Parts in all", Kind.SHARE, "of preparation"), total(parts))
    given = table.add(
        "given",
        Column("Parts that are given", Kind.WHOLE, "number"),
        count_where((parts, "<", 0)) + count_where((parts, ">", 0)),
    )
    must = table.field("costs").here + given.here > 0
    off = must * (magnitude(paid.here - 1) > rounding)
    table.add(
        "faults",
        Column("Faults of parts", Kind.WHOLE, "number"),
        openings.field("opens").here * (count_where((parts, "<", -rounding)) + off),
    )


def _outside(core: Core, table: Records, openings: Records, terms: SourceTerms) -> None:
    """Preparation that a source pays, spent before its first or after its last call."""
    number = terms.number
    opens, costs = openings.field("opens").here, table.field("costs").here
    pays = opens * costs
    if sharing_sources(core.base.program):
        part = openings.field(f"part{number}").here
        pays = pays * (magnitude(part) > core.sources.pays)

    def add(key: str, words: str, outside: Term) -> Field:
        title = f"Prepared {words} call of {terms.title}"
        return table.add(f"{key}{number}", Column(title, Kind.WHOLE, "1 or 0"), pays * outside)

    if has_window(core, terms, "First call"):
        add("early", "before the first", openings.field("period").here < terms.first_call)
    if has_window(core, terms, "Last call"):
        last = least(openings.field("until").here, core.settings.horizon) - 1
        add("late", "after the last", last > terms.last_call)


def _checks(core: Core, table: Records) -> Iterator[RuleCheck]:
    if table.has("faults"):
        yield RuleCheck("funding_shares", total(table.field("faults").range))
    for terms in core.sources.terms:
        for rule, key in (("first_call", "early"), ("last_call", "late")):
            if table.has(f"{key}{terms.number}"):
                yield RuleCheck(rule, total(table.field(f"{key}{terms.number}").range))
