"""Lines of one cluster before any site, and what each site makes of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optmodel.economics.factors import escalation_factors
from optmodel.economics.profiles import operating, ramp, shifted, stretched
from optmodel.economics.types import FloatArray
from optmodel.program.program import Cluster, Pair, Program

USD_PER_MUSD = 1e6

_NOTHING_DIFFERS = Pair(
    allowed=True, extra_capex_musd=0.0, extra_margin_musd_year=0.0, use={}, cell=""
)


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of one cluster by start, (T, H) each, escalated, before anything of a site."""

    total_capex_musd: float
    """Capex before site factor, extras and escalation."""
    capex: FloatArray
    """USD m at capex factor 1."""
    extra_capex: FloatArray
    """Per USD m of the pair's extra capex."""
    revenue: FloatArray
    """USD m."""
    extra_margin: FloatArray
    """Per USD m a year of the pair's extra margin."""
    operating_cost: FloatArray
    """USD m at operating cost factor 1."""
    extra_operating_cost: FloatArray
    """Per USD m a year of an operator's extra cost; a ``net`` row leaves it as well."""
    sustaining: FloatArray
    """Per USD m of gross capex."""
    rent: FloatArray
    """Per USD m a year of rent."""
    net: FloatArray
    """USD m."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the sites make of one cluster, (S,) each."""

    capex_factor: FloatArray
    operating_cost_factor: FloatArray
    extra_capex_musd: FloatArray
    extra_margin_musd_year: FloatArray
    rent_musd_year: FloatArray


def lines_of(program: Program, cluster: Cluster) -> Lines:
    """Lay out the rows of a cluster for every start.

    A ``net`` row of Cash flows stands for revenue, operating cost, sustaining capex and rent
    (and tax), which are 0 then; capex, the extra margin of Placement and the extra operating
    cost of an operator stay.
    """
    calendar, settings = program.calendar, program.settings
    revenue_price = escalation_factors(settings.revenue_escalation, calendar)
    cost_price = escalation_factors(settings.cost_escalation, calendar)
    capex_price = escalation_factors(settings.capex_escalation, calendar)
    on = operating(cluster, calendar) * calendar.years
    years_on = shifted(on, calendar)
    rows = cluster.cash_lines
    kept = 1.0 if rows.net_musd is None else 0.0
    capex, shape = capex_rows(cluster)
    return Lines(
        total_capex_musd=float(capex.sum()),
        capex=shifted(capex, calendar) * capex_price,
        extra_capex=shifted(shape, calendar) * capex_price,
        revenue=kept * shifted(_revenue(cluster, on), calendar) * revenue_price,
        extra_margin=years_on * revenue_price,
        operating_cost=kept * shifted(_operating_cost(cluster, on), calendar) * cost_price,
        extra_operating_cost=years_on * cost_price,
        sustaining=kept * cluster.sustaining_capex_year * years_on * capex_price,
        rent=kept * years_on * cost_price,
        net=shifted(rows.net_musd or (), calendar),
    )


def capex_rows(cluster: Cluster) -> tuple[FloatArray, FloatArray]:
    """Capex by period from the start in USD m, and the shape in which extra capex is spread.

    A capex row of Cash flows replaces capex times profile, and extra capex follows the row;
    where the row sums to nothing, extra capex is spread evenly over the build.
    """
    given = cluster.cash_lines.capex_musd
    if given is None:
        shape = stretched(cluster.capex_profile, cluster.build_periods)
        return cluster.capex_musd * shape, shape
    row = np.trim_zeros(np.asarray(given, dtype=np.float64), "b")
    total = float(row.sum())
    return row, row / total if total else stretched((), cluster.build_periods)


def ground_of(program: Program, cluster: Cluster) -> Ground:
    """Collect what every site, with its row of Placement, makes of a cluster."""
    pairs = [program.placement.get((cluster.id, s.id), _NOTHING_DIFFERS) for s in program.sites]
    rents = [
        program.use(cluster, site, "land") * site.land_rent_usd_acre_year / USD_PER_MUSD
        for site in program.sites
    ]
    return Ground(
        capex_factor=np.array([site.capex_factor for site in program.sites]),
        operating_cost_factor=np.array([site.operating_cost_factor for site in program.sites]),
        extra_capex_musd=np.array([pair.extra_capex_musd for pair in pairs]),
        extra_margin_musd_year=np.array([pair.extra_margin_musd_year for pair in pairs]),
        rent_musd_year=np.array(rents),
    )


def _revenue(cluster: Cluster, on: FloatArray) -> FloatArray:
    """Revenue by period from the start; a given row counts from the start, life or not."""
    given = cluster.cash_lines.revenue_musd
    if given is not None:
        return np.asarray(given, dtype=np.float64)
    wait = min(cluster.build_periods, len(on))
    ramped = np.concatenate((np.zeros(wait), ramp(cluster.ramp_profile, len(on) - wait)))
    return cluster.revenue_musd_year * on * ramped


def _operating_cost(cluster: Cluster, on: FloatArray) -> FloatArray:
    """Operating cost by period from the start, never ramped; a given row as it stands."""
    given = cluster.cash_lines.operating_cost_musd
    if given is not None:
        return np.asarray(given, dtype=np.float64)
    return cluster.operating_cost_musd_year * on
