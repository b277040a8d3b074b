"""Terms of the funding sources, each under a name: ``src1_…`` is the first one, the pledge."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base, period_of
from optmodel.financials.settings import SHEET, Settings
from optmodel.live.functions import either
from optmodel.live.scalars import Scalars
from optmodel.live.term import Term, term
from optmodel.program.program import Source
from optmodel.results.layout import Kind
from optmodel.results.names import title_of_source
from optmodel.workbook.tables import Record

PAYS = 1e-9
"""A smaller share is no share: of a billion dollars it is one dollar."""


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """What one source and the host have agreed on."""

    number: int
    """From 1, in the order of Funding."""
    source: Source
    record: Record
    title: str
    available: Term
    """Commitment less what is already committed."""
    commitment: Term
    already: Term
    share_before: Term
    share_after: Term
    per_share: Term
    """1 / share before: cash that repays one dollar; huge where the source has no share."""
    rate: Term
    """Deemed interest of a period."""
    last_start: Term
    first_call: Term
    last_call: Term
    maximum_share: Term

    @property
    def key(self) -> str:
        """``src1``."""
        return f"src{self.number}"

    @property
    def draws_at_start(self) -> bool:
        """Whether all capital is called in the period of the start."""
        return self.source.draw == "at start"

    @property
    def from_operation(self) -> bool:
        """Whether deemed interest begins with operation."""
        return self.source.interest_from == "operation"


@dataclass(frozen=True, slots=True)
class SourceTable:
    """All sources, and the table of their terms."""

    table: Scalars
    terms: tuple[SourceTerms, ...]
    pays: Term
    """A smaller part is no part."""


def sources_of(base: Base, settings: Settings) -> SourceTable:
    """Describe the terms of every source."""
    table = Scalars(base.names, SHEET, "LookupSources")
    pays = table.add("src_pays", "Part that counts as no part", "share", PAYS)
    records = {row.text("Source"): row for row in base.tables.rows("Funding")}
    terms = tuple(
        _terms(_Parts(base, settings, table), number, source, records[source.id])
        for number, source in enumerate(base.program.sources, 1)
    )
    return SourceTable(table, terms, pays)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the terms are made from."""

    base: Base
    settings: Settings
    table: Scalars


def _terms(parts: _Parts, number: int, source: Source, record: Record) -> SourceTerms:
    base, settings, table = parts.base, parts.settings, parts.table
    title, inputs = title_of_source(base.program, source), base.inputs

    def add(key: str, label: str, unit: str, content: Term, kind: Kind = Kind.MONEY) -> Term:
        return table.add(f"src{number}_{key}", f"{title}: {label}", unit, content, kind)

    def period(key: str, label: str, header: str, otherwise: Term) -> Term:
        if not inputs.has(record, header):
            return add(key, label, "period", otherwise, Kind.WHOLE)
        day = inputs.of(record, header)
        return add(
            key, label, "period", period_of(day, settings.first_month, settings.months), Kind.WHOLE
        )

    commitment = add("commitment", "commitment", "USD m", inputs.of(record, "Commitment (USD m)"))
    already = add(
        "already", "already committed", "USD m", inputs.of(record, "Already committed (USD m)")
    )
    before = add(
        "before",
        "share before recovery",
        "of cash",
        inputs.of(record, "Share before recovery"),
        Kind.SHARE,
    )
    after = inputs.of(record, "Share after recovery", before)
    return SourceTerms(
        number=number,
        source=source,
        record=record,
        title=title,
        commitment=commitment,
        already=already,
        available=add("available", "available", "USD m", commitment - already),
        share_before=before,
        share_after=add("after", "share after recovery", "of cash", after, Kind.SHARE),
        per_share=add(
            "per_share", "cash that repays a dollar", "USD",
            either(before > 0, 1 / (before + before.equals(0)), term(1000) * 1000 * 1000 * 1000),
            Kind.FACTOR,
        ),
        rate=add(
            "rate", "deemed interest of a period", "of the balance",
            (1 + inputs.of(record, "Deemed rate")) ** settings.years - 1, Kind.FACTOR,
        ),
        last_start=period("last_start", "last start", "Last commitment", settings.horizon * 1),
        first_call=period("first_call", "first call", "First call", settings.horizon * 0),
        last_call=period("last_call", "last call", "Last call", settings.horizon - 1),
        maximum_share=add(
            "maximum_share", "maximum share of a cluster", "of calls",
            inputs.of(record, "Maximum share of a cluster"), Kind.SHARE,
        ),
    )  # fmt: skip
