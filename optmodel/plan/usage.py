"""How much the decisions use, by period: calls, site resources, builders, markets, starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.economics.funding import source_calls
from optmodel.economics.profiles import ramp
from optmodel.economics.types import FloatArray, IntArray, Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.program.program import Program


@dataclass(frozen=True, slots=True)
class Usage:
    """What a set of decisions uses. S sites, F sources, H horizon periods, T decision periods."""

    option_of: Mapping[int, int]
    """Index of a funded cluster to the index of its option."""
    shares_of: Mapping[int, FloatArray]
    """Index of a funded cluster to the part of it that each source pays, (F,)."""
    capital_of_musd: Mapping[int, float]
    """Index of a funded cluster to its capital, undiscounted."""
    openings: Mapping[int, int]
    """Index of an opened site to the period of its opening."""
    preparation_shares: Mapping[int, FloatArray]
    """Index of an opened site to the part of its preparation that each source pays, (F,)."""
    cluster_calls_musd: FloatArray
    """(F, H) capital calls for clusters."""
    preparation_calls_musd: FloatArray
    """(F, H) capital calls for site preparation."""
    resources: FloatArray
    """(resources, S, H) use in the order of ``Program.resources``."""
    construction: FloatArray
    """(construction resources, H) use in the order of ``Program.construction``."""
    output: FloatArray
    """(markets, H) output a year in the order of ``Program.markets``."""
    starts: IntArray
    """(T,) starts per period."""
    clusters_at: IntArray
    """(S,) clusters at each site."""

    @property
    def calls_musd(self) -> FloatArray:
        """(F, H) capital calls, site preparation included."""
        return self.cluster_calls_musd + self.preparation_calls_musd


def use_span(program: Program, cluster: int, start: int, resource: str) -> slice:
    """Periods in which a cluster uses a resource: land from the start, the rest in operation."""
    if resource == "land":
        return slice(start, program.calendar.horizon_periods)
    return operating_span(program, cluster, start)


def operating_span(program: Program, cluster: int, start: int) -> slice:
    """Periods in which a cluster that starts in a period operates."""
    horizon = program.calendar.horizon_periods
    what = program.clusters[cluster]
    first = start + what.build_periods
    life = horizon if what.life_periods is None else what.life_periods
    return slice(min(first, horizon), min(first + life, horizon))


def resource_use(program: Program, placed: Iterable[tuple[int, int, int]]) -> FloatArray:
    """(resources, S, H) use of what stands where since when: (cluster, site, start) each."""
    shape = (len(program.resources), len(program.sites), program.calendar.horizon_periods)
    used = np.zeros(shape)
    for cluster, site, start in placed:
        for row, resource in enumerate(program.resources):
            amount = program.use(program.clusters[cluster], program.sites[site], resource)
            if amount:
                used[row, site, use_span(program, cluster, start, resource)] += amount
    return used


def construction_use(program: Program, cluster: int, start: int, resource: str) -> FloatArray:
    """(H,) use of a construction resource by one cluster; steps past the horizon are left out."""
    horizon = program.calendar.horizon_periods
    steps = program.clusters[cluster].construction_use.get(resource, ())
    return spread(steps, start, horizon)


def market_output(program: Program, cluster: int, start: int, product: str) -> FloatArray:
    """(H,) output a year that one cluster brings to a market: along its ramp, for its life."""
    what, output = program.clusters[cluster], np.zeros(program.calendar.horizon_periods)
    if what.product == product:
        span = operating_span(program, cluster, start)
        output[span] = what.output_year * ramp(what.ramp_profile, span.stop - span.start)
    return output


def spread(amounts: Sequence[float] | FloatArray, first: int, horizon: int) -> FloatArray:
    """(H,) amounts by period from ``first`` on; what would lie past the horizon is left out."""
    row = np.zeros(horizon)
    length = min(len(amounts), horizon - first)
    row[first : first + length] = amounts[:length]
    return row


def option_calls(program: Program, options: Options, option: int, source: int) -> FloatArray:
    """(H,) calls on a source if it paid for all of an option."""
    steps = source_calls(program.sources[source], options.capital_steps_musd[[option]])[0]
    return spread(steps, int(options.start[option]), program.calendar.horizon_periods)


def preparation_spend(
    program: Program, preparation: Preparation, site: int, period: int
) -> FloatArray:
    """(H,) spending on a site that is opened in a period."""
    horizon = program.calendar.horizon_periods
    return spread(preparation.spend_musd[site, period], period, horizon)


def usage(program: Program, options: Options, preparation: Preparation, chosen: Chosen) -> Usage:
    """Everything that the chosen options and openings use."""
    picked = [int(index) for index in chosen.options]
    placed = [
        (int(options.cluster[i]), int(options.site[i]), int(options.start[i])) for i in picked
    ]
    shape = (len(program.sources), program.calendar.horizon_periods)
    calls, prepared = np.zeros(shape), np.zeros(shape)
    for option, shares in zip(picked, chosen.shares, strict=True):
        for source in np.flatnonzero(shares):
            calls[source] += shares[source] * option_calls(program, options, option, int(source))
    paid = {site: np.asarray(shares) for site, shares in chosen.preparation_shares.items()}
    for site, period in sorted(chosen.openings.items()):
        prepared += paid[site][:, None] * preparation_spend(program, preparation, site, period)
    construction, output = _outside(program, placed)
    return Usage(
        option_of={int(options.cluster[index]): index for index in picked},
        shares_of={k: row for (k, _, _), row in zip(placed, chosen.shares, strict=True)},
        capital_of_musd={
            k: float(options.capital_musd[i]) for (k, _, _), i in zip(placed, picked, strict=True)
        },
        openings=dict(chosen.openings),
        preparation_shares=paid,
        cluster_calls_musd=calls,
        preparation_calls_musd=prepared,
        resources=resource_use(program, placed),
        construction=construction,
        output=output,
        starts=np.bincount(options.start[picked], minlength=program.calendar.decision_periods),
        clusters_at=np.bincount(options.site[picked], minlength=len(program.sites)),
    )


def _outside(program: Program, placed: list[tuple[int, int, int]]) -> tuple[FloatArray, FloatArray]:
    """Construction in use and output brought to the markets by what stands since when."""
    horizon = program.calendar.horizon_periods
    construction = np.zeros((len(program.construction), horizon))
    output = np.zeros((len(program.markets), horizon))
    for cluster, _, start in placed:
        for row, resource in enumerate(program.construction):
            construction[row] += construction_use(program, cluster, start, resource.id)
        for row, market in enumerate(program.markets):
            output[row] += market_output(program, cluster, start, market.product)
    return construction, output
