"""What each option adds to the metric of a target by its date, with and without its filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.funding import source_calls
from optmodel.economics.operation import first_operations
from optmodel.economics.target_terms import receipts_targets, target_source
from optmodel.economics.types import FloatArray, Options
from optmodel.program.policy import Target
from optmodel.program.program import Cluster, Program, Site


def metric_amounts(program: Program, options: Options, target: Target) -> FloatArray:
    """(n,) what each option adds to the metric by the date, 0 where the filter leaves it out.

    In the unit of the metric: number, people, units a year, or USD m. Of a target filtered by
    source it is what the option adds if that source pays for everything: it counts with the part
    that the source pays. For *receipts* it is the receipts of the source, likewise, and 0 for a
    pooled source, whose receipts are the pool's.
    """
    if target.metric == "receipts":
        column = receipts_targets(program).index(target)
        return np.asarray(options.receipts_by_musd[:, column])
    return np.where(
        matches(program, options, target), unfiltered_amounts(program, options, target), 0.0
    )


def unfiltered_amounts(program: Program, options: Options, target: Target) -> FloatArray:
    """(n,) what each option adds to the metric by the date, whatever the filter.

    For *receipts*, whose share is one of calls, it is the calls on the source by the date if it
    pays for everything, without site preparation.
    """
    started = options.start <= target.by_period
    amounts: Mapping[str, Callable[[], FloatArray]] = {
        "clusters": lambda: np.where(started, 1.0, 0.0),
        "jobs": lambda: _running(program, options, target, lambda cluster: cluster.jobs),
        "output": lambda: _running(program, options, target, lambda cluster: cluster.output_year),
        "capex": lambda: _spent_by(options, options.capex_steps_musd, target),
        "value": lambda: np.where(started, options.npv_musd, 0.0),
        "receipts": lambda: _calls(program, options, target),
    }
    return amounts[target.metric]()


def matches(program: Program, options: Options, target: Target) -> NDArray[np.bool_]:
    """(n,) whether each option passes the filter; every option passes a filter by source."""
    if target.filter_by in _OF_CLUSTER:
        of_cluster = _OF_CLUSTER[target.filter_by]
        passing = [of_cluster(cluster) == target.filter for cluster in program.clusters]
        return np.array(passing, dtype=np.bool_)[options.cluster]
    if target.filter_by in _OF_SITE:
        of_site = _OF_SITE[target.filter_by]
        passing = [of_site(site) == target.filter for site in program.sites]
        return np.array(passing, dtype=np.bool_)[options.site]
    return np.ones(len(options), dtype=np.bool_)


_OF_CLUSTER: Final[Mapping[str, Callable[[Cluster], str]]] = {
    "sector": lambda cluster: cluster.sector,
    "product": lambda cluster: cluster.product,
}
_OF_SITE: Final[Mapping[str, Callable[[Site], str]]] = {
    "state": lambda site: site.state,
    "site": lambda site: site.id,
}


def _running(
    program: Program, options: Options, target: Target, figure: Callable[[Cluster], float]
) -> FloatArray:
    """A figure of each cluster where its first operating period is not after the date."""
    of_cluster = np.array([figure(cluster) for cluster in program.clusters], dtype=np.float64)
    begun = first_operations(program, options.cluster, options.start) <= target.by_period
    return np.where(begun, of_cluster[options.cluster], 0.0)


def _calls(program: Program, options: Options, target: Target) -> FloatArray:
    """Calls on the source by the date."""
    source = program.sources[target_source(program, target)]
    return _spent_by(options, source_calls(source, options.capital_steps_musd), target)


def _spent_by(options: Options, steps: FloatArray, target: Target) -> FloatArray:
    """(n,) sum of the amounts by period from the start that fall into periods by the date."""
    period = options.start[:, None] + np.arange(steps.shape[1])
    return np.asarray(np.where(period <= target.by_period, steps, 0.0).sum(axis=1))
