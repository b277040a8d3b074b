"""One of the two runs that are compared, as its folder tells it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from optmodel.comparison.party import ByParty
from optmodel.plan.limit import Limit
from optmodel.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class Placed:
    """A cluster, or one copy of it, in one of the runs."""

    cluster: str
    copy: int
    funded: bool
    site: str
    start: date | None
    operator: str
    shares: Mapping[str, float]
    """Source to the part that it pays."""
    npv: ByParty
    reason: str
    """Why it is not funded."""

    @property
    def label(self) -> str:
        """``FIB``, or ``FIB #2`` from the second copy on."""
        return self.cluster if self.copy == 1 else f"{self.cluster} #{self.copy}"

    def terms(self, alias: Mapping[str, str]) -> tuple[object, ...]:
        """Operator and shares, rounded to what counts as the same; ``alias`` renames sources."""
        parts = (
            (alias.get(source, source), round(part, 6)) for source, part in self.shares.items()
        )
        return (self.operator, *sorted(parts))


@dataclass(frozen=True, slots=True)
class OpenSite:
    """A site that a run opens."""

    site: str
    opened: date
    clusters: int
    preparation_musd: float
    """Over all periods, nominal."""


@dataclass(frozen=True, slots=True)
class Side:
    """One finished run. Money in USD m."""

    folder: Path
    run_id: str
    created: str
    status: str
    proven: bool
    reason: str
    """Why the search ended."""
    perspective: str
    value: float
    """To the perspective, less the prices of missed targets."""
    bound: float | None
    gap_musd: float | None
    values: ByParty
    """Without the prices of missed targets."""
    penalty: float
    synergy: ByParty
    pool: ByParty
    """What pools pay out: their sources have it, the host has not."""
    preparation: ByParty
    """Site preparation: 0 or less."""
    clusters: tuple[Placed, ...]
    sites: tuple[OpenSite, ...]
    """Only what is opened."""
    limits: tuple[Limit, ...]
    sources: tuple[str, ...]
    input_file: str
    input_sha256: str
    versions: Mapping[str, object]
    options: Mapping[str, object]
    edited: bool = False
    """Whether its plan was edited by hand and evaluated rather than searched."""
    broken: int = 0
    """How many limits an edited plan breaks."""
    notes: tuple[str, ...] = ()
    """What this run does not tell."""
    tables: Tables | None = None
    """The input; None where the folder has no readable copy of it."""

    @property
    def funded(self) -> tuple[Placed, ...]:
        """What the run funds."""
        return tuple(placed for placed in self.clusters if placed.funded)

    @property
    def pledge(self) -> str:
        """Id of the first source."""
        return self.sources[0] if self.sources else "Pledge"

    @property
    def possible_gain(self) -> float:
        """What a longer search could still add, USD m; infinite where no bound was proven.

        Nothing for an edited plan, whose value is no matter of a search.
        """
        if self.edited:
            return 0.0
        return math.inf if self.gap_musd is None else self.gap_musd

    @property
    def sure(self) -> bool:
        """Whether it is proven or, if edited, keeps every limit."""
        return self.broken == 0 if self.edited else self.proven

    def measured(self, perspective: str) -> float:
        """The value in a perspective, less the prices of missed targets."""
        return self.values.of(perspective) - self.penalty
