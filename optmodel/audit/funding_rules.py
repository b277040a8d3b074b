"""Rules about the sources' money: who pays what, what is called, when, and within which limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from optmodel.audit.case import Case, Violation
from optmodel.audit.facts import Steps
from optmodel.audit.source import Source
from optmodel.audit.tolerance import ZERO_MUSD
from optmodel.audit.tolerance import money as money_tolerance

COLUMNS = {"first_call": "First call", "last_call": "Last call"}
"""Rule to the column of Funding that it is about."""


def last_commitment(case: Case) -> Iterator[Violation]:
    """No cluster starts after the last commitment of a source that pays for it."""
    for source in case.facts.sources.values():
        for start, _, _ in case.paid_starts(source.id):
            if start.period > source.last_start:
                last = case.facts.calendar.name(source.last_start)
                words = f"{start.label}: the last commitment of {source.id} is in {last}"
                cell = case.facts.source_cell(source.id, "Last commitment")
                late = start.period - source.last_start
                yield Violation("last_commitment", words, late, cell, "periods")


def first_call(case: Case) -> Iterator[Violation]:
    """Nothing is called on a source before its first call."""
    return _outside("first_call", case, early_calls, "before its first call")


def last_call(case: Case) -> Iterator[Violation]:
    """Nothing is called on a source after its last call."""
    return _outside("last_call", case, late_calls, "after its last call")


def early_calls(source: Source, calls: Steps) -> float:
    """What is called before the source's first call."""
    return sum((abs(call) for call in calls[: max(source.first_call, 0)]), 0.0)


def late_calls(source: Source, calls: Steps) -> float:
    """What is called after the source's last call."""
    return sum((abs(call) for call in calls[max(source.last_call + 1, 0) :]), 0.0)


def commitment_limit(case: Case) -> Iterator[Violation]:
    """``sum of calls <= commitment - already committed``, for each source."""
    for source in case.facts.sources.values():
        called = sum(case.calls(source.id))
        if called - source.room_musd > money_tolerance(source.room_musd):
            words = f"{source.id} is called for {called:.9g} of {source.room_musd:.9g}"
            cell = case.facts.source_cell(source.id, "Commitment (USD m)")
            over = called - source.room_musd
            yield Violation("commitment_limit", words, over, cell, "USD m")


def sector_limit(case: Case) -> Iterator[Violation]:
    """``minimum <= calls of a source for the clusters of a sector <= maximum``.

    Site preparation belongs to no sector.
    """
    for rule in case.facts.tables.rows("Sector limits"):
        name, sector = rule.text("Source"), rule.text("Sector")
        called = sum(
            part * sum(book.accounts[name].calls)
            for start, book, part in case.paid_starts(name)
            if case.facts.clusters[start.cluster].text("Sector") == sector
        )
        least = rule.optional_number("Minimum (USD m)") or 0.0
        most = rule.optional_number("Maximum (USD m)")
        if least - called > money_tolerance(least):
            words = f"{name} is called for {called:.9g} for {sector}, at least {least:.9g}"
            cell = rule.address("Minimum (USD m)")
            yield Violation("sector_limit", words, least - called, cell, "USD m")
        if most is not None and called - most > money_tolerance(most):
            words = f"{name} is called for {called:.9g} for {sector}, at most {most:.9g}"
            cell = rule.address("Maximum (USD m)")
            yield Violation("sector_limit", words, called - most, cell, "USD m")


def call_limit(case: Case) -> Iterator[Violation]:
    """Calls keep to what each source can pay, with what it carries forward."""
    for source in case.facts.sources.values():
        yield from _call_limit_of(case, source)


def _call_limit_of(case: Case, source: Source) -> Iterator[Violation]:
    """The periods in which one source is called for too much.

    Periods that carry forward form a run: in it, the calls so far stay within the maxima so
    far. A period that does not carry and one without a limit end a run.
    """
    called_in_run = maximum_in_run = 0.0
    for h, called in enumerate(case.calls(source.id)):
        row = source.call_rows[h]
        if row.maximum is None or not row.carries:
            called_in_run = maximum_in_run = 0.0
        if row.maximum is None:
            continue
        called_in_run += called
        maximum_in_run += row.maximum
        over = called_in_run - maximum_in_run
        if over > money_tolerance(maximum_in_run):
            so_far = " with what was carried forward" if row.carries else ""
            words = (
                f"{source.id} in {case.facts.calendar.name(h)}: {called_in_run:.9g} called"
                f" of {maximum_in_run:.9g}{so_far}"
            )
            yield Violation("call_limit", words, over, row.cell, "USD m")
        if not row.carries:
            called_in_run = maximum_in_run = 0.0


def _outside(
    rule: str, case: Case, outside: Callable[[Source, Steps], float], when: str
) -> Iterator[Violation]:
    """The starts and openings whose calls lie outside the window of a source that pays a part.

    Whether a source may pay is judged by the calls as if it paid for everything.
    """
    for source in case.facts.sources.values():
        for label, calls, part in _calls_by_decision(case, source):
            amount = outside(source, calls)
            if amount > ZERO_MUSD:
                words = f"{label}: calls {amount * part:.9g} on {source.id} {when}"
                cell = case.facts.source_cell(source.id, COLUMNS[rule])
                yield Violation(rule, words, amount * part, cell, "USD m")


def _calls_by_decision(case: Case, source: Source) -> Iterable[tuple[str, Steps, float]]:
    """Each start and each opening in words, with its calls as a whole and the part it pays."""
    for start, book, part in case.paid_starts(source.id):
        yield start.label, book.accounts[source.id].calls, part
    for opening, spending, part in case.paid_preparation(source.id):
        yield opening.label, spending, part
