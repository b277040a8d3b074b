"""The order in which people read findings: what others follow from comes first."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.errors import Finding

UNIT_QUESTIONS = frozenset({"W301", "W302", "W303", "W305", "W306", "W307", "W308", "W309"})
"""Figures that are probably in another unit. What is impossible often follows from them."""


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Put errors of the input first, then questions about units, impossibilities, the rest.

    Within a rank the order stays as it is.
    """
    return sorted(findings, key=_rank)


def _rank(finding: Finding) -> int:
    if finding.code in UNIT_QUESTIONS:
        return 1
    if finding.is_impossibility:
        return 2
    return 0 if finding.is_error else 3
