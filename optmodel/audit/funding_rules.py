"""Rules about the source's money: what is called, when, and within which limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from optmodel.audit.book import source_id, source_pays_preparation
from optmodel.audit.case import Case, Violation
from optmodel.audit.facts import Facts, Steps
from optmodel.audit.tolerance import ZERO_MUSD
from optmodel.audit.tolerance import money as money_tolerance


class CallRow(NamedTuple):
    """What the source can pay in a period."""

    maximum: float | None
    """None = no limit."""
    carries: bool


def call_window(facts: Facts) -> tuple[int, int]:
    """First and last period with calls; blank dates mean the whole horizon."""
    first = facts.period(facts.source, "First call", 0)
    last = facts.period(facts.source, "Last call", facts.calendar.horizon - 1)
    return first, last


def last_commitment(case: Case) -> Iterator[Violation]:
    """No cluster starts after the period of the source's last commitment."""
    facts = case.facts
    last = facts.period(facts.source, "Last commitment", facts.calendar.horizon)
    for start, _ in case.known():
        if start.period > last:
            words = f"{start.label}: the last commitment is in {facts.calendar.name(last)}"
            yield Violation("last_commitment", words, start.period - last)


def first_call(case: Case) -> Iterator[Violation]:
    """Nothing is called before the source's first call."""
    first, _ = call_window(case.facts)
    for label, flow in _calls_by_decision(case):
        early = sum(abs(call) for call in flow[: max(first, 0)])
        if early > ZERO_MUSD:
            words = f"{label}: calls {early:.9g} before {case.facts.calendar.name(first)}"
            yield Violation("first_call", words, early)


def last_call(case: Case) -> Iterator[Violation]:
    """Nothing is called after the source's last call."""
    _, last = call_window(case.facts)
    for label, flow in _calls_by_decision(case):
        late = sum(abs(call) for call in flow[max(last + 1, 0) :])
        if late > ZERO_MUSD:
            words = f"{label}: calls {late:.9g} after {case.facts.calendar.name(last)}"
            yield Violation("last_call", words, late)


def commitment_limit(case: Case) -> Iterator[Violation]:
    """``sum of calls <= commitment - already committed``."""
    source = case.facts.source
    limit = source.number("Commitment (USD m)") - source.number("Already committed (USD m)")
    called = sum(case.calls())
    if called - limit > money_tolerance(limit):
        words = f"{source_id(case.facts)} is called for {called:.9g} of {limit:.9g}"
        yield Violation("commitment_limit", words, called - limit)


def call_limit(case: Case) -> Iterator[Violation]:
    """Calls keep to what the source can pay, with what it carries forward.

    Periods that carry forward form a run: in it, the calls so far stay within the maxima so
    far. A period that does not carry and one without a limit end a run. Outside the window of
    calls nothing may be called at all, which ``first_call`` and ``last_call`` see to.
    """
    facts = case.facts
    called_in_run = maximum_in_run = 0.0
    for h, called in enumerate(case.calls()):
        row = call_row(facts, h)
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
                f"{source_id(facts)} in {facts.calendar.name(h)}: {called_in_run:.9g} called"
                f" of {maximum_in_run:.9g}{so_far}"
            )
            yield Violation("call_limit", words, over)
        if not row.carries:
            called_in_run = maximum_in_run = 0.0


def call_row(facts: Facts, period: int) -> CallRow:
    """What the source can pay in a period: the last row of Funding calls from before or then."""
    first, last = call_window(facts)
    if not first <= period <= last:
        return CallRow(None, carries=False)
    governing: tuple[int, CallRow] | None = None
    for row in facts.tables.rows("Funding calls"):
        since = max(0, facts.period(row, "From", 0))
        if row.text("Source") == source_id(facts) and since <= period:
            limit = CallRow(
                row.optional_number("Maximum call (USD m/period)"), row.flag("Carry forward")
            )
            if governing is None or since >= governing[0]:
                governing = since, limit
    return CallRow(None, carries=False) if governing is None else governing[1]


def _calls_by_decision(case: Case) -> Iterator[tuple[str, Steps]]:
    """Each start and each opening in words, with its own calls."""
    for start, book in case.known():
        yield start.label, book.waterfall.calls
    if source_pays_preparation(case.facts):
        for opening, spending in case.opened():
            yield opening.label, spending
