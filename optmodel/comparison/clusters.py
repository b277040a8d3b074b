"""Which clusters two plans share, which moved, and what each adds to the difference in value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from optmodel.comparison.party import ByParty
from optmodel.comparison.side import Placed, Side


class Fate(StrEnum):
    """What became of a cluster from A to B."""

    ONLY_A = "only in A"
    ONLY_B = "only in B"
    OTHER_SITE = "other site"
    OTHER_START = "other start"
    OTHER_TERMS = "other operator or shares"
    SAME = "same decision"


@dataclass(frozen=True, slots=True)
class ClusterChange:
    """A cluster, or one copy of it, that at least one of the plans funds."""

    cluster: str
    contained: str
    """``A``, ``B`` or ``both``."""
    fate: Fate
    a: Placed | None
    b: Placed | None
    change: ByParty
    """Its value in B less its value in A; what is not funded is worth nothing."""
    why: str
    """Why the plan without it has none."""

    @property
    def label(self) -> str:
        """Its name with the number of the copy, as A numbers it where A has it."""
        placed = self.a or self.b
        return placed.label if placed else self.cluster


Alias = Mapping[str, str]
"""Source to the name under which both runs know it."""
LIKENESSES: tuple[Callable[[Placed, Alias], object], ...] = (
    lambda placed, alias: (placed.site, placed.start, placed.terms(alias)),
    lambda placed, _: (placed.site, placed.start, placed.operator),
    lambda placed, _: (placed.site, placed.start),
    lambda placed, _: placed.site,
    lambda placed, _: placed.start,
    lambda placed, _: placed.cluster,
)
"""How alike two copies must be to be taken for the same one, the strictest first."""


def cluster_changes(a: Side, b: Side) -> tuple[ClusterChange, ...]:
    """Compare what two plans fund, in the order of A's input, then what only B's input has.

    Copies of a cluster are equal and numbered by their starts, so that a number does not tell
    one from another: the most alike are paired.
    """
    names = dict.fromkeys(placed.cluster for placed in (*a.clusters, *b.clusters))
    alias = _alias(a, b)
    return tuple(change for name in names for change in _changes(name, a, b, alias))


def _alias(a: Side, b: Side) -> Alias:
    """Name a source that only one run has after its row in Funding: it may be a new name."""
    both = {*a.sources} & {*b.sources}
    rows = [(row, source) for side in (a, b) for row, source in enumerate(side.sources)]
    return {source: f"row {row}" for row, source in rows if source not in both}


def _changes(name: str, a: Side, b: Side, alias: Alias) -> Iterator[ClusterChange]:
    of_a = [placed for placed in a.funded if placed.cluster == name]
    of_b = [placed for placed in b.funded if placed.cluster == name]
    for first, second in _pairs(of_a, of_b, alias):
        of_first = first.npv if first else ByParty()
        of_second = second.npv if second else ByParty()
        missing = b if second is None else a
        yield ClusterChange(
            cluster=name,
            contained="both" if first and second else "A" if first else "B",
            fate=_fate(first, second, alias),
            a=first,
            b=second,
            change=of_second - of_first,
            why="" if first and second else _why(name, missing),
        )


def _pairs(
    of_a: Sequence[Placed], of_b: Sequence[Placed], alias: Alias
) -> Iterator[tuple[Placed | None, Placed | None]]:
    """Pair the most alike copies first; what is left stands alone."""
    partner: dict[int, Placed] = {}
    left = list(of_b)
    for likeness in LIKENESSES:
        for placed in of_a:
            if placed.copy in partner:
                continue
            wanted = likeness(placed, alias)
            twin = next((other for other in left if likeness(other, alias) == wanted), None)
            if twin is not None:
                partner[placed.copy] = twin
                left.remove(twin)
    yield from ((placed, partner.get(placed.copy)) for placed in of_a)
    yield from ((None, placed) for placed in left)


def _fate(a: Placed | None, b: Placed | None, alias: Alias) -> Fate:
    if a is None or b is None:
        return Fate.ONLY_B if a is None else Fate.ONLY_A
    if a.site != b.site:
        return Fate.OTHER_SITE
    if a.start != b.start:
        return Fate.OTHER_START
    return Fate.SAME if a.terms(alias) == b.terms(alias) else Fate.OTHER_TERMS


def _why(name: str, side: Side) -> str:
    """Give the reason of the plan that does not fund it."""
    mine = [placed for placed in side.clusters if placed.cluster == name]
    if not mine:
        return "not in the input"
    reasons = (placed.reason for placed in mine if not placed.funded)
    return next(reasons, "fewer copies in the input")
