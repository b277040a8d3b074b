"""One line of the independent check; imports nothing, so that the audit stays independent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the independent check (and of the sheet Checks)."""

    name: str
    """Rule name, or ``value``, ``calls``, ``cash`` and the like for reconciliations."""
    description: str
    expected: float
    actual: float
    tolerance: float
    passed: bool
    detail: str = ""
    """What disagreed, in words, where it failed."""

    @property
    def difference(self) -> float:
        """Actual less expected."""
        return self.actual - self.expected
