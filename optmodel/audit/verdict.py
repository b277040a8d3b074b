"""What the audit makes of a plan: which rules it breaks and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.audit.book import Book, source_id, source_pays_preparation
from optmodel.audit.case import Case, Violation
from optmodel.audit.claim import Start
from optmodel.audit.facts import Steps
from optmodel.audit.returns import present_value
from optmodel.audit.rules import violations_of

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
    """In the perspective of the Settings."""
    values: Mapping[str, float]
    """``program``, ``united_states``, ``japan``, ``other``."""
    calls: Mapping[str, Steps]
    """Source id to (H,) calls, preparation included."""
    books: Mapping[Start, Book]
    """The account of every known start."""

    @property
    def feasible(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


def verdict_of(case: Case) -> Verdict:
    """Judge a plan that is laid beside the facts."""
    values = values_of(case)
    return Verdict(
        violations=tuple(violations_of(case)),
        value=values[party_of(case)],
        values=values,
        calls={source_id(case.facts): case.calls()},
        books=case.books,
    )


def party_of(case: Case) -> str:
    """The party whose value is the objective."""
    return PARTY_OF_PERSPECTIVE[case.facts.setting_word("Perspective")]


def values_of(case: Case) -> dict[str, float]:
    """Present value by party; who pays for preparation bears its cost.

    Each party's value is summed from its own flows, so that program = sum of the parties is
    a statement that can fail.
    """
    prepared = sum(present_value(case.facts, spent) for _, spent in case.opened())
    to_source = prepared if source_pays_preparation(case.facts) else 0.0
    books = [book for _, book in case.known()]
    return {
        "program": sum(book.npv_musd for book in books) - prepared,
        "united_states": sum(book.npv_host_musd for book in books) - (prepared - to_source),
        "japan": sum(sum(book.npv_source_musd.values()) for book in books) - to_source,
        "other": 0.0,
    }
