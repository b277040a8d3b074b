"""Findings in the order in which they are told, runs of equal ones as one."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.errors import Finding


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Merge runs of findings that say the same of cells next to each other."""
    return tuple(findings)
