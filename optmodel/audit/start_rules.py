"""Rules about a single start: whether this cluster may start there and then at all."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.audit.book import preparation_periods
from optmodel.audit.case import Case, Violation
from optmodel.audit.cash import capex_run
from optmodel.audit.facts import word
from optmodel.audit.permit import permit_period


def skipped(case: Case) -> Iterator[Violation]:
    """A cluster marked *skip* does not start."""
    for start, _ in case.known():
        row = case.facts.clusters[start.cluster]
        if word(row, "Decision") == "skip":
            cell = row.address("Decision")
            yield Violation("skipped", f"{start.label}: it is marked skip", 1.0, cell)


def site_closed(case: Case) -> Iterator[Violation]:
    """Nothing starts at a site marked *closed*, and it is not opened."""
    closed = {
        site: row.address("Decision")
        for site, row in case.facts.sites.items()
        if word(row, "Decision") == "closed"
    }
    for start, _ in case.known():
        if start.site in closed:
            cell = closed[start.site]
            yield Violation("site_closed", f"{start.label}: the site is closed", 1.0, cell)
    for opening, _ in case.opened():
        if opening.site in closed:
            cell = closed[opening.site]
            yield Violation("site_closed", f"{opening.label}: the site is closed", 1.0, cell)


def fixed_site(case: Case) -> Iterator[Violation]:
    """A cluster with a fixed site stands there or nowhere."""
    for start, _ in case.known():
        row = case.facts.clusters[start.cluster]
        site = row.text("Site")
        if site and site != start.site:
            words = f"{start.label}: it is fixed at {site}"
            yield Violation("fixed_site", words, 1.0, row.address("Site"))


def placement(case: Case) -> Iterator[Violation]:
    """No cluster stands where Placement does not allow it."""
    for start, _ in case.known():
        pair = case.facts.pairs.get((start.cluster, start.site))
        if pair is not None and not pair.flag("Allowed"):
            cell = pair.address("Allowed")
            yield Violation("placement", f"{start.label}: the pair is not allowed", 1.0, cell)


def start_window(case: Case) -> Iterator[Violation]:
    """``earliest start <= start <= latest start``, where they are given."""
    facts = case.facts
    for start, _ in case.known():
        row = facts.clusters[start.cluster]
        earliest = facts.period(row, "Earliest start", 0)
        latest = facts.period(row, "Latest start", facts.calendar.horizon - 1)
        late_by = max(earliest - start.period, start.period - latest)
        if late_by > 0:
            words = f"{start.label}: its window is periods {earliest} to {latest}"
            bound = "Earliest start" if start.period < earliest else "Latest start"
            yield Violation("start_window", words, late_by, row.address(bound), "periods")


def permit(case: Case) -> Iterator[Violation]:
    """No construction before the site's permit is in hand at the chosen confidence."""
    for start, _ in case.known():
        first = permit_period(case.facts, start.site)
        if start.period < first:
            words = f"{start.label}: the permit is in hand from {case.facts.calendar.name(first)}"
            cell = case.facts.sites[start.site].address("Permit P80 (months)")
            yield Violation("permit", words, first - start.period, cell, "periods")


def preparation(case: Case) -> Iterator[Violation]:
    """No start before a site opened in period 0 could be ready; no opening that is too late.

    An opening must leave room for a start in a decision period after its preparation; a site
    marked *open* is opened in period 0 whatever comes of it.
    """
    facts = case.facts
    for start, _ in case.known():
        needed = preparation_periods(facts, start.site)
        if start.period < needed:
            words = f"{start.label}: preparing the site takes {needed} periods"
            cell = facts.sites[start.site].address("Preparation (periods)")
            yield Violation("preparation", words, needed - start.period, cell, "periods")
    last = facts.calendar.decisions - 1
    for opening, _ in case.opened():
        latest = last - preparation_periods(facts, opening.site)
        forced = word(facts.sites[opening.site], "Decision") == "open" and opening.period == 0
        if latest < opening.period <= last and not forced:
            words = f"{opening.label}: nothing could start there any more"
            cell = facts.sites[opening.site].address("Preparation (periods)")
            yield Violation("preparation", words, opening.period - latest, cell, "periods")


def horizon(case: Case) -> Iterator[Violation]:
    """The build, and a given row of capex, end inside the horizon."""
    for start, _ in case.known():
        end = capex_run(case.facts, start.cluster, start.period)
        over = end - case.facts.calendar.horizon
        if over > 0:
            words = f"{start.label}: it is still built {over} periods after the horizon"
            cell = case.facts.setting_cell("Horizon periods")
            yield Violation("horizon", words, over, cell, "periods")
