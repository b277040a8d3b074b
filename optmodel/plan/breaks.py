"""A limit that one more cluster would break, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

TOLERANCE = 1e-6
"""Relative to a limit, or absolute: the audit's tolerance for money and resources."""

MONEY_RULES = frozenset(
    {"commitment_limit", "call_limit", "sector_limit", "first_call", "last_call"}
)
"""Limits on what sources pay: other decisions leave more or less of it."""

COUNTED = frozenset({"clusters", "jobs", "periods", "sites", "starts", "years"})
"""Units that have a singular."""


@dataclass(frozen=True, slots=True)
class Break:
    """One broken limit."""

    rule: str
    subject: str
    """What is short, such as ``land at ORR`` or ``JPN 2028 Q1``."""
    short: float
    """By how much, in ``unit``."""
    unit: str
    cell: str
    words: str = ""
    """What is in the way, where an amount does not say it."""
    is_own: bool = False
    """Whether the cluster breaks it in a plan without anything else."""

    def __str__(self) -> str:
        """``commitment_limit: JPN short by 1,234 USD m (Funding!C5)``."""
        where = f" ({self.cell})" if self.cell else ""
        said = self.words or f"{self.subject} short by {counted(self.short, self.unit)}".rstrip()
        return f"{self.rule}: {said}{where}"


def amount(number: float) -> str:
    """Write a number for people: thousands separated, no more digits than matter.

    An amount of 100 and more has no decimals, one of 1 and more has one; below that three
    significant digits, so that a small shortage never reads as none; less than a millionth is.
    """
    if abs(number) < 1e-6:
        return "0"
    if abs(number) >= 100:
        return f"{number:,.0f}"
    if abs(number) >= 1:
        return f"{number:,.1f}".removesuffix(".0")
    return f"{number:.3g}"


def counted(number: float, unit: str) -> str:
    """Write a number with its unit, of which there may be one: ``1 year``, ``2 years``."""
    written = amount(number)
    return f"{written} {unit[:-1] if written == '1' and unit in COUNTED else unit}"


def is_over(amount: float, limit: float) -> bool:
    """Whether an amount is over a limit by more than the tolerance."""
    return amount > limit + TOLERANCE * max(1.0, abs(limit))
