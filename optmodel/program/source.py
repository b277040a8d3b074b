"""A funding source of the program: who pays, how much, when, and on which terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from optmodel.program.policy import SectorLimit


@dataclass(frozen=True, slots=True)
class CallLimit:
    """What a source can pay per period, from a period on (a row of Funding calls)."""

    from_period: int
    maximum_musd: float | None
    """None = no limit from here on."""
    carry_forward: bool
    cell: str


@dataclass(frozen=True, slots=True)
class Source:
    """One funding source; the pledge is the first row of Funding."""

    id: str
    name: str
    commitment_musd: float
    already_committed_musd: float
    last_commitment: date | None
    last_start: int
    """Last period in which a cluster that it pays for may start (at most T-1, -1 = none)."""
    first_call: int
    """First period with calls, at least 0."""
    last_call: int
    """Last period with calls, at most H-1."""
    draw: str
    """``as spent`` or ``at start``."""
    notice_business_days: int
    share_before: float
    share_after: float
    deemed_rate: float
    """A year."""
    interest_from: str
    """``call`` or ``operation``."""
    vehicle: str
    """``cluster`` or ``pooled``."""
    recovery_target_years: float | None
    recovery_rule: str
    """``required`` or ``report``."""
    maximum_share: float
    pays_preparation: bool
    call_limits: tuple[CallLimit, ...]
    """Sorted by ``from_period``."""
    cells: Mapping[str, str]
    sector_limits: tuple[SectorLimit, ...] = ()

    @property
    def is_pooled(self) -> bool:
        """Whether everything that it pays for repays it together."""
        return self.vehicle == "pooled"
