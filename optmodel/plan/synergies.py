"""Synergies of a plan: what two clusters gain because they stand at the same site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from optmodel.economics.factors import discount_factors, escalation_factors
from optmodel.economics.types import FloatArray
from optmodel.plan.usage import operating_span
from optmodel.program.policy import Synergy
from optmodel.program.program import Program

Placed = tuple[int, int, int]
"""Cluster, site and start, in the indices of the program."""


@dataclass(frozen=True, slots=True)
class RealizedSynergy:
    """What a pair gains at one site; counted once, however many copies stand there."""

    cluster_a: str
    cluster_b: str
    site: str
    benefit_musd: tuple[float, ...]
    """(H,) while both operate there, nominal."""
    saving_musd: tuple[float, ...]
    """(H,) in the period in which the second of them starts there, nominal."""
    value_musd: float
    """Present value of both."""


def realized_synergies(program: Program, placed: Iterable[Placed]) -> tuple[RealizedSynergy, ...]:
    """What stands together gains, pair by pair and site by site."""
    standing = list(placed)
    return tuple(
        found for synergy in program.synergies for found in _of_pair(program, synergy, standing)
    )


def _of_pair(
    program: Program, synergy: Synergy, standing: list[Placed]
) -> Iterator[RealizedSynergy]:
    """What one pair gains at each site where both stand."""
    calendar, settings = program.calendar, program.settings
    factors = discount_factors(settings.discount_rate, settings.discount_timing, calendar)
    of_a = _by_site(program, synergy.cluster_a, standing)
    of_b = _by_site(program, synergy.cluster_b, standing)
    for site in sorted(of_a.keys() & of_b.keys()):
        together = _operate(program, of_a[site]) * _operate(program, of_b[site])
        benefit = synergy.benefit_musd_year * calendar.years * together
        benefit = benefit * escalation_factors(settings.revenue_escalation, calendar)
        second = max(min(start for _, _, start in found[site]) for found in (of_a, of_b))
        saving = np.zeros(calendar.horizon_periods)
        price = escalation_factors(settings.capex_escalation, calendar)[second]
        saving[second] = synergy.capex_saving_musd * price
        yield RealizedSynergy(
            cluster_a=synergy.cluster_a,
            cluster_b=synergy.cluster_b,
            site=program.sites[site].id,
            benefit_musd=tuple(benefit.tolist()),
            saving_musd=tuple(saving.tolist()),
            value_musd=float((benefit + saving) @ factors),
        )


def _by_site(program: Program, cluster_id: str, standing: list[Placed]) -> dict[int, list[Placed]]:
    """Site to the copies of a cluster that stand there."""
    found: dict[int, list[Placed]] = {}
    for item in standing:
        if program.clusters[item[0]].id == cluster_id:
            found.setdefault(item[1], []).append(item)
    return found


def _operate(program: Program, copies: list[Placed]) -> FloatArray:
    """(H,) whether at least one copy operates: 1 or 0."""
    operates = np.zeros(program.calendar.horizon_periods)
    for cluster, _, start in copies:
        operates[operating_span(program, cluster, start)] = 1.0
    return operates
