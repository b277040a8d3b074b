"""What a solution chose, in the indices of options and sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.economics.types import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rounded decisions of a solution."""

    options: IntArray
    """Indices into ``Options`` of the starts in the plan, at most one per cluster."""
    openings: Mapping[int, int]
    """Index into ``Program.sites`` to the period in which the site is opened."""
    shares: FloatArray
    """(m, F) part of each start that each source pays, in the order of ``options``; each row
    sums to 1."""
    preparation_shares: Mapping[int, tuple[float, ...]]
    """Index of an opened site to the part of its preparation that each of the F sources pays;
    they sum to 1, or to 0 where no source pays and the host does."""
