"""What pricing a site returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from optmodel.search.solver import Floats


class NoLayoutError(Exception):
    """A site for which the solver found nothing, not even to leave it empty."""


@dataclass(frozen=True, slots=True)
class Priced:
    """The best layout of a site that was found at some values of its columns."""

    layouts: tuple[Floats, ...]
    """(n,) the site's columns: the best layout, then others that are nearly as good."""
    value: float
    """Of the best one."""
    bound: float
    """No layout is worth more."""
    relaxed: float
    """Bound of the linear relaxation, where it is known; else that bound again."""


class Layouts(Protocol):
    """A site that can be priced."""

    def price(self, values: Floats, tolerance: float) -> Priced:
        """A good layout where column j is worth values[j], and a bound.

        No layout is worth more than the bound, and the value is within the tolerance of it.

        Raises
        ------
        NoLayoutError
            Where no layout was found.
        """

    def losses(self, values: Floats, tolerance: float) -> tuple[float, Floats]:
        """(bound, (n,) by how much a layout stays below it that starts or opens at each column)."""
