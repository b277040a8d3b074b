"""What every row of Targets measures, and by how much a plan misses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from optmodel.audit.book import Book
from optmodel.audit.case import Case
from optmodel.audit.claim import Start
from optmodel.audit.facts import Facts, Steps, word
from optmodel.audit.pool import pool_of
from optmodel.audit.shares import scaled, total
from optmodel.workbook.tables import Record


class TargetResult(NamedTuple):
    """A row of Targets beside what the plan does, in the unit of the metric; USD m for receipts."""

    words: str
    """The row in words, such as ``jobs of sector glass by period 3``."""
    row: int
    """Number of the row in its sheet."""
    at_least: bool
    actual: float
    limit: float
    missed: float
    """0 or more."""
    price_musd: float | None
    """Per unit missed; None = it must be met."""

    @property
    def penalty_musd(self) -> float:
        """What missing it costs the value; nothing where it must be met."""
        return self.missed * (self.price_musd or 0.0)


def target_results(case: Case) -> tuple[TargetResult, ...]:
    """Every row of Targets, in the order of the sheet."""
    return tuple(_result(case, rule) for rule in case.facts.tables.rows("Targets"))


def price_of(results: Iterable[TargetResult]) -> float:
    """Prices of all that is missed, USD m; not discounted."""
    return sum((result.penalty_musd for result in results), 0.0)


def _result(case: Case, rule: Record) -> TargetResult:
    by = _by(case.facts, rule)
    if word(rule, "Metric") == "receipts":
        name, actual, limit = _receipts(case, rule, by)
        words = f"receipts of {name} by period {by}"
    else:
        actual, limit = _metric(case, rule, by)
        filtered = f" of {word(rule, 'Filter by')} {rule.text('Filter')}" * _is_filtered(rule)
        words = f"{word(rule, 'Metric')}{filtered} by period {by}"
    at_least = word(rule, "Sense") == "at least"
    return TargetResult(
        words=words,
        row=rule.row,
        at_least=at_least,
        actual=actual,
        limit=limit,
        missed=max(0.0, limit - actual if at_least else actual - limit),
        price_musd=_price(rule),
    )


def _by(facts: Facts, rule: Record) -> int:
    """The period by whose end a target holds."""
    last = facts.calendar.horizon - 1
    return min(facts.period(rule, "By", last), last)


def _price(rule: Record) -> float | None:
    return None if word(rule, "Strength") in {"", "must"} else float(rule.text("Strength"))


def receipts_source(facts: Facts, rule: Record) -> str:
    """Id of the source whose receipts a target is about; the first where it names none."""
    filtered = word(rule, "Filter by") == "source" and bool(rule.text("Filter"))
    return rule.text("Filter") if filtered else next(iter(facts.sources))


def _receipts(case: Case, rule: Record, by: int) -> tuple[str, float, float]:
    """A source with its receipts and the given share of its calls, both by the date."""
    facts = case.facts
    name = receipts_source(facts, rule)
    source = facts.sources[name]
    if source.is_pooled:
        received = pool_of(case, source).balance.receipts
    else:
        received = total(
            [
                scaled(book.accounts[name].receipts, part)
                for _, book, part in case.paid_starts(name)
            ],
            facts.calendar.horizon,
        )
    return name, _until(received, by), rule.number("Amount") * _until(case.calls(name), by)


def _metric(case: Case, rule: Record, by: int) -> tuple[float, float]:
    """What counts towards a target, and what it is held against."""
    measure = MEASURES[word(rule, "Metric")]
    actual = everything = 0.0
    for start, book in case.known():
        figure = measure(case.facts, start, book, by)
        everything += figure
        actual += _weight(case.facts, rule, start, book) * figure
    is_share = word(rule, "Amount is") == "share"
    return actual, rule.number("Amount") * (everything if is_share else 1.0)


def _is_filtered(rule: Record) -> bool:
    return word(rule, "Filter by") not in {"", "all"} and bool(rule.text("Filter"))


def _weight(facts: Facts, rule: Record, start: Start, book: Book) -> float:
    """The part of a start that passes the filter: of a source the share that it pays."""
    if not _is_filtered(rule):
        return 1.0
    kind, wanted = word(rule, "Filter by"), rule.text("Filter")
    if kind == "source":
        return book.parts.get(wanted, 0.0)
    found = {
        "sector": facts.clusters[start.cluster].text("Sector"),
        "product": facts.clusters[start.cluster].text("Product"),
        "state": facts.sites[start.site].text("State"),
        "site": start.site,
    }
    return float(found[kind] == wanted)


def _operating(column: str) -> Callable[[Facts, Start, Book, int], float]:
    """A figure at full rate of a cluster whose operation begins by the date, in the horizon."""

    def measure(facts: Facts, start: Start, book: Book, by: int) -> float:
        begins = book.cash.operation <= by
        return facts.clusters[start.cluster].number(column) if begins else 0.0

    return measure


def _started(_: Facts, start: Start, __: Book, by: int) -> float:
    return float(start.period <= by)


def _spent(_: Facts, __: Start, book: Book, by: int) -> float:
    return _until(book.cash.capex, by)


def _worth(_: Facts, start: Start, book: Book, by: int) -> float:
    return book.npv_musd if start.period <= by else 0.0


def _until(flow: Steps, by: int) -> float:
    """Sum up to and including a period; nothing where that lies before period 0."""
    return sum(flow[: max(0, by + 1)], 0.0)


MEASURES: dict[str, Callable[[Facts, Start, Book, int], float]] = {
    "clusters": _started,
    "jobs": _operating("Jobs"),
    "output": _operating("Output (units/year)"),
    "capex": _spent,
    "value": _worth,
}
"""Metric to what one start adds to it by a date; receipts belong to a source, not to a start."""
