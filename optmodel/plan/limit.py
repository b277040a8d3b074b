"""A limit of a plan: used, limit, slack."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of the plan: how much of it is used."""

    name: str
    """The rule's name."""
    subject: str
    """What it is about, such as ``ORR land`` or ``JPN 2028 Q1``."""
    used: float
    limit: float
    unit: str
    cell: str
    sense: str = "at most"
    """``at most``, ``at least`` or ``exactly``."""

    @property
    def slack(self) -> float:
        """Distance to the limit; negative where it is broken."""
        if self.sense == "at least":
            return self.used - self.limit
        if self.sense == "exactly":
            return -abs(self.limit - self.used)
        return self.limit - self.used

    @property
    def binding(self) -> bool:
        """Whether nothing (or nothing to speak of: 1e-6 of the limit) is left."""
        return self.slack <= 1e-6 * max(1.0, abs(self.limit))
