"""Sums that must close inside the claim's own figures, whatever the input says."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.audit import tolerance
from optmodel.audit.book import LINES, Book
from optmodel.audit.case import Case
from optmodel.audit.check import Check
from optmodel.audit.claim import Claim, Figures
from optmodel.audit.compare import Pair, compare
from optmodel.audit.facts import Steps
from optmodel.audit.verdict import Verdict

Lines = dict[str, Steps]


def identity_checks(claim: Claim, case: Case, verdict: Verdict) -> Iterator[Check]:
    """Sharing of cash, corkscrew of the balance, sources and uses of the capital."""
    accounts = {
        start.label: _lines(verdict.books[start], figures, case)
        for start, figures in zip(claim.starts, claim.figures, strict=False)
        if start in verdict.books
    }
    yield compare(
        "cash_split",
        "Receipts + the host's share = distributable cash in every period",
        [pair for label, lines in accounts.items() for pair in _split(label, lines)],
        tolerance.value,
    )
    yield compare(
        "corkscrew",
        "Opening balance + interest + calls (without those on pools) - receipts before recovery"
        " = closing balance",
        [pair for label, lines in accounts.items() for pair in _corkscrew(label, lines)],
        tolerance.value,
    )
    yield sources_uses(claim, case, accounts)


def sources_uses(claim: Claim, case: Case, accounts: dict[str, Lines]) -> Check:
    """Calls + support = capex + the preparation that sources pay, over all periods."""
    uses = sum(sum(lines["capex"]) for lines in accounts.values())
    uses += sum(
        part * sum(spending)
        for source in case.facts.sources
        for _, spending, part in case.paid_preparation(source)
    )
    sources = sum(sum(lines["support"]) for lines in accounts.values())
    sources += sum(sum(calls) for calls in claim.calls.values())
    return compare(
        "sources_uses",
        "Sources (calls and support) = uses (capex and site preparation)",
        [Pair("capital over all periods", uses, sources)],
        tolerance.value,
    )


def _split(label: str, lines: Lines) -> Iterator[Pair]:
    """The host's share is what is left of its flow without losses borne and money held.

    Host flow = share of cash + (operating cash - distributable) + (calls - capital).
    """
    for h, cash in enumerate(lines["distributable"]):
        borne = lines["operating_cash"][h] - cash
        held = lines["calls"][h] - lines["capital"][h]
        host_share = lines["host"][h] - borne - held
        yield Pair(f"{label}, cash of period {h}", cash, lines["receipts"][h] + host_share)


def _corkscrew(label: str, lines: Lines) -> Iterator[Pair]:
    """Each period opens with what the one before closed with, and closes with its sum."""
    before = 0.0
    for h, closing in enumerate(lines["balance_close"]):
        opening = lines["balance_open"][h]
        yield Pair(f"{label}, opening balance of period {h}", before, opening)
        called = lines["calls"][h] - lines["pooled_calls"][h]
        total = opening + lines["interest"][h] + called - lines["receipts_before"][h]
        yield Pair(f"{label}, closing balance of period {h}", total, closing)
        before = closing


def _lines(book: Book, figures: Figures, case: Case) -> Lines:
    """The claimed lines; the audit's own where the claim gives none."""
    horizon = case.facts.calendar.horizon
    return {name: _padded(figures.lines.get(name, book.line(name)), horizon) for name in LINES}


def _padded(steps: Steps, length: int) -> Steps:
    """A line that is too short is missing its last periods."""
    return tuple(steps[:length]) + (0.0,) * (length - len(steps))
