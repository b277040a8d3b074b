"""Limits on what a source pays: of one cluster, and of the clusters of a sector."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.plan.limit import Limit
from optmodel.plan.usage import Usage
from optmodel.program.program import Program

FULL = 1e-6
"""A share this close to the maximum is the maximum: the audit's tolerance."""


def share_limits(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the shares that are at their maximum, and every limit of a sector."""
    yield from _shares(program, used)
    yield from _sectors(program, used)


def sector_calls_musd(program: Program, used: Usage, source: int, sector: str) -> float:
    """Sum all calls of a source for the clusters of a sector, site preparation left out."""
    return sum(
        float(shares[source]) * used.capital_of_musd[k]
        for k, shares in used.shares_of.items()
        if program.clusters[k].sector == sector
    )


def _shares(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the clusters of which a source pays as much as it may.

    Those of which it pays less say nothing: there are as many as clusters and sources.
    """
    for index, source in enumerate(program.sources):
        if source.maximum_share >= 1.0:
            continue
        for k, shares in sorted(used.shares_of.items()):
            share = float(shares[index])
            if share >= source.maximum_share - FULL:
                subject = f"{source.id} of {program.clusters[k].label}"
                cell = source.cells.get("Maximum share of a cluster", "")
                limit = source.maximum_share
                yield Limit("maximum_share", subject, share, limit, "share", cell)


def _sectors(program: Program, used: Usage) -> Iterator[Limit]:
    """Give least and most of what each source pays for a sector."""
    for index, source in enumerate(program.sources):
        for bound in source.sector_limits:
            called = sector_calls_musd(program, used, index, bound.sector)
            subject = f"{source.id} {bound.sector}"
            if bound.minimum_musd > 0.0:
                cell = bound.cells.get("Minimum (USD m)", "")
                least = bound.minimum_musd
                yield Limit("sector_limit", subject, called, least, "USD m", cell, "at least")
            if bound.maximum_musd is not None:
                cell = bound.cells.get("Maximum (USD m)", "")
                yield Limit("sector_limit", subject, called, bound.maximum_musd, "USD m", cell)
