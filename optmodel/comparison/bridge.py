"""The bridge: every dollar of the difference in value belongs to exactly one step.

The value to a party is the sum over its clusters, less site preparation, with synergies and what
pools pay out; the objective also loses the prices of missed targets. Each term stands in exactly
one step, with what it is in B less what it is in A, so that the steps add up to the difference
whatever changed, and the bridge from B to A is the same with the opposite sign. A cluster that
moved and whose figures changed as well counts as moved.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from optmodel.comparison.clusters import ClusterChange, Fate
from optmodel.comparison.party import ByParty, added
from optmodel.comparison.side import Side

STEPS = {
    Fate.ONLY_A: "Clusters only in A",
    Fate.ONLY_B: "Clusters only in B",
    Fate.OTHER_SITE: "Moved to another site",
    Fate.OTHER_START: "Other start, same site",
    Fate.OTHER_TERMS: "Other operator or shares",
    Fate.SAME: "Same decision, other figures",
}
"""The steps of clusters, in their order."""

CENT = 1e-8
"""USD m."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the bridge: what it adds from A to B, USD m."""

    name: str
    fate: Fate | None
    """Of its clusters; None where it is about something else."""
    clusters: int
    """How many clusters stand behind it."""
    values: ByParty
    objective: float
    """To the perspective of the comparison, prices of missed targets included."""


def bridge(a: Side, b: Side, clusters: Iterable[ClusterChange], view: str) -> tuple[Step, ...]:
    """Give every step from the value of A to the value of B."""
    return tuple(_steps(a, b, tuple(clusters), view))


def adds_up(a: Side, b: Side, steps: Iterable[Step], view: str) -> bool:
    """Whether the steps give the difference, to the program, each party and the objective."""
    taken = list(steps)
    total, expected = added(step.values for step in taken), b.values - a.values
    objective = math.fsum(step.objective for step in taken)
    pairs = [(getattr(total, name), getattr(expected, name)) for name in ByParty.__slots__]
    pairs.append((objective, b.measured(view) - a.measured(view)))
    return all(math.isclose(got, due, rel_tol=1e-12, abs_tol=CENT) for got, due in pairs)


def _steps(a: Side, b: Side, clusters: tuple[ClusterChange, ...], view: str) -> Iterator[Step]:
    for fate, name in STEPS.items():
        mine = [change for change in clusters if change.fate is fate]
        values = added(change.change for change in mine)
        yield Step(name, fate, len(mine), values, values.of(view))
    for name, values in (
        ("Site preparation", b.preparation - a.preparation),
        ("Synergies", b.synergy - a.synergy),
        ("Receipts of pools", b.pool - a.pool),
    ):
        yield Step(name, None, 0, values, values.of(view))
    yield Step("Prices of missed targets", None, 0, ByParty(), a.penalty - b.penalty)
