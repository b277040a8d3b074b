"""The least that a pool pays of a start, where its interest waits for operation."""

from __future__ import annotations

from optmodel.financials.core import Core
from optmodel.financials.paying import Paying, add_own, is_required
from optmodel.financials.sources import SourceTerms
from optmodel.live.functions import Condition, most, sum_where
from optmodel.live.records import Field
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

LEAST_SHARE = 1e-5
"""A hundred-thousandth of a start, or nothing of it. Whether a pool pays for anything that operates
begins its interest; a share as small as one likes would begin it too."""
ALIKE = {
    "site": "Site number",
    "start": "Start period",
    "operator": "Operator number",
}
"""What copies have in common that start alike, beside their cluster."""


def add_least_shares(paying: Paying) -> None:
    """Add the starts of which a pool pays less than that; copies that start alike are one."""
    core, table = paying.core, paying.table
    pools = [terms for terms in core.sources.terms if has_least_share(core, terms)]
    if not pools:
        return
    least = core.settings.table.add(
        "set_least_share", "Least part of a start that a pool pays", "of calls", LEAST_SHARE
    )
    for key, title in ALIKE.items():
        add_own(core, table, key, title)
    alike: list[Condition] = [
        (table.field(key).range, "=", table.field(key).here) for key in ("cluster", *ALIKE)
    ]
    for terms in pools:
        _of_pool(paying, terms, alike, least)


def _of_pool(paying: Paying, terms: SourceTerms, alike: list[Condition], least: Term) -> None:
    core, table, number = paying.core, paying.table, terms.number
    operates = core.cash.running.constant < core.settings.horizon

    def add(key: str, title: str, kind: Kind, unit: str, content: Term) -> Field:
        column = Column(f"{title}, {terms.title}", kind, unit)
        return table.add(f"{key}{number}", column, content)

    pays, part = table.field(f"pays{number}"), table.field(f"part{number}")
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
