"""Units that people type by mistake: what a figure would have to be multiplied by, and its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Slip:
    """A column whose figure was perhaps typed in another unit."""

    header: str
    factor: float
    """From the unit that was typed to the unit of the column."""
    unit: str
    """What was typed, in words."""

    @property
    def question(self) -> str:
        """Such as ``Is Capex in USD bn?``."""
        return f"Is {self.header.partition(' (')[0]} in {self.unit}?"


_MONEY = ((1e3, "USD bn"), (1e-3, "thousands of USD"), (1e-6, "USD"))

_UNITS: Mapping[str, tuple[tuple[float, str], ...]] = MappingProxyType(
    {
        "Land (acres)": (
            (1e3, "thousands of acres"),
            (1 / 4046.86, "square meters"),
            (1 / 43_560, "square feet"),
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


def slips(header: str) -> tuple[Slip, ...]:
    """List what could have slipped in a column."""
    return tuple(Slip(header, factor, unit) for factor, unit in _UNITS.get(header, ()))
