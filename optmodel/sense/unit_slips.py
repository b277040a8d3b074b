"""Units that people type by mistake: what a figure would have to be multiplied by, and its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Slip:
    """A column whose figure was perhaps typed in another unit, and others that slipped along."""

    header: str
    factor: float
    """From the unit that was typed to the unit of the column."""
    unit: str
    """What was typed, in words."""
    along: tuple[str, ...] = ()
    """Further columns, in the same unit."""

    @property
    def headers(self) -> tuple[str, ...]:
        """All columns that it is about."""
        return (self.header, *self.along)

    @property
    def question(self) -> str:
        """Such as ``Is Capex in USD bn?``."""
        *names, last = (header.partition(" (")[0] for header in self.headers)
        if not names:
            return f"Is {last} in {self.unit}?"
        return f"Are {', '.join(names)} and {last} in {self.unit}?"

    def mended(self, figures: Mapping[str, float]) -> dict[str, float]:
        """Give the figures as they would be in the unit of the columns."""
        return {
            header: amount * (self.factor if header in self.headers else 1.0)
            for header, amount in figures.items()
        }


AREA = "square feet or square meters"
"""They differ by ten, as sites do: a figure does not tell which of the two it is in."""

_MONEY = ((1e3, "USD bn"), (1e-3, "thousands of USD"), (1e-6, "USD"))

_UNITS: Mapping[str, tuple[tuple[float, str], ...]] = MappingProxyType(
    {
        "Land (acres)": (
            (1e3, "thousands of acres"),
            (1 / 4046.86, AREA),
            (1 / 43_560, AREA),
        ),
        "Power (MW)": ((1e3, "GW"), (1e-3, "kW"), (1e-6, "W")),
        "Water (mgd)": ((1e-6, "gallons a day"), (1 / 3785.41, "cubic meters a day")),
        "Jobs": ((1e3, "thousands"),),
        "Revenue (USD m/year)": _MONEY,
        "Operating cost (USD m/year)": _MONEY,
        "Capex (USD m)": _MONEY,
    }
)
"""Column to the units that are mistaken for its own, the likeliest first."""


_ALONG: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "Revenue (USD m/year)": (("Operating cost (USD m/year)",),),
        "Capex (USD m)": (
            ("Revenue (USD m/year)",),
            ("Revenue (USD m/year)", "Operating cost (USD m/year)"),
        ),
    }
)
"""Column to those that are likely to be in the same unit, because they come from one table."""


def slips(header: str) -> tuple[Slip, ...]:
    """List what could have slipped in a column, alone first."""
    return tuple(
        Slip(header, factor, unit, along)
        for along in ((), *_ALONG.get(header, ()))
        for factor, unit in _UNITS.get(header, ())
    )
