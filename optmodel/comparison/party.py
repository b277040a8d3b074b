"""Values by party: the program, and the three that share it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class ByParty:
    """A present value, in USD m, to the program and to each party."""

    program: float = 0.0
    united_states: float = 0.0
    japan: float = 0.0
    """The pledge: the first row of Funding."""
    other: float = 0.0
    """All further sources."""

    def __sub__(self, less: ByParty) -> ByParty:
        """What this is more than another, party by party."""
        pairs = zip(astuple(self), astuple(less), strict=True)
        return ByParty(*(mine - its for mine, its in pairs))

    def of(self, perspective: str) -> float:
        """The figure that a perspective of Settings looks at."""
        return float(getattr(self, perspective.lower().replace(" ", "_")))


def added(values: Iterable[ByParty]) -> ByParty:
    """Sum party by party, without the rounding of a running total."""
    rows = [astuple(value) for value in values]
    columns = zip(*rows, strict=True) if rows else ()
    return ByParty(*(math.fsum(column) for column in columns))
