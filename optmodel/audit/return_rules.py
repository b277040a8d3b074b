"""Rules about what a start gives back: payback of the cluster, recovery of the sources."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.audit.case import Case, Violation
from optmodel.audit.pool import pool_of
from optmodel.audit.tolerance import TARGET_YEARS

PAYBACK, RECOVERY = "Maximum payback (years)", "Recovery target (years)"
"""Columns of Clusters and of Funding."""


def cluster_payback(case: Case) -> Iterator[Violation]:
    """``simple payback <= maximum payback`` of the cluster, where it has one."""
    for start, book in case.known():
        row = case.facts.clusters[start.cluster]
        target = row.optional_number(PAYBACK)
        if target is None:
            continue
        if misses(book.payback_years, target):
            words = f"{start.label}: pays back {_when(book.payback_years)}, may take {target:.6g}"
            over, cell = _over(case, book.payback_years, target), row.address(PAYBACK)
            yield Violation("cluster_payback", words, over, cell, "years")


def source_recovery(case: Case) -> Iterator[Violation]:
    """``recovery <= target`` of each source, counted from its first call, where required.

    Start by start where each cluster is a vehicle of its own, once for all where they are pooled.
    """
    yield from vehicle_recovery(case)
    for source in case.facts.sources.values():
        target = source.recovery_target_years
        if target is None or not source.is_pooled:
            continue
        years = pool_of(case, source).recovery_years
        if misses(years, target):
            words = f"the pool of {source.id} repays it {_when(years)}, may take {target:.6g}"
            over, cell = _over(case, years, target), case.facts.source_cell(source.id, RECOVERY)
            yield Violation("source_recovery", words, over, cell, "years")


def vehicle_recovery(case: Case) -> Iterator[Violation]:
    """The part of ``source_recovery`` that a start keeps or breaks by itself."""
    for source in case.facts.sources.values():
        target = source.recovery_target_years
        if target is None or source.is_pooled:
            continue
        for start, book, _ in case.paid_starts(source.id):
            years = book.accounts[source.id].recovery_years
            if misses(years, target):
                words = f"{start.label}: repays {source.id} {_when(years)}, may take {target:.6g}"
                over, cell = _over(case, years, target), case.facts.source_cell(source.id, RECOVERY)
                yield Violation("source_recovery", words, over, cell, "years")


def misses(years: float | None, target: float) -> bool:
    """Whether a date, None for never, lies after its target."""
    return years is None or years > target + TARGET_YEARS


def _when(years: float | None) -> str:
    return "never within the horizon" if years is None else f"in {years:.6g} years"


def _over(case: Case, years: float | None, target: float) -> float:
    """Years too late; *never* counts as the whole horizon, so that the figure is finite."""
    if years is None:
        return case.facts.calendar.horizon * case.facts.calendar.years
    return years - target
