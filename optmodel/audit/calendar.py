"""The audit's own calendar: which period a date names, and how long a period is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Calendar:
    """Periods counted in months since the year 0, so that dates become whole numbers."""

    first_month: int
    """12 x year + month - 1 of the first period."""
    months: int
    """Months per period."""
    decisions: int
    """T: starts and openings lie in periods 0..T-1."""
    horizon: int
    """H: cash is counted in periods 0..H-1."""

    @property
    def years(self) -> float:
        """Years per period."""
        return self.months / 12

    def period(self, day: date) -> int:
        """The period that a date names; negative before the first."""
        return (month_number(day) - self.first_month) // self.months

    def name(self, period: int) -> str:
        """``2027``, ``2027 Q4``, ``2027 H2`` or ``2027-10`` as on the results; for messages."""
        year, month = divmod(self.first_month + period * self.months, 12)
        if self.months == 1:
            return f"{year}-{month + 1:02d}"
        if month % self.months:
            return f"{year}-{month + 1:02d} +{self.months}m"
        part = month // self.months + 1
        return {12: f"{year}", 6: f"{year} H{part}", 3: f"{year} Q{part}"}[self.months]


def month_number(day: date) -> int:
    """Months since the year 0."""
    return 12 * day.year + day.month - 1
