"""The outline of the states of the United States, for maps.

Source: U.S. Census Bureau, cartographic boundary files (states, 2017 edition), which are in the
public domain; simplified to the size of a page.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "us_states.csv"
SOURCE = (
    "Outline of the states: U.S. Census Bureau, cartographic boundary files, 2017 edition (public"
    " domain), simplified."
)
COMMENT = "#"
"""What lines of the file begin with that say where it comes from."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the map: what is drawn, and between which degrees."""

    regions: tuple[str, ...]
    west: float
    east: float
    south: float
    north: float
    steps: tuple[float, float]
    """Degrees between the figures along and up."""

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in it."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


CONTIGUOUS = Frame(("contiguous",), -125.0, -65.0, 24.0, 50.0, (5.0, 2.0))
ALL_STATES = Frame(("contiguous", "Alaska", "Hawaii"), -180.0, -60.0, 15.0, 75.0, (10.0, 5.0))


def outline(regions: Collection[str]) -> Iterator[tuple[tuple[float, float], ...]]:
    """Yield the lines of some regions, each as points of longitude and latitude in degrees."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith(COMMENT))
        line: list[tuple[float, float]] = []
        before = ""
        for row in rows:
            if row["Region"] not in regions:
                continue
            if row["Line"] != before and line:
                yield tuple(line)
                line = []
            before = row["Line"]
            line.append((float(row["Longitude"]), float(row["Latitude"])))
        if line:
            yield tuple(line)
