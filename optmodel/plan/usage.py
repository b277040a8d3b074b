"""How much the decisions use, by period: calls, land, power, water, workers, starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from optmodel.economics.funding import source_calls
from optmodel.economics.perspective import PLEDGE, preparation_payer
from optmodel.economics.types import FloatArray, IntArray, Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.program.program import RESOURCES, Program


@dataclass(frozen=True, slots=True)
class Usage:
    """What a set of decisions uses. S sites, H horizon periods, T decision periods."""

    option_of: Mapping[int, int]
    """Index of a funded cluster to the index of its option."""
    openings: Mapping[int, int]
    """Index of an opened site to the period of its opening."""
    calls_musd: FloatArray
    """(sources, H) capital calls, site preparation included."""
    resources: FloatArray
    """(resources, S, H) use in the order of ``RESOURCES``."""
    starts: IntArray
    """(T,) starts per period."""
    clusters_at: IntArray
    """(S,) clusters at each site."""


def use_span(program: Program, cluster: int, start: int, resource: str) -> slice:
    """Periods in which a cluster uses a resource: land from the start, the rest in operation."""
    horizon = program.calendar.horizon_periods
    if resource == "land":
        return slice(start, horizon)
    what = program.clusters[cluster]
    first = start + what.build_periods
    life = horizon if what.life_periods is None else what.life_periods
    return slice(min(first, horizon), min(first + life, horizon))


def resource_use(program: Program, placed: Iterable[tuple[int, int, int]]) -> FloatArray:
    """(resources, S, H) use of what stands where since when: (cluster, site, start) each."""
    shape = (len(RESOURCES), len(program.sites), program.calendar.horizon_periods)
    used = np.zeros(shape)
    for cluster, site, start in placed:
        for row, resource in enumerate(RESOURCES):
            amount = program.use(program.clusters[cluster], program.sites[site], resource)
            if amount:
                used[row, site, use_span(program, cluster, start, resource)] += amount
    return used


def spread(amounts: FloatArray, first: int, horizon: int) -> FloatArray:
    """(H,) amounts by period from ``first`` on; what would lie past the horizon is zero there."""
    row = np.zeros(horizon)
    length = min(len(amounts), horizon - first)
    row[first : first + length] = amounts[:length]
    return row


def usage(program: Program, options: Options, preparation: Preparation, chosen: Chosen) -> Usage:
    """Everything that the chosen options and openings use."""
    horizon = program.calendar.horizon_periods
    picked = [int(index) for index in chosen.options]
    calls = np.zeros((len(program.sources), horizon))
    called = source_calls(program.sources[PLEDGE], options.capital_steps_musd)
    for index in picked:
        calls[PLEDGE] += spread(called[index], int(options.start[index]), horizon)
    payer = preparation_payer(program)
    if payer is not None:
        for site, period in sorted(chosen.openings.items()):
            calls[payer] += spread(preparation.spend_musd[site, period], period, horizon)
    placed = [
        (int(options.cluster[i]), int(options.site[i]), int(options.start[i])) for i in picked
    ]
    return Usage(
        option_of={int(options.cluster[index]): index for index in picked},
        openings=dict(chosen.openings),
        calls_musd=calls,
        resources=resource_use(program, placed),
        starts=np.bincount(options.start[picked], minlength=program.calendar.decision_periods),
        clusters_at=np.bincount(options.site[picked], minlength=len(program.sites)),
    )
