"""Figures of a claim against the audit's own: value, parties, calls, every start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from optmodel.audit import tolerance
from optmodel.audit.book import LINES, Book
from optmodel.audit.check import Check
from optmodel.audit.claim import Claim, Figures, Start
from optmodel.audit.compare import Pair, compare
from optmodel.audit.rate import irr_check
from optmodel.audit.verdict import Verdict

PARTIES = ("program", "united_states", "japan", "other")
"""Keys of the values by party."""

NEVER_YEARS = 1e6
"""A million years stands for *never within the horizon*, so that a check shows a number."""


def value_checks(claim: Claim, verdict: Verdict) -> Iterator[Check]:
    """The value, its bound, the parties' values and their identity."""
    yield compare(
        "value",
        "The plan's value is the value recomputed from the input",
        [Pair("value", verdict.value, claim.value)],
        tolerance.value,
    )
    if claim.solver_value is not None:
        yield compare(
            "solver_value",
            "The solver's objective is the value recomputed from the input",
            [Pair("solver's value", verdict.value, claim.solver_value)],
            tolerance.value,
        )
    yield compare(
        "values",
        "Each party's value is recomputed from the input",
        [Pair(party, verdict.values[party], _value(claim, party)) for party in PARTIES],
        tolerance.value,
    )
    yield compare(
        "synergy",
        "The value of all synergies is recomputed from the input",
        [Pair("synergies", verdict.synergy_musd, claim.synergy_musd)],
        tolerance.value,
    )
    yield compare(
        "penalty",
        "The prices of missed targets are recomputed from the input",
        [Pair("prices", verdict.penalty_musd, claim.penalty_musd)],
        tolerance.value,
    )
    parties = sum(_value(claim, party) for party in PARTIES[1:])
    yield compare(
        "program_identity",
        "Program = United States + Japan + other sources",
        [Pair("program", parties, _value(claim, "program"))],
        tolerance.value,
    )
    yield bound_check(claim)


def bound_check(claim: Claim) -> Check:
    """``value <= bound``: a plan that beats the proven bound contradicts the proof."""
    bound = claim.value if claim.bound is None else claim.bound
    room = tolerance.value(bound)
    passed = claim.value <= bound + room
    return Check(
        name="bound",
        description="The value is not above the proven bound",
        expected=bound,
        actual=claim.value,
        tolerance=room,
        passed=passed,
        detail="" if passed else f"value {claim.value:.9g} above the bound {bound:.9g}",
    )


def calls_check(claim: Claim, verdict: Verdict) -> Check:
    """``capital_calls``: calls by source and period, preparation included."""
    nothing: tuple[float, ...] = ()
    flows = {
        source: (verdict.calls.get(source, nothing), claim.calls.get(source, nothing))
        for source in sorted(claim.calls.keys() | verdict.calls.keys())
    }
    pairs = [
        Pair(f"{source} in period {h}", _at(own, h), _at(claimed, h))
        for source, (own, claimed) in flows.items()
        for h in range(max(len(own), len(claimed)))
    ]
    return compare(
        "capital_calls",
        "Calls by source and period are recomputed from the input",
        pairs,
        tolerance.value,
    )


def start_checks(claim: Claim, verdict: Verdict, years: float) -> Iterator[Check]:
    """One check per figure over all starts, and that there are figures for each start.

    ``years`` is the length of a period.
    """
    yield compare(
        "figures",
        "Every start has its figures",
        [Pair("starts with figures", float(len(claim.starts)), float(len(claim.figures)))],
        tolerance.value,
    )
    accounts = [
        (start, verdict.books[start], figures)
        for start, figures in zip(claim.starts, claim.figures, strict=False)
        if start in verdict.books
    ]

    def check(
        name: str,
        words: str,
        pick: Callable[[Book | Figures], float | None],
        room: Callable[[float], float],
    ) -> Check:
        pairs = [
            Pair(start.label, _number(pick(book)), _number(pick(figures)))
            for start, book, figures in accounts
        ]
        return compare(name, words, pairs, room)

    yield check("npv", "Every cluster's NPV", lambda one: one.npv_musd, tolerance.value)
    yield source_check(accounts)
    yield check(
        "npv_host",
        "Every cluster's NPV to the United States",
        lambda one: one.npv_host_musd,
        tolerance.value,
    )
    yield check("capex", "Every cluster's capex", lambda one: one.capex_musd, tolerance.value)
    yield check("payback", "Every payback", lambda one: one.payback_years, tolerance.years)
    yield check("recovery", "Every recovery", lambda one: one.recovery_years, tolerance.years)
    yield irr_check(accounts, years)
    yield cash_check(accounts)


def source_check(accounts: list[tuple[Start, Book, Figures]]) -> Check:
    """``npv_source``: what every start is worth to every source."""
    return compare(
        "npv_source",
        "Every cluster's NPV to each source",
        [
            Pair(
                f"{start.label} to {source}",
                book.npv_source_musd.get(source, 0.0),
                figures.npv_source_musd.get(source, 0.0),
            )
            for start, book, figures in accounts
            for source in sorted(book.npv_source_musd.keys() | figures.npv_source_musd.keys())
        ],
        tolerance.value,
    )


def cash_check(accounts: list[tuple[Start, Book, Figures]]) -> Check:
    """``cash``: every line of every start's cash flow and waterfall, period by period."""
    return compare(
        "cash",
        "Every line of cash is recomputed from the input",
        _cash_pairs(accounts),
        tolerance.value,
    )


class _Cell(NamedTuple):
    """A line of a start's cash in a period."""

    line: str
    start: Start
    period: int

    def __str__(self) -> str:
        return f"{self.line} of {self.start.label}, cash of period {self.period}"


def _cash_pairs(accounts: list[tuple[Start, Book, Figures]]) -> Iterator[Pair]:
    for start, book, figures in accounts:
        for name, claimed in figures.lines.items():
            own = book.line(name) if name in LINES else ()
            for h in range(max(len(own), len(claimed))):
                yield Pair(_Cell(name, start, h), _at(own, h), _at(claimed, h))


def _value(claim: Claim, party: str) -> float:
    return claim.values.get(party, 0.0)


def _at(steps: tuple[float, ...], period: int) -> float:
    return steps[period] if period < len(steps) else 0.0


def _number(years: float | None) -> float:
    return NEVER_YEARS if years is None else years
