"""Rules about what outside parties can carry: builders, markets, operators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from optmodel.audit.book import Book
from optmodel.audit.case import Case, Violation
from optmodel.audit.cash import operating_periods
from optmodel.audit.claim import Start
from optmodel.audit.facts import Steps, word
from optmodel.audit.limits import cells_of, limits_of
from optmodel.audit.overuse import worst_overuse
from optmodel.audit.profiles import step_of
from optmodel.audit.tolerance import money as money_tolerance

MOST = "Maximum output (units/year)"
"""Column of Markets."""


def builder_capacity(case: Case) -> Iterator[Violation]:
    """``sum of use by what has started <= capacity``, period by period from each start."""
    calendar = case.facts.calendar
    capacities = case.facts.tables.rows("Construction")
    starts = case.by_cluster()
    for resource in dict.fromkeys(row.text("Resource") for row in capacities):
        own = [row for row in capacities if row.text("Resource") == resource]
        used = [0.0] * calendar.horizon
        for rule in case.facts.tables.rows("Construction use"):
            if rule.text("Resource") == resource:
                _add_use(rule.steps("Step"), starts.get(rule.text("Cluster"), []), used)
        limits, cells = limits_of(calendar, own, "Capacity"), cells_of(calendar, own, "Capacity")
        yield from worst_overuse(
            "builder_capacity", resource, calendar, used, limits, cells=cells, unit="units"
        )


def market_limit(case: Case) -> Iterator[Violation]:
    """``output of a product <= what can be sold``, at the ramp of each cluster that operates."""
    calendar, maxima = case.facts.calendar, case.facts.tables.rows("Markets")
    for product in dict.fromkeys(row.text("Product") for row in maxima):
        own = [row for row in maxima if row.text("Product") == product]
        made = [0.0] * calendar.horizon
        for start, _ in case.known():
            if case.facts.clusters[start.cluster].text("Product") == product:
                _add_output(case, start, made)
        limits, cells = limits_of(calendar, own, MOST), cells_of(calendar, own, MOST)
        yield from worst_overuse(
            "market_limit",
            f"output of {product}",
            calendar,
            made,
            limits,
            cells=cells,
            unit="units/year",
        )


def operator_choice(case: Case) -> Iterator[Violation]:
    """A cluster with candidates is run by one of them that has not declined, another by nobody."""
    for start, _ in case.known():
        candidates = case.facts.fits.get(start.cluster)
        reason = ""
        if candidates is None:
            reason = f"no operator is asked for, not even {start.operator}" * bool(start.operator)
        elif start.operator not in candidates:
            reason = f"{start.operator or 'nobody'} is none of its candidates"
        elif word(case.facts.operators[start.operator], "Status") == "declined":
            reason = f"{start.operator} has declined"
        if reason:
            cell = case.facts.clusters[start.cluster].address("Operator")
            yield Violation("operator_choice", f"{start.label}: {reason}", 1.0, cell)


def operator_capacity(case: Case) -> Iterator[Violation]:
    """An operator's clusters, and the capital of all of them, are no more than it can carry."""
    run: dict[str, list[Book]] = defaultdict(list)
    for start, book in case.known():
        run[start.operator].append(book)
    for name, row in case.facts.operators.items():
        books = run[name]
        most_clusters = row.optional_number("Maximum clusters")
        most_capital = row.optional_number("Maximum capital (USD m)")
        if most_clusters is not None and len(books) > most_clusters:
            words = f"{name} runs {len(books)} clusters, may run {most_clusters:.0f}"
            over, cell = len(books) - most_clusters, row.address("Maximum clusters")
            yield Violation("operator_capacity", words, over, cell, "clusters")
        capital = sum((sum(book.cash.capital) for book in books), 0.0)
        if most_capital is not None and capital - most_capital > money_tolerance(most_capital):
            words = f"{name} carries capital of {capital:.9g}, may carry {most_capital:.9g}"
            over, cell = capital - most_capital, row.address("Maximum capital (USD m)")
            yield Violation("operator_capacity", words, over, cell, "USD m")


def _add_use(steps: Steps, starts: list[Start], used: list[float]) -> None:
    """Add what the copies of one cluster take of a construction resource."""
    for start in starts:
        for h, amount in enumerate(steps, start=start.period):
            if h < len(used):
                used[h] += amount


def _add_output(case: Case, start: Start, made: list[float]) -> None:
    """Add what one cluster makes, units a year, in the periods in which it operates."""
    row = case.facts.clusters[start.cluster]
    full = row.number("Output (units/year)")
    ramp = case.facts.profiles.get(("ramp", row.text("Ramp profile")), ())
    first, end = operating_periods(case.facts, start.cluster, start.period)
    for h in range(first, end):
        made[h] += full * step_of(ramp, h - first)
