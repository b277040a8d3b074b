"""A plan laid beside the facts: what every rule looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optmodel.audit.book import Book, book_of, preparation_of
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, Steps
from optmodel.audit.shares import (
    Shares,
    only_preparation_payer,
    paying,
    scaled,
    total,
)


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken once."""

    rule: str
    words: str
    excess: float
    """By how much, in ``unit``."""
    cell: str = ""
    """Full address of the input cell that sets the limit; empty where no single one does."""
    unit: str = ""
    """``periods``, ``clusters``, ``USD m``, ``acres``, ``years`` …; empty where there is nothing
    to count: the rule is broken or it is not."""


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
    preparation_shares: Mapping[Opening, Shares]
    """Who pays which part of it, likewise; empty where the host pays."""

    def known(self) -> Iterator[tuple[Start, Book]]:
        """The starts about which something can be said."""
        for start in self.starts:
            book = self.books.get(start)
            if book is not None:
                yield start, book

    def by_cluster(self) -> dict[str, list[Start]]:
        """Cluster id to the starts of its copies, without those of which nothing can be said.

        Rules that look for the starts of one cluster after another ask once for all.
        """
        found: dict[str, list[Start]] = {}
        for start, _ in self.known():
            found.setdefault(start.cluster, []).append(start)
        return found

    def opened(self) -> Iterator[tuple[Opening, Steps]]:
        """The openings about which something can be said."""
        for opening in self.openings:
            spending = self.spending.get(opening)
            if spending is not None:
                yield opening, spending

    def paid_starts(self, source: str) -> Iterator[tuple[Start, Book, float]]:
        """The starts of which a source pays a part, with the part."""
        for start, book in self.known():
            part = book.parts.get(source)
            if part is not None:
                yield start, book, part

    def paid_preparation(self, source: str) -> Iterator[tuple[Opening, Steps, float]]:
        """The openings of which a source pays a part, with all the spending and the part."""
        for opening, spending in self.opened():
            part = paying(self.facts, self.preparation_shares[opening]).get(source)
            if part is not None:
                yield opening, spending, part

    def calls(self, source: str) -> Steps:
        """(H,) capital calls on a source, with the preparation that it pays."""
        flows = [
            scaled(book.accounts[source].calls, part) for _, book, part in self.paid_starts(source)
        ]
        flows += [scaled(spending, part) for _, spending, part in self.paid_preparation(source)]
        return total(flows, self.facts.calendar.horizon)


def case_of(
    facts: Facts,
    starts: tuple[Start, ...],
    openings: tuple[Opening, ...],
    books: Mapping[Start, Book] | None = None,
    *,
    shares: Mapping[Start, Shares] | None = None,
    preparation_shares: Mapping[Opening, Shares] | None = None,
) -> Case:
    """Lay a plan beside the facts.

    Parameters
    ----------
    books
        Accounts of starts that are ready already, at any shares.
    shares
        Who pays which part of each start; None = as in ``books``, else the only source pays.
    preparation_shares
        Likewise of each opening, over the sources that pay for site preparation.
    """
    ready = {} if books is None else books
    spending = {
        opening: preparation_of(facts, opening)
        for opening in openings
        if opening.site in facts.sites and 0 <= opening.period < facts.calendar.horizon
    }
    usual = only_preparation_payer(facts)
    prepared = {} if preparation_shares is None else preparation_shares
    return Case(
        facts=facts,
        starts=starts,
        openings=openings,
        books={
            start: _book(facts, start, shares, ready.get(start))
            for start in starts
            if is_known(facts, start)
        },
        spending=spending,
        preparation_shares={opening: prepared.get(opening, usual) for opening in spending},
    )


def _book(
    facts: Facts, start: Start, shares: Mapping[Start, Shares] | None, ready: Book | None
) -> Book:
    """The account of a start at its shares, from the one that is ready where there is one."""
    if shares is None:
        return ready or book_of(facts, start)
    wanted = shares.get(start, {})
    if ready is None:
        return book_of(facts, start, wanted)
    return ready if ready.shares == wanted else book_of(facts, start, wanted, ready.unit)


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
