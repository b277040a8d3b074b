"""Rules about what a start gives back: payback of the cluster, recovery of the source."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.audit.book import recovery_is_required
from optmodel.audit.case import Case, Violation
from optmodel.audit.tolerance import TARGET_YEARS


def cluster_payback(case: Case) -> Iterator[Violation]:
    """``simple payback <= maximum payback`` of the cluster, where it has one."""
    for start, book in case.known():
        target = case.facts.clusters[start.cluster].optional_number("Maximum payback (years)")
        if target is None:
            continue
        if _misses(book.payback_years, target):
            words = f"{start.label}: pays back {_when(book.payback_years)}, may take {target:.6g}"
            yield Violation("cluster_payback", words, _over(case, book.payback_years, target))


def source_recovery(case: Case) -> Iterator[Violation]:
    """``recovery <= target`` of the source, counted from its first call, where required."""
    if not recovery_is_required(case.facts):
        return
    target = case.facts.source.number("Recovery target (years)")
    for start, book in case.known():
        if _misses(book.recovery_years, target):
            words = f"{start.label}: repays {_when(book.recovery_years)}, may take {target:.6g}"
            yield Violation("source_recovery", words, _over(case, book.recovery_years, target))


def _misses(years: float | None, target: float) -> bool:
    """Whether a date, None for never, lies after its target."""
    return years is None or years > target + TARGET_YEARS


def _when(years: float | None) -> str:
    return "never within the horizon" if years is None else f"in {years:.6g} years"


def _over(case: Case, years: float | None, target: float) -> float:
    """Years too late; *never* counts as the whole horizon, so that the figure is finite."""
    if years is None:
        return case.facts.calendar.horizon * case.facts.calendar.years
    return years - target
