"""What sourced factories and sites have: the ranges that figures are held against."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILE = "data/sourced_ranges.csv"


@dataclass(frozen=True, slots=True)
class SourcedRange:
    """Least and most of a figure, or of the ratio of two, over sourced factories or sites."""

    sheet: str
    figure: str
    """Header of the figure."""
    per: str
    """Header of what it is divided by; empty for the figure itself."""
    least: float
    most: float
    low: float
    """Least, divided by how far the range is widened: below it a figure is worth a question."""
    high: float
    """Most, times how far the range is widened."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The one or two headers."""
        return (self.figure, self.per) if self.per else (self.figure,)

    @property
    def name(self) -> str:
        """Such as ``Capex (USD m) per Land (acres)``."""
        return " per ".join(self.headers)

    def holds(self, amount: float) -> bool:
        """Whether an amount lies in the widened range."""
        return self.low <= amount <= self.high


@cache
def sourced_ranges(sheet: str) -> tuple[SourcedRange, ...]:
    """Read the ranges of a sheet from the data file of the package."""
    text = files("optmodel").joinpath(FILE).read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        SourcedRange(
            sheet=row["Sheet"],
            figure=row["Figure"],
            per=row["Per"],
            least=float(row["Least"]),
            most=float(row["Most"]),
            low=float(row["Least"]) / float(row["Widened below by"]),
            high=float(row["Most"]) * float(row["Widened above by"]),
        )
        for row in rows
        if row["Sheet"] == sheet
    )
