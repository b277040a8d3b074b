"""Random choices in the words of a workbook; the same seed gives the same choices anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Chance:
    """A stream of random choices for one workbook with its calendar."""

    random: Random
    first: date
    months: int
    decisions: int
    horizon: int
    tightness: float
    """Scales how often a cell that restricts is filled: some workbooks are loose, some tight."""

    @property
    def years(self) -> float:
        """Years per period."""
        return self.months / 12

    def happens(self, probability: float) -> bool:
        """Yes with a probability."""
        return self.random.random() < probability

    def one(self, choices: Sequence[T]) -> T:
        """One of several, each as likely."""
        return self.random.choice(choices)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(low, high)

    def share(self, low: float, high: float) -> float:
        """A number with two decimals."""
        return round(self.random.uniform(low, high), 2)

    def rarely(self, probability: float, value: T, usual: U) -> T | U:
        """A value that restricts, with a probability that the tightness scales; else the usual."""
        return value if self.happens(probability * self.tightness) else usual

    def maybe(self, probability: float, value: T) -> T | None:
        """A value that restricts, or a blank cell."""
        return self.rarely(probability, value, None)

    def day(self, low: int, high: int) -> date:
        """Some day inside one of the periods from ``low`` to ``high``, which may be negative."""
        passed = self.between(low, high) * self.months + self.between(0, self.months - 1)
        month = self.first.year * 12 + self.first.month - 1 + passed
        return date(month // 12, month % 12 + 1, self.between(1, 28))

    def period(self, day: date) -> int:
        """The period of a day, negative before the first one."""
        passed = 12 * (day.year - self.first.year) + day.month - self.first.month
        return passed // self.months

    def days(self, most: int) -> list[date]:
        """Days in one to ``most`` different periods of the horizon, or from just before it."""
        found = [self.day(-1, self.horizon - 1) for _ in range(self.between(1, most))]
        return list({max(0, self.period(day)): day for day in found}.values())
