"""What the audit makes of a plan: which rules it breaks and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.audit.book import Book
from optmodel.audit.case import Case, Violation
from optmodel.audit.claim import Start
from optmodel.audit.facts import Steps
from optmodel.audit.pool import Pool, pools_of
from optmodel.audit.returns import present_value
from optmodel.audit.rules import violations_of
from optmodel.audit.synergy import synergy_of
from optmodel.audit.targets import TargetResult, price_of, target_results

PARTY_OF_PERSPECTIVE = {
    "program": "program",
    "united states": "united_states",
    "japan": "japan",
}
"""Perspective of the Settings to the party whose value is the objective."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The audit's own account of a plan. Money in USD m."""

    violations: tuple[Violation, ...]
    value: float
    """In the perspective of the Settings, less the prices of the targets that are missed."""
    values: Mapping[str, float]
    """``program``, ``united_states``, ``japan``, ``other``; without the prices of targets."""
    by_source: Mapping[str, float]
    """Source id to the value to it, preparation and pool included."""
    calls: Mapping[str, Steps]
    """Source id to (H,) calls, preparation included."""
    books: Mapping[Start, Book]
    """The account of every known start."""
    pools: Mapping[str, Pool]
    """Id of a pooled source to its account."""
    targets: tuple[TargetResult, ...]
    """Every row of Targets, in the order of the sheet."""
    penalty_musd: float
    """Prices of the targets that are missed."""
    synergy_musd: float
    """Present value of all synergies, part of the program's and the host's value."""

    @property
    def feasible(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


def verdict_of(case: Case) -> Verdict:
    """Judge a plan that is laid beside the facts."""
    values = values_of(case)
    targets = target_results(case)
    penalty = price_of(targets)
    return Verdict(
        violations=tuple(violations_of(case)),
        value=values[party_of(case)] - penalty,
        values=values,
        by_source=source_values(case),
        calls={name: case.calls(name) for name in case.facts.sources},
        books=case.books,
        pools=pools_of(case),
        targets=targets,
        penalty_musd=penalty,
        synergy_musd=synergy_of(case),
    )


def party_of(case: Case) -> str:
    """The party whose value is the objective, before the prices of targets."""
    return PARTY_OF_PERSPECTIVE[case.facts.setting_word("Perspective")]


def values_of(case: Case) -> dict[str, float]:
    """Present value by party; who pays for preparation bears its cost.

    Each party's value is summed from its own flows, so that program = sum of the parties is
    a statement that can fail.
    """
    facts = case.facts
    books = [book for _, book in case.known()]
    prepared = sum((present_value(facts, spent) for _, spent in case.opened()), 0.0)
    gained = synergy_of(case)
    by_source = source_values(case)
    pledge, *others = facts.sources
    host = sum((book.npv_host_musd for book in books), 0.0)
    host -= prepared - sum(_prepared(case, name) for name in facts.sources)
    host -= sum(pool.receipts_musd for pool in pools_of(case).values())
    return {
        "program": sum((book.npv_musd for book in books), 0.0) - prepared + gained,
        "united_states": host + gained,
        "japan": by_source[pledge],
        "other": sum((by_source[name] for name in others), 0.0),
    }


def source_values(case: Case) -> dict[str, float]:
    """Source id to the value to it: its clusters, less its preparation, with its pool."""
    pools = pools_of(case)
    values = {}
    for name in case.facts.sources:
        own = sum((book.npv_source_musd[name] for _, book in case.known()), 0.0)
        pooled = pools[name].receipts_musd if name in pools else 0.0
        values[name] = own + pooled - _prepared(case, name)
    return values


def _prepared(case: Case, source: str) -> float:
    """Present value of the site preparation that a source pays."""
    return sum(
        (
            part * present_value(case.facts, spending)
            for _, spending, part in case.paid_preparation(source)
        ),
        0.0,
    )
