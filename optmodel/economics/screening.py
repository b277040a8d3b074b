"""Which starts a cluster's and a site's own terms rule out, before any cash is worked out.

A start that several rules exclude has the first of them, in the order of ``RULES``, as reason.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.lines import capex_rows
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.program import RESOURCES, Cluster, Program

RULES: Final = (
    "skipped",
    "site_closed",
    "fixed_site",
    "placement",
    "start_window",
    "last_commitment",
    "permit",
    "preparation",
    "first_call",
    "last_call",
    "horizon",
    "clusters_per_site",
    "site_supply",
    "commitment_limit",
    "call_limit",
    "cluster_payback",
    "source_recovery",
)
"""Rules that exclude options, in the order in which the first failing one is the reason."""

POSSIBLE: Final = -1
"""Verdict on a start that no rule excludes; otherwise the verdict is an index into ``RULES``."""

FITS: Final = 1e-9
"""A use may exceed a supply by this, relative and absolute: sums of floats round."""


def exclude(verdict: IntArray, rule: str, broken: NDArray[np.bool_]) -> None:
    """Note a rule, in place, wherever it is broken and no earlier one is."""
    verdict[broken & (verdict == POSSIBLE)] = RULES.index(rule)


def screen(program: Program, cluster: Cluster) -> IntArray:
    """Judge every (site, start) by the terms that need no cash flow: up to ``preparation``.

    Returns
    -------
    (S, T) verdicts.
    """
    starts, sites = np.arange(program.calendar.decision_periods), program.sites
    verdict = np.full((len(sites), len(starts)), POSSIBLE, dtype=np.intp)
    everywhere = np.ones_like(verdict, dtype=np.bool_)
    closed = np.array([site.decision == "closed" for site in sites])
    elsewhere = np.array([cluster.site not in {"", site.id} for site in sites])
    ready = np.array([site.permit_periods for site in sites])
    prepared = np.array([site.preparation_periods for site in sites])
    exclude(verdict, "skipped", everywhere & (cluster.decision == "skip"))
    exclude(verdict, "site_closed", everywhere & closed[:, None])
    exclude(verdict, "fixed_site", everywhere & elsewhere[:, None])
    exclude(verdict, "placement", everywhere & ~_allowed(program, cluster)[:, None])
    exclude(verdict, "start_window", everywhere & _outside_window(cluster, starts))
    exclude(verdict, "last_commitment", everywhere & (starts > program.sources[0].last_start))
    exclude(verdict, "permit", starts < ready[:, None])
    exclude(verdict, "preparation", starts < prepared[:, None])
    return verdict


def past_horizon(program: Program, cluster: Cluster, starts: IntArray) -> NDArray[np.bool_]:
    """(m,) whether the build, or a given row of capex, does not end inside the horizon."""
    spending = len(capex_rows(cluster)[0])
    end = starts + max(cluster.build_periods, spending, 1)
    return np.asarray(end > program.calendar.horizon_periods)


def full_sites(program: Program) -> NDArray[np.bool_]:
    """(S,) whether a site takes no cluster at all."""
    return np.array([site.maximum_clusters == 0 for site in program.sites], dtype=np.bool_)


def additions(program: Program) -> FloatArray:
    """(S, resources) what all clusters that may stand at a site could add to its supply."""
    added = np.zeros((len(program.sites), len(RESOURCES)))
    for cluster in program.clusters:
        if cluster.decision == "skip":
            continue
        for index, site in enumerate(program.sites):
            if cluster.site in {"", site.id} and _pair_allowed(program, cluster, site.id):
                added[index] += [max(0.0, -program.use(cluster, site, r)) for r in RESOURCES]
    return added


def short_of(program: Program, cluster: Cluster, added: FloatArray) -> tuple[str, ...]:
    """(S,) the first resource of which each site has too little for this cluster, ``""`` = none.

    ``added`` is what other clusters could add, from ``additions``: it counts as supply. (A
    cluster that is short of a resource adds none of it itself.)
    """
    short = []
    for site, extra in zip(program.sites, added, strict=True):
        missing = ""
        for resource, more in zip(RESOURCES, extra.tolist(), strict=True):
            supply = site.supply.get(resource, np.inf) + more
            use = program.use(cluster, site, resource)
            if not missing and use > supply + FITS * max(1.0, abs(supply)):
                missing = resource
        short.append(missing)
    return tuple(short)


def lacks_supply(
    program: Program,
    cluster: Cluster,
    short: tuple[str, ...],
    sites: IntArray,
    starts: IntArray,
) -> NDArray[np.bool_]:
    """(m,) whether a start uses a resource of which its site has too little, from ``short_of``.

    Land is used from the start of construction; a start that does not operate inside the
    horizon uses nothing else.
    """
    land = np.array([name == "land" for name in short], dtype=np.bool_)[sites]
    other = np.array([name not in {"", "land"} for name in short], dtype=np.bool_)[sites]
    in_time = starts + cluster.build_periods < program.calendar.horizon_periods
    return np.asarray(land | (other & in_time & (cluster.life_periods != 0)))


def _allowed(program: Program, cluster: Cluster) -> NDArray[np.bool_]:
    return np.array([_pair_allowed(program, cluster, site.id) for site in program.sites])


def _pair_allowed(program: Program, cluster: Cluster, site: str) -> bool:
    pair = program.placement.get((cluster.id, site))
    return pair is None or pair.allowed


def _outside_window(cluster: Cluster, starts: IntArray) -> NDArray[np.bool_]:
    earliest = 0 if cluster.earliest_start is None else cluster.earliest_start
    latest = starts[-1] if cluster.latest_start is None else cluster.latest_start
    return np.asarray((starts < earliest) | (starts > latest))
