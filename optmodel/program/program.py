"""The program: every set and parameter of the decision model, by name, frozen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from optmodel.program.calendar import Calendar
from optmodel.program.capacity import (
    ConstructionResource,
    Market,
    Operator,
    Step,
    no_rows,
    steps_by_period,
)
from optmodel.program.cluster import CashLines, Cluster
from optmodel.program.policy import Synergy, Target
from optmodel.program.source import CallLimit, Source

__all__ = [
    "RESOURCES",
    "CallLimit",
    "CashLines",
    "Cluster",
    "Dependency",
    "GroupRule",
    "Pair",
    "Program",
    "Settings",
    "Site",
    "Source",
]

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
    supply_steps: Mapping[str, tuple[Step, ...]] = field(default_factory=no_rows)
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
