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


@dataclass(frozen=True, slots=True)
class Lost:
    """What layouts of a site are worth at most, by what they hold."""

    bound: float
    """No layout is worth more."""
    closed: float
    """No layout in which the site does not open is worth more; the bound where that is not known
    or not possible."""
    columns: Floats
    """(n,) by how much a layout stays below the bound that starts or opens at each column."""


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

    def losses(self, values: Floats, tolerance: float) -> Lost:
        """What is lost by each column; 0 or more, and never too much."""
