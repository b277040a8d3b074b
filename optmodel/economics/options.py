"""Every option: what can happen at all, what it is worth, and why the rest is out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from optmodel.economics.exclusions import Figures, exclusions, for_copy
from optmodel.economics.screening import (
    POSSIBLE,
    additions,
    exclude,
    full_sites,
    lacks_supply,
    past_horizon,
    screen,
    short_of,
)
from optmodel.economics.types import Exclusion, FloatArray, IntArray, Options
from optmodel.economics.worth import Worth, worth_of
from optmodel.program.program import Cluster, Program

SLACK_YEARS = 1e-9
"""A target that is met to the digit is met; only the rounding of a division is forgiven."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """The starts of one row of Clusters: (m,) pairs that were worked out, and what remains."""

    sites: IntArray
    starts: IntArray
    worth: Worth
    kept: IntArray
    """(n,) indices into the pairs: the options."""


def build_options(program: Program) -> Options:
    """List the options, sorted by cluster, site and start, with their figures.

    Copies of a cluster share the work and have options of their own. Every (cluster, site,
    start) is either an option or in exactly one exclusion.
    """
    added = additions(program)
    judged: list[tuple[int, _Judged]] = []
    excluded: list[Exclusion] = []
    indices = range(len(program.clusters))
    for _, group in groupby(indices, key=lambda k: program.clusters[k].id):
        copies = list(group)
        options, left_out = _judge(program, copies[0], added)
        for copy in copies:
            judged.append((copy, options))
            excluded.extend(for_copy(left_out, copy))
    return _collected(program, judged, tuple(excluded))


def _judge(
    program: Program, index: int, added: FloatArray
) -> tuple[_Judged, tuple[Exclusion, ...]]:
    """Work out every start of a cluster that its terms leave possible, and judge it."""
    cluster = program.clusters[index]
    verdict = screen(program, cluster)
    sites, starts = np.nonzero(verdict == POSSIBLE)
    worth = worth_of(program, cluster, sites, starts)
    short = short_of(program, cluster, added)
    of_pairs = verdict[sites, starts]
    exclude(of_pairs, "first_call", worth.before_first_call)
    exclude(of_pairs, "last_call", worth.after_last_call)
    exclude(of_pairs, "horizon", past_horizon(program, cluster, starts))
    exclude(of_pairs, "clusters_per_site", full_sites(program)[sites])
    exclude(of_pairs, "site_supply", lacks_supply(program, cluster, short, sites, starts))
    exclude(of_pairs, "commitment_limit", worth.over_commitment)
    exclude(of_pairs, "call_limit", worth.unpayable_period >= 0)
    exclude(of_pairs, "cluster_payback", worth.payback_years > _payback_target(cluster))
    exclude(of_pairs, "source_recovery", worth.recovery_years > _recovery_target(program))
    verdict[sites, starts] = of_pairs
    figures = Figures.unknown(verdict.shape, short)
    figures.calls_musd[sites, starts] = worth.capital_musd
    figures.payback_years[sites, starts] = worth.payback_years
    figures.recovery_years[sites, starts] = worth.recovery_years
    figures.broken_period[sites, starts] = worth.unpayable_period
    options = _Judged(sites, starts, worth, np.flatnonzero(of_pairs == POSSIBLE))
    return options, exclusions(program, index, verdict, figures)


def _payback_target(cluster: Cluster) -> float:
    """Longest payback in years that is still an option; none = any, never included."""
    if cluster.maximum_payback_years is None:
        return np.inf
    return cluster.maximum_payback_years + SLACK_YEARS


def _recovery_target(program: Program) -> float:
    """Longest recovery in years that is still an option; only a required target excludes."""
    pledge = program.sources[0]
    if pledge.recovery_rule != "required" or pledge.recovery_target_years is None:
        return np.inf
    return pledge.recovery_target_years + SLACK_YEARS


def _collected(
    program: Program,
    judged: Sequence[tuple[int, _Judged]],
    excluded: tuple[Exclusion, ...],
) -> Options:
    counts = [len(options.kept) for _, options in judged]
    npv = _stacked([o.worth.npv_musd[o.kept] for _, o in judged])
    first = np.zeros((len(npv), len(program.sources)))
    npv_source, recovery_years = first.copy(), first.copy()
    npv_source[:, 0] = _stacked([o.worth.npv_source_musd[o.kept] for _, o in judged])
    recovery_years[:, 0] = _stacked([o.worth.recovery_years[o.kept] for _, o in judged])
    return Options(
        cluster=np.repeat(np.array([k for k, _ in judged], dtype=np.intp), counts),
        operator=np.full(len(npv), -1, dtype=np.intp),
        site=_stacked([o.sites[o.kept] for _, o in judged]).astype(np.intp),
        start=_stacked([o.starts[o.kept] for _, o in judged]).astype(np.intp),
        npv_musd=npv,
        npv_source_musd=npv_source,
        payable=np.ones(first.shape, dtype=np.bool_),
        capital_musd=_stacked([o.worth.capital_musd[o.kept] for _, o in judged]),
        capital_steps_musd=_stacked_steps([o.worth.capital_steps_musd[o.kept] for _, o in judged]),
        capex_steps_musd=_stacked_steps([o.worth.capex_steps_musd[o.kept] for _, o in judged]),
        payback_years=_stacked([o.worth.payback_years[o.kept] for _, o in judged]),
        recovery_years=recovery_years,
        operating_cash_musd=np.zeros((len(npv), 0)),
        receipts_by_musd=np.zeros((len(npv), 0)),
        excluded=excluded,
    )


def _stacked(parts: Sequence[FloatArray] | Sequence[IntArray]) -> FloatArray:
    return np.concatenate([np.zeros(0), *parts])


def _stacked_steps(parts: Sequence[FloatArray]) -> FloatArray:
    """Stack amounts of different length; the shorter ones end in zeros."""
    longest = max((part.shape[1] for part in parts if len(part)), default=1)
    stacked = np.zeros((sum(map(len, parts)), longest))
    row = 0
    for part in parts:
        if len(part):
            stacked[row : row + len(part), : part.shape[1]] = part
            row += len(part)
    return stacked
