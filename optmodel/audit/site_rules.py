"""Rules about sites: when they open, how many, and what they can carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from optmodel.audit.book import preparation_periods
from optmodel.audit.case import Case, Violation
from optmodel.audit.cash import operating_periods
from optmodel.audit.claim import Start
from optmodel.audit.facts import word
from optmodel.audit.overuse import worst_overuse

UNITS = {"land": "acres", "power": "MW", "water": "mgd", "workers": "people"}
"""Unit of each base resource; a further one has none that is known."""


def stays_open(case: Case) -> Iterator[Violation]:
    """A site opens once, and it is a site of the workbook in a decision period."""
    for site, count in Counter(opening.site for opening in case.openings).items():
        if count > 1:
            yield Violation("stays_open", f"{site} is opened {count} times", count - 1)
    for opening in case.openings:
        known = opening in case.spending
        if not known or opening.period >= case.facts.calendar.decisions:
            words = f"{opening.label}: the workbook has no such site or decision period"
            yield Violation("stays_open", words, 1.0)


def open_before_start(case: Case) -> Iterator[Violation]:
    """``start >= opening + preparation periods`` of its site."""
    opened = _opening_periods(case)
    for start, _ in case.known():
        period = opened.get(start.site)
        if period is None:
            words = f"{start.label}: the site is not opened"
            yield Violation("open_before_start", words, 1.0)
            continue
        ready = period + preparation_periods(case.facts, start.site)
        if start.period < ready:
            words = f"{start.label}: the site is ready in period {ready}"
            cell = case.facts.sites[start.site].address("Preparation (periods)")
            yield Violation("open_before_start", words, ready - start.period, cell, "periods")


def opening_used(case: Case) -> Iterator[Violation]:
    """A site opens only where something starts or where it is marked *open*.

    Somebody pays for an opening, also where the perspective of the plan does not. An opening
    that is too late for any start breaks ``preparation`` or ``stays_open`` instead.
    """
    standing = {start.site for start in case.starts}
    for opening, _ in case.opened():
        ready = opening.period + preparation_periods(case.facts, opening.site)
        forced = word(case.facts.sites[opening.site], "Decision") == "open"
        in_time = ready < case.facts.calendar.decisions
        if in_time and not forced and opening.site not in standing:
            words = f"{opening.label}: nothing starts there and it is not marked open"
            yield Violation("opening_used", words, 1.0)


def sites_opened(case: Case) -> Iterator[Violation]:
    """``sites opened <= maximum``; a site marked *open* is opened in period 0."""
    opened = _opening_periods(case)
    limit = case.facts.setting_number("Maximum sites")
    if limit is not None and len(opened) > limit:
        words = f"{len(opened)} sites are opened, may be {limit:.0f}"
        cell = case.facts.setting_cell("Maximum sites")
        yield Violation("sites_opened", words, len(opened) - limit, cell, "sites")
    for site, row in case.facts.sites.items():
        if word(row, "Decision") == "open" and opened.get(site) != 0:
            words = f"{site} is marked open and is not opened in period 0"
            yield Violation("sites_opened", words, 1.0, row.address("Decision"))


def clusters_per_site(case: Case) -> Iterator[Violation]:
    """``clusters at a site <= maximum``, every copy counts."""
    for site, count in Counter(start.site for start, _ in case.known()).items():
        row = case.facts.sites[site]
        limit = row.optional_number("Maximum clusters")
        if limit is not None and count > limit:
            words = f"{count} clusters at {site}, may be {limit:.0f}"
            cell = row.address("Maximum clusters")
            yield Violation("clusters_per_site", words, count - limit, cell, "clusters")


def site_supply(case: Case) -> Iterator[Violation]:
    """``sum of use <= supply`` for each site, resource and period; a negative use is supply.

    Land is used from the start of construction to the horizon, the rest while operating.
    """
    facts = case.facts
    by_site: dict[str, list[Start]] = {}
    for start, _ in case.known():
        by_site.setdefault(start.site, []).append(start)
    for site, starts in by_site.items():
        for resource in facts.resources:
            limits = facts.supply.get((site, resource))
            if limits is not None:
                used = _use(case, resource, starts)
                yield from worst_overuse(
                    "site_supply",
                    f"{resource} at {site}",
                    facts.calendar,
                    used,
                    limits,
                    cells=facts.supply_cells[site, resource],
                    unit=UNITS.get(resource, "units"),
                )


def _use(case: Case, resource: str, starts: list[Start]) -> list[float]:
    """(H,) what the clusters at a site use of a resource together."""
    used = [0.0] * case.facts.calendar.horizon
    for start in starts:
        amount = case.facts.use(start.cluster, start.site, resource)
        first, end = start.period, len(used)
        if resource != "land":
            first, end = operating_periods(case.facts, start.cluster, start.period)
        for h in range(first, end):
            used[h] += amount
    return used


def _opening_periods(case: Case) -> dict[str, int]:
    """Site to the period in which it is opened first."""
    first: dict[str, int] = {}
    for opening, _ in case.opened():
        first[opening.site] = min(opening.period, first.get(opening.site, opening.period))
    return first
