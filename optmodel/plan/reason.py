"""A reason: the rule, the words and the cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cluster is not funded."""

    rule: str
    """Name of the binding rule, or ``value`` or ``choice``."""
    words: str
    cell: str = ""
    """The input cell behind it."""
