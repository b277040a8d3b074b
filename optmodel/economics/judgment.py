"""What the rules say of starts whose cash has been worked out, operator by operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.payers import (
    NO_SOURCE,
    SLACK_YEARS,
    committing,
    recovering,
    sole_payer,
    too_few_pay,
)
from optmodel.economics.screening import POSSIBLE, RULES, Verdicts, full_sites, past_horizon
from optmodel.economics.shortage import SUFFICIENT
from optmodel.economics.types import FloatArray, IntArray
from optmodel.economics.worth import Worth
from optmodel.program.program import Cluster, Program


@dataclass(frozen=True, slots=True)
class Judgment:
    """Verdicts on m starts of a cluster, and the figures that they rest on."""

    verdicts: Verdicts
    """(m,)"""
    payable: NDArray[np.bool_]
    """(m, F) whether each source may pay for a part."""
    calls_musd: FloatArray
    """(m,)"""
    payback_years: FloatArray
    """(m,)"""
    recovery_years: FloatArray
    """(m,) of the source that misses its target, where that is the verdict."""
    broken_period: IntArray
    """(m,) first period in which the only payer cannot pay; -1 = none."""


def judge(
    program: Program,
    cluster: Cluster,
    sites: IntArray,
    starts: IntArray,
    *,
    short: IntArray,
    worth: Worth,
) -> Judgment:
    """Apply the rules from ``first_call`` on to the starts that passed the ones before.

    Parameters
    ----------
    sites, starts
        (m,) the starts.
    short
        (m,) resource of which the site has too little, ``SUFFICIENT`` where none.
    worth
        Their figures.
    """
    verdicts, rows = Verdicts.open(starts.shape), np.arange(len(starts))

    def narrowed(rule: str, able: NDArray[np.bool_], left: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Go on with those left; the rule is about the first that it takes away."""
        verdicts.exclude(rule, too_few_pay(program, left), (able & ~left).argmax(axis=1))
        return left

    able = committing(program, starts)
    able = narrowed("first_call", able, able & ~worth.before_first_call)
    able = narrowed("last_call", able, able & ~worth.after_last_call)
    verdicts.exclude("horizon", past_horizon(program, cluster, starts))
    verdicts.exclude("clusters_per_site", full_sites(program)[sites])
    verdicts.exclude("site_supply", short != SUFFICIENT, short)
    payable = able & recovering(program, worth.recovery_years)
    broken_period = np.full(len(starts), -1, dtype=np.intp)
    # A limit says something of a start alone only where one source has to pay all of it:
    # before or after those whose recovery would take too long are left out.
    soles = [sole_payer(program, able), sole_payer(program, payable)]
    for sole in soles:
        over = (sole != NO_SOURCE) & worth.over_commitment[rows, sole]
        verdicts.exclude("commitment_limit", over, sole)
    for sole in soles:
        unpayable = np.where(sole != NO_SOURCE, worth.unpayable_period[rows, sole], -1)
        broken_period = np.where(broken_period >= 0, broken_period, unpayable)
        verdicts.exclude("call_limit", unpayable >= 0, sole)
    verdicts.exclude("cluster_payback", worth.payback_years > _payback_target(cluster))
    narrowed("source_recovery", able, payable)
    missed = verdicts.rule == RULES.index("source_recovery")
    return Judgment(
        verdicts=verdicts,
        payable=payable,
        calls_musd=worth.capital_musd,
        payback_years=worth.payback_years,
        recovery_years=worth.recovery_years[rows, np.where(missed, verdicts.subject, 0)],
        broken_period=broken_period,
    )


def closest(judgments: Sequence[Judgment]) -> Judgment:
    """Sum up the judgments on the same starts with one operator each.

    A start is possible if it is with any of them. Else its verdict is that of the operator that
    came closest to being possible, with the best figures of those who failed at the same rule.
    """
    if len(judgments) == 1:
        return judgments[0]
    rule = np.array([one.verdicts.rule for one in judgments])
    subject = np.array([one.verdicts.subject for one in judgments])
    rank = np.where(rule == POSSIBLE, np.inf, rule + subject / (1.0 + subject.max(initial=0)))
    alike = rank == rank.max(axis=0)
    first, column = alike.argmax(axis=0), np.arange(rank.shape[1])

    def best(figures: list[FloatArray]) -> FloatArray:
        return np.asarray(np.where(alike, np.array(figures), np.inf).min(axis=0))

    return Judgment(
        verdicts=Verdicts(rule[first, column], subject[first, column]),
        payable=np.array([one.payable for one in judgments])[first, column],
        calls_musd=best([one.calls_musd for one in judgments]),
        payback_years=best([one.payback_years for one in judgments]),
        recovery_years=best([one.recovery_years for one in judgments]),
        broken_period=np.array([one.broken_period for one in judgments])[first, column],
    )


def _payback_target(cluster: Cluster) -> float:
    """Longest payback in years that is still an option; none = any, never included."""
    if cluster.maximum_payback_years is None:
        return np.inf
    return cluster.maximum_payback_years + SLACK_YEARS
