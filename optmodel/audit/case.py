"""A plan laid beside the facts: what every rule looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optmodel.audit.book import (
    Book,
    book_of,
    preparation_of,
    source_pays_preparation,
)
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, Steps


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken once."""

    rule: str
    words: str
    excess: float
    """By how much, in the rule's unit (periods, clusters, USD m, acres, years …)."""


@dataclass(frozen=True, slots=True)
class Case:
    """The decisions of a plan with what follows from each of them alone."""

    facts: Facts
    starts: tuple[Start, ...]
    openings: tuple[Opening, ...]
    books: Mapping[Start, Book]
    """Of the starts that name a cluster, a copy and a site of the workbook and a period of the
    horizon; the others break ``stays_started`` and nothing can be said about them."""
    spending: Mapping[Opening, Steps]
    """(H,) preparation of the openings that name a site and a period of the horizon."""

    def known(self) -> Iterator[tuple[Start, Book]]:
        """The starts about which something can be said."""
        for start in self.starts:
            book = self.books.get(start)
            if book is not None:
                yield start, book

    def opened(self) -> Iterator[tuple[Opening, Steps]]:
        """The openings about which something can be said."""
        for opening in self.openings:
            spending = self.spending.get(opening)
            if spending is not None:
                yield opening, spending

    def calls(self) -> Steps:
        """(H,) capital calls on the source, with the preparation that it pays."""
        flows = [book.waterfall.calls for _, book in self.known()]
        if source_pays_preparation(self.facts):
            flows += [spending for _, spending in self.opened()]
        horizon = self.facts.calendar.horizon
        return tuple(sum(flow[h] for flow in flows) for h in range(horizon))


def case_of(
    facts: Facts,
    starts: tuple[Start, ...],
    openings: tuple[Opening, ...],
    books: Mapping[Start, Book] | None = None,
) -> Case:
    """Lay a plan beside the facts; ``books`` are accounts of starts that are ready already."""
    ready = {} if books is None else books
    return Case(
        facts=facts,
        starts=starts,
        openings=openings,
        books={
            start: ready.get(start) or book_of(facts, start)
            for start in starts
            if is_known(facts, start)
        },
        spending={
            opening: preparation_of(facts, opening)
            for opening in openings
            if opening.site in facts.sites and 0 <= opening.period < facts.calendar.horizon
        },
    )


def is_known(facts: Facts, start: Start) -> bool:
    """Whether a start names things of the workbook and a period of the horizon."""
    return (
        start.cluster in facts.clusters
        and start.site in facts.sites
        and 1 <= start.copy <= copies_of(facts, start.cluster)
        and 0 <= start.period < facts.calendar.horizon
    )


def copies_of(facts: Facts, cluster: str) -> int:
    """How many there are of a cluster."""
    return round(facts.clusters[cluster].number("Copies"))
