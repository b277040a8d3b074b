"""A cluster of the program: one candidate to decide on, with its own cash where it has any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optmodel.program.capacity import OperatorFit, no_rows


@dataclass(frozen=True, slots=True)
class CashLines:
    """Rows of the sheet Cash flows for a cluster, USD m by period from its start; None = no row."""

    capex_musd: tuple[float, ...] | None = None
    revenue_musd: tuple[float, ...] | None = None
    operating_cost_musd: tuple[float, ...] | None = None
    net_musd: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster to decide on; a row with n copies gives n of these, alike but for ``copy``."""

    id: str
    """Id of the row, as typed."""
    copy: int
    """1 for the first or only one."""
    copies: int
    name: str
    sector: str
    product: str
    stage: str
    decision: str
    """``free``, ``fund`` or ``skip``."""
    capex_musd: float
    build_periods: int
    capex_profile: tuple[float, ...]
    """Fractions per step, summing to 1; empty = even. Stretched to the build by economics."""
    revenue_musd_year: float
    operating_cost_musd_year: float
    sustaining_capex_year: float
    """Fraction of capex a year."""
    ramp_profile: tuple[float, ...]
    """Fractions per operating period, the last one lasts; empty = 1 from the first."""
    life_periods: int | None
    """Operating periods; None = to the horizon."""
    use: Mapping[str, float]
    """Resource to use (``Program.resources``); negative = supply."""
    jobs: float
    output_year: float
    output_unit: str
    maximum_payback_years: float | None
    earliest_start: int | None
    """First period in which it may start; None = 0."""
    latest_start: int | None
    """Last period in which it may start; None = T-1."""
    site: str
    """Fixed site id, or empty."""
    operator: str
    """As typed in Clusters: information, or the only candidate where Operator fit has no row."""
    support: float
    """Fraction of capex paid by a grant from outside the program."""
    taxable: bool
    cash_lines: CashLines
    source_note: str
    notes: str
    cells: Mapping[str, str]
    """Header of the input column to its full address, such as ``Clusters!H9``."""
    fits: tuple[OperatorFit, ...] = ()
    """Who could run it, declined operators included; empty = the question is not asked."""
    construction_use: Mapping[str, tuple[float, ...]] = field(default_factory=no_rows)
    """Construction resource to its use by period from the start (a row of Construction use)."""

    @property
    def label(self) -> str:
        """``FIB`` or ``FIB #2`` where there are copies."""
        return f"{self.id} #{self.copy}" if self.copies > 1 else self.id
