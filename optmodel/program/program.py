"""The program: every set and parameter of the decision model, by name, frozen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from optmodel.program.calendar import Calendar
from optmodel.program.capacity import (
    ConstructionResource,
    Market,
    Operator,
    OperatorFit,
    Step,
    steps_by_period,
)
from optmodel.program.policy import SectorLimit, Synergy, Target

RESOURCES = ("land", "power", "water", "workers")
"""Site resources of the base sheets, in acres, MW, mgd and people; further ones have the name
that follows ``Use:`` in a header of Clusters, and are used while a cluster operates."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The sheet Settings apart from the calendar. Annual rates as fractions."""

    plan_name: str
    discount_rate: float
    discount_timing: str
    """``start``, ``middle`` or ``end``."""
    perspective: str
    """``Program``, ``United States`` or ``Japan``."""
    revenue_escalation: float
    cost_escalation: float
    capex_escalation: float
    tax_rate: float
    permit_confidence: float
    maximum_sites: int | None
    maximum_starts: int | None
    payback_from: str
    """``first spend`` or ``first operation``."""
    optimality_gap: float
    time_limit_s: float
    threads: int
    seed: int


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


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
    construction_use: Mapping[str, tuple[float, ...]] = field(default_factory=_nothing)
    """Construction resource to its use by period from the start (a row of Construction use)."""

    @property
    def label(self) -> str:
        """``FIB`` or ``FIB #2`` where there are copies."""
        return f"{self.id} #{self.copy}" if self.copies > 1 else self.id


@dataclass(frozen=True, slots=True)
class Site:
    """One parcel of land."""

    id: str
    name: str
    state: str
    latitude: float | None
    longitude: float | None
    owner: str
    decision: str
    """``free``, ``open`` or ``closed``."""
    supply: Mapping[str, float]
    """Resource to what is available; a resource that is missing here is not limited."""
    permit_median_months: float
    permit_p80_months: float
    permit_months: float
    """At the chosen confidence; 0 = in hand."""
    permit_periods: int
    """First period in which construction may start."""
    preparation_musd: float
    preparation_periods: int
    capex_factor: float
    operating_cost_factor: float
    land_rent_usd_acre_year: float
    maximum_clusters: int | None
    source_note: str
    notes: str
    cells: Mapping[str, str]
    supply_steps: Mapping[str, tuple[Step, ...]] = field(default_factory=_nothing)
    """Resource to the rows of Site supply, by period: each replaces ``supply`` from there on."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of Placement: what differs for a cluster (all its copies) at a site."""

    allowed: bool
    extra_capex_musd: float
    extra_margin_musd_year: float
    use: Mapping[str, float]
    """Only the resources that differ."""
    cell: str


@dataclass(frozen=True, slots=True)
class CallLimit:
    """What a source can pay per period, from a period on (a row of Funding calls)."""

    from_period: int
    maximum_musd: float | None
    """None = no limit from here on."""
    carry_forward: bool
    cell: str


@dataclass(frozen=True, slots=True)
class Source:
    """One funding source; the pledge is the first row of Funding."""

    id: str
    name: str
    commitment_musd: float
    already_committed_musd: float
    last_commitment: date | None
    last_start: int
    """Last period in which a cluster that it pays for may start (at most T-1, -1 = none)."""
    first_call: int
    """First period with calls, at least 0."""
    last_call: int
    """Last period with calls, at most H-1."""
    draw: str
    """``as spent`` or ``at start``."""
    notice_business_days: int
    share_before: float
    share_after: float
    deemed_rate: float
    """A year."""
    interest_from: str
    """``call`` or ``operation``."""
    vehicle: str
    """``cluster`` or ``pooled``."""
    recovery_target_years: float | None
    recovery_rule: str
    """``required`` or ``report``."""
    maximum_share: float
    pays_preparation: bool
    call_limits: tuple[CallLimit, ...]
    """Sorted by ``from_period``."""
    cells: Mapping[str, str]
    sector_limits: tuple[SectorLimit, ...] = ()

    @property
    def is_pooled(self) -> bool:
        """Whether everything that it pays for repays it together."""
        return self.vehicle == "pooled"


@dataclass(frozen=True, slots=True)
class Dependency:
    """``cluster`` needs ``needs`` (ids of rows; with copies: each copy needs some copy)."""

    cluster: str
    needs: str
    timing: str
    """``start`` or ``finish``: counted from the start of ``needs`` or from the end of its build."""
    lag_periods: int
    same_site: bool
    cell: str
    maximum_lag_periods: int | None = None
    """Latest start after the moment that the lag counts from; None = any time."""


@dataclass(frozen=True, slots=True)
class GroupRule:
    """``sense`` ``count`` of the clusters of a group have started by the end of ``by_period``."""

    group: str
    members: tuple[str, ...]
    """Ids of cluster rows; every copy counts one."""
    sense: str
    """``at most``, ``at least`` or ``exactly``."""
    count: int
    by_period: int
    """0..T-1."""
    cell: str
    same_site: bool = False
    """Counted site by site: at most = at every site, at least = at some site, exactly = all of
    them at one site and none elsewhere."""


@dataclass(frozen=True, slots=True)
class Program:
    """Everything the business said, resolved; the only thing that later stages read.

    Clusters and sites stand in an order that depends on their figures first and on their ids
    last, so that neither the order of rows nor a new name changes the model.
    """

    calendar: Calendar
    settings: Settings
    clusters: tuple[Cluster, ...]
    """Copies of a row stand next to each other, copy 1 first."""
    sites: tuple[Site, ...]
    sources: tuple[Source, ...]
    """The pledge first."""
    placement: Mapping[tuple[str, str], Pair]
    """(cluster id, site id) to its row; a pair without one is allowed, as in Clusters."""
    dependencies: tuple[Dependency, ...]
    group_rules: tuple[GroupRule, ...]
    cluster_order: tuple[str, ...]
    """Ids of the rows of Clusters in the order of the sheet, for reports."""
    site_order: tuple[str, ...]
    setting_cells: Mapping[str, str]
    """Setting name to the full address of its value, for the settings that the file has."""
    resources: tuple[str, ...] = RESOURCES
    """Site resources: the four of the base sheets, then further ones by name."""
    operators: tuple[Operator, ...] = ()
    synergies: tuple[Synergy, ...] = ()
    construction: tuple[ConstructionResource, ...] = ()
    markets: tuple[Market, ...] = ()
    targets: tuple[Target, ...] = ()

    def use(self, cluster: Cluster, site: Site, resource: str) -> float:
        """Use of a resource by a cluster at a site; Placement before Clusters."""
        pair = self.placement.get((cluster.id, site.id))
        if pair is not None and resource in pair.use:
            return pair.use[resource]
        return cluster.use.get(resource, 0.0)

    def supply(self, site: Site, resource: str) -> tuple[float, ...]:
        """(H,) what a site has of a resource, period by period; inf = no limit."""
        steps = site.supply_steps.get(resource, ())
        return steps_by_period(
            steps, site.supply.get(resource, math.inf), self.calendar.horizon_periods
        )
