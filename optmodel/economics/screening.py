"""Which starts a cluster's and a site's own terms rule out, before any cash is worked out.

A start that several rules exclude has the first of them, in the order of ``RULES``, as reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.lines import capex_rows
from optmodel.economics.operators import candidates
from optmodel.economics.payers import committing, too_few_pay
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.program import Cluster, Program

RULES: Final = (
    "skipped",
    "operator_choice",
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


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The rule that excludes each start, and what it is about; arrays of one shape."""

    rule: IntArray
    """Index into ``RULES``, or ``POSSIBLE``."""
    subject: IntArray
    """Index of the source or of the resource that the rule is about; 0 where it is neither."""

    @classmethod
    def open(cls, shape: tuple[int, ...]) -> Verdicts:
        """Start with nothing excluded."""
        return cls(np.full(shape, POSSIBLE, dtype=np.intp), np.zeros(shape, dtype=np.intp))

    def exclude(self, rule: str, broken: NDArray[np.bool_], subject: IntArray | int = 0) -> None:
        """Note a rule, in place, wherever it is broken and no earlier one is."""
        newly = broken & (self.rule == POSSIBLE)
        self.rule[newly] = RULES.index(rule)
        self.subject[newly] = np.broadcast_to(subject, newly.shape)[newly]


def screen(program: Program, cluster: Cluster) -> Verdicts:
    """Judge every (site, start), (S, T), by the terms that need no cash flow."""
    starts, sites = np.arange(program.calendar.decision_periods), program.sites
    shape = (len(sites), len(starts))
    verdicts, everywhere = Verdicts.open(shape), np.ones(shape, dtype=np.bool_)
    closed = np.array([site.decision == "closed" for site in sites])
    elsewhere = np.array([cluster.site not in {"", site.id} for site in sites])
    ready = np.array([site.permit_periods for site in sites])
    prepared = np.array([site.preparation_periods for site in sites])
    willing = committing(program, starts)
    refusing = (~willing).argmax(axis=1)
    verdicts.exclude("skipped", everywhere & (cluster.decision == "skip"))
    verdicts.exclude("operator_choice", everywhere & _all_declined(program, cluster))
    verdicts.exclude("site_closed", everywhere & closed[:, None])
    verdicts.exclude("fixed_site", everywhere & elsewhere[:, None])
    verdicts.exclude("placement", everywhere & ~_allowed(program, cluster)[:, None])
    verdicts.exclude("start_window", everywhere & _outside_window(cluster, starts))
    verdicts.exclude("last_commitment", everywhere & too_few_pay(program, willing), refusing)
    verdicts.exclude("permit", starts < ready[:, None])
    verdicts.exclude("preparation", starts < prepared[:, None])
    return verdicts


def past_horizon(program: Program, cluster: Cluster, starts: IntArray) -> NDArray[np.bool_]:
    """(m,) whether the build, or a given row of capex, does not end inside the horizon."""
    spending = len(capex_rows(cluster)[0])
    end = starts + max(cluster.build_periods, spending, 1)
    return np.asarray(end > program.calendar.horizon_periods)


def full_sites(program: Program) -> NDArray[np.bool_]:
    """(S,) whether a site takes no cluster at all."""
    return np.array([site.maximum_clusters == 0 for site in program.sites], dtype=np.bool_)


def additions(program: Program) -> FloatArray:
    """(S, R) what all clusters that may stand at a site could add to its supply, at any time.

    One column per resource of ``Program.resources``. It is a maximum over all periods: as if
    everything that adds operated at once.
    """
    added = np.zeros((len(program.sites), len(program.resources)))
    for cluster in program.clusters:
        if cluster.decision == "skip" or _all_declined(program, cluster):
            continue
        for index, site in enumerate(program.sites):
            if cluster.site in {"", site.id} and _pair_allowed(program, cluster, site.id):
                added[index] += [
                    max(0.0, -program.use(cluster, site, r)) for r in program.resources
                ]
    return added


def _all_declined(program: Program, cluster: Cluster) -> bool:
    return not candidates(program, cluster)


def _allowed(program: Program, cluster: Cluster) -> NDArray[np.bool_]:
    return np.array([_pair_allowed(program, cluster, site.id) for site in program.sites])


def _pair_allowed(program: Program, cluster: Cluster, site: str) -> bool:
    pair = program.placement.get((cluster.id, site))
    return pair is None or pair.allowed


def _outside_window(cluster: Cluster, starts: IntArray) -> NDArray[np.bool_]:
    earliest = 0 if cluster.earliest_start is None else cluster.earliest_start
    latest = starts[-1] if cluster.latest_start is None else cluster.latest_start
    return np.asarray((starts < earliest) | (starts > latest))
