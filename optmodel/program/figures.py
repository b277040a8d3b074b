"""What clusters, sites, operators and resources are apart from their names, as sort keys."""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.program.capacity import ConstructionResource, Operator, OperatorFit, Step
from optmodel.program.policy import Synergy, Target
from optmodel.program.program import RESOURCES, CashLines, Cluster, Dependency, Pair, Site

Figures = tuple[float, ...]
Signature = tuple[object, ...]
"""Comparable with the others of its kind."""


def optional(value: float | None) -> Figures:
    """Make a figure that may be missing comparable; a missing one comes first."""
    return () if value is None else (float(value),)


def step_figures(steps: Sequence[Step]) -> Figures:
    """Periods and amounts of steps, in turn."""
    return tuple(number for step in steps for number in (float(step.from_period), step.amount))


def pair_figures(pair: Pair) -> Figures:
    """What differs for a cluster at a site."""
    use = [number for name in sorted(pair.use) for number in (float(len(name)), pair.use[name])]
    return (float(pair.allowed), pair.extra_capex_musd, pair.extra_margin_musd_year, *use)


def dependency_figures(it: Dependency) -> Figures:
    """Lags of a dependency."""
    return (float(it.lag_periods), float(it.same_site), *optional(it.maximum_lag_periods))


def fit_figures(fit: OperatorFit) -> Figures:
    """What an operator adds to the cost of a cluster."""
    return (fit.extra_capex_musd, fit.extra_operating_cost_musd_year)


def synergy_figures(it: Synergy) -> Figures:
    """What a pair gains."""
    return (it.benefit_musd_year, it.capex_saving_musd)


def target_figures(it: Target) -> Figures:
    """Amount, date and price of a target."""
    return (it.amount, float(it.by_period), float(it.is_share), *optional(it.price_musd))


def cluster_figures(it: Cluster) -> Signature:
    """A cluster by its own figures, in the four resources of the base sheets."""
    figures = (
        it.capex_musd,
        it.build_periods,
        it.copies,
        it.revenue_musd_year,
        it.operating_cost_musd_year,
        it.sustaining_capex_year,
        it.support,
        float(it.taxable),
        it.jobs,
        it.output_year,
        *(it.use[name] for name in sorted(RESOURCES)),
    )
    optionals = (it.life_periods, it.maximum_payback_years, it.earliest_start, it.latest_start)
    return (
        figures,
        tuple(optional(value) for value in optionals),
        it.capex_profile,
        it.ramp_profile,
        _lines(it.cash_lines),
        (it.decision, it.sector, it.product, it.stage, it.output_unit),
    )


def site_figures(it: Site) -> Signature:
    """A site by its own figures, in the four resources of the base sheets."""
    figures = (
        it.permit_months,
        it.permit_median_months,
        it.preparation_musd,
        it.preparation_periods,
        it.capex_factor,
        it.operating_cost_factor,
        it.land_rent_usd_acre_year,
    )
    optionals = (it.maximum_clusters, it.latitude, it.longitude)
    return (
        tuple(optional(it.supply.get(name)) for name in RESOURCES),
        figures,
        tuple(optional(value) for value in optionals),
        (it.decision, it.state, it.owner),
        tuple(step_figures(it.supply_steps.get(name, ())) for name in RESOURCES),
    )


def operator_figures(it: Operator) -> Signature:
    """An operator by its status and what it can carry."""
    return (it.status, optional(it.maximum_clusters), optional(it.maximum_capital_musd))


def builder_figures(it: ConstructionResource) -> Signature:
    """A construction resource by its capacity."""
    return step_figures(it.capacity)


def _lines(lines: CashLines) -> tuple[Figures, ...]:
    every = (lines.capex_musd, lines.revenue_musd, lines.operating_cost_musd, lines.net_musd)
    return tuple(() if line is None else (1.0, *line) for line in every)
