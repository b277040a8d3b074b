"""The calendar: decision periods, horizon, and which period a date falls into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class Calendar:
    """Equal periods of 1, 3, 6 or 12 months from the first day of a month.

    Decision periods are t = 0..T-1, all periods h = 0..H-1, with T <= H.
    """

    first_day: date
    """First day of period 0, always the first of a month."""
    months: int
    """Months per period."""
    decision_periods: int
    """T: a cluster may start in periods 0..T-1."""
    horizon_periods: int
    """H: cash is counted in periods 0..H-1."""

    @property
    def years(self) -> float:
        """Length of one period in years."""
        return self.months / MONTHS_PER_YEAR

    def period_of(self, day: date) -> int:
        """Index of the period that holds a date; negative before the first period."""
        passed = (day.year - self.first_day.year) * MONTHS_PER_YEAR + day.month
        return (passed - self.first_day.month) // self.months

    def start_of(self, period: int) -> date:
        """First day of a period."""
        passed = self.first_day.month - 1 + period * self.months
        return date(
            self.first_day.year + passed // MONTHS_PER_YEAR, passed % MONTHS_PER_YEAR + 1, 1
        )

    def end_of(self, period: int) -> date:
        """Last day of a period."""
        return self.start_of(period + 1) - timedelta(days=1)

    def label(self, period: int) -> str:
        """A short name: ``2027``, ``2027 Q1``, ``2027 H1`` or ``2027-01``; else ``2027-02 +3m``."""
        day = self.start_of(period)
        if self.months == 1:
            return f"{day:%Y-%m}"
        if (day.month - 1) % self.months:
            return f"{day:%Y-%m} +{self.months}m"
        part = (day.month - 1) // self.months + 1
        return {12: f"{day.year}", 6: f"{day.year} H{part}", 3: f"{day.year} Q{part}"}[self.months]

    def period_rate(self, annual: float) -> float:
        """Rate per period that compounds to an annual rate: (1+i)^(months/12) - 1."""
        return float((1.0 + annual) ** self.years - 1.0)
