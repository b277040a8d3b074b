"""What policy asks of a plan: limits by sector, synergies, targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SectorLimit:
    """Least and most that a source pays for the clusters of a sector (a row of Sector limits)."""

    sector: str
    minimum_musd: float
    maximum_musd: float | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Synergy:
    """What two clusters gain at the same site, for the program and the host (no vehicle)."""

    cluster_a: str
    cluster_b: str
    benefit_musd_year: float
    """In every period in which both operate there; once per site, however many copies."""
    capex_saving_musd: float
    """Once per site, in the period in which the second of them starts there."""
    cell: str
    turned: bool = field(default=False, compare=False)
    """Whether the row has them the other way round; for reports."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the plan must reach or stay under, or pays a price for missing."""

    metric: str
    """``jobs``, ``output``, ``clusters``, ``capex``, ``value`` or ``receipts``."""
    filter_by: str
    """``all``, ``sector``, ``product``, ``state``, ``site`` or ``source``."""
    filter: str
    """The sector, product, state, site id or source id; empty for ``all``."""
    sense: str
    """``at least`` or ``at most``."""
    amount: float
    by_period: int
    """0..H-1."""
    is_share: bool
    """Whether ``amount`` is a fraction: of the same metric without the filter; of the source's
    calls for ``receipts``."""
    price_musd: float | None
    """Per unit missed (per USD m for ``receipts``, whose unit missed is money, and for a share per
    unit of the metric); None = must."""
    cell: str
    """Of ``Amount``."""
