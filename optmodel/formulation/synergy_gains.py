"""What a synergy gives where and when: its benefit by period, its saving by start."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from optmodel.economics.synergies import benefit_values, saving_values
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.differences import less_next
from optmodel.program.program import Program


@dataclass(frozen=True, slots=True)
class Presence:
    """Which x count the copies of a cluster that operate, or have started, at a site."""

    cluster: str
    begun: tuple[int, ...]
    """Columns that add to their number."""
    ended: tuple[int, ...]
    """Columns that take away again."""
    most: int
    """Largest number."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What two clusters give at a site in a run of periods in which no column changes."""

    site: str
    kind: str
    """``benefit`` or ``saving``."""
    period: int
    """The first of the run."""
    value_musd: float
    """Present value if both are there, not 0."""
    presences: tuple[Presence, ...]
    """Of both."""

    @property
    def name(self) -> tuple[str, str, str, str, int]:
        """Index of gain."""
        a, b = self.presences
        return a.cluster, b.cluster, self.site, self.kind, self.period


Count = Callable[[int], tuple[Presence, ...]]
"""Period to the presence of both clusters."""


def gains_of(program: Program, decisions: Decisions) -> tuple[Gain, ...]:
    """Gains of all synergies that are worth anything and that some plan could have."""
    row_of = {cluster.id: index for index, cluster in enumerate(program.clusters)}
    next_period = np.append(np.arange(1, program.calendar.decision_periods), NONE)
    found: list[Gain] = []
    for synergy in program.synergies:
        pair = row_of[synergy.cluster_a], row_of[synergy.cluster_b]
        benefit = benefit_values(program, synergy).tolist()
        saving = less_next(saving_values(program, synergy), next_period).tolist()
        for index, site in enumerate(program.sites):
            operate, start = _counts(program, decisions, pair, index)
            found += _runs(site.id, "benefit", benefit, operate)
            found += _runs(site.id, "saving", saving, start)
    return tuple(found)


def _counts(
    program: Program, decisions: Decisions, pair: tuple[int, int], site: int
) -> tuple[Count, Count]:
    """(who operates, who has started) at a site."""

    def presence(row: int, start: int, end: int) -> Presence:
        """What has started by one period and had not by an earlier one."""
        begun = set(decisions.started_at(row, site, start))
        ended = set(decisions.started_at(row, site, end))
        return Presence(
            program.clusters[row].id,
            tuple(sorted(begun - ended)),
            tuple(sorted(ended - begun)),
            int(decisions.most[row, site]),
        )

    def operating(row: int, period: int) -> Presence:
        cluster = program.clusters[row]
        start = period - cluster.build_periods
        never = cluster.life_periods is None
        return presence(row, start, -1 if never else start - (cluster.life_periods or 0))

    return (
        lambda period: tuple(operating(row, period) for row in pair),
        lambda period: tuple(presence(row, period, -1) for row in pair),
    )


def _runs(site: str, kind: str, values: Sequence[float], count: Count) -> Iterator[Gain]:
    """Runs of periods in which both can be there and the same columns say so."""
    for presences, run in groupby(range(len(values)), key=count):
        periods = list(run)
        value = math.fsum(values[period] for period in periods)
        if value and all(presence.begun for presence in presences):
            yield Gain(site, kind, periods[0], value, presences)
