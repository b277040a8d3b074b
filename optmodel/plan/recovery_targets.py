"""Recovery targets of sources: what was asked for, what the plan reaches, met or missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optmodel.economics.shares import PAYS
from optmodel.plan.plan import Plan
from optmodel.plan.source_state import source_states
from optmodel.program.source import Source

ROUNDING_YEARS = 1e-9


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """How a plan stands against the recovery target of one source, required or only reported."""

    source: Source
    target_years: float
    vehicles: int
    """Clusters that it pays for; of a pooled source 1. 0 where nothing is called."""
    late: int
    """How many of them miss the target."""
    slowest_years: float | None
    """Years to the recovery of the slowest; None = never within the horizon, or no vehicle."""

    @property
    def is_met(self) -> bool | None:
        """Whether no vehicle misses the target; None where nothing is called."""
        return None if self.vehicles == 0 else self.late == 0


def recovery_states(plan: Plan) -> tuple[RecoveryState, ...]:
    """How the plan stands against every recovery target, in the order of Funding."""
    return tuple(_states(plan))


def _states(plan: Plan) -> Iterator[RecoveryState]:
    for index, state in enumerate(source_states(plan)):
        source, target = state.source, state.source.recovery_target_years
        if target is None:
            continue
        if source.is_pooled:
            years = [state.recovery_years] if state.called_musd > 0.0 else []
        else:
            decided = (plan.decisions[row] for row in plan.funded)
            years = [
                decision.source_recovery_years[index]
                for decision in decided
                if decision.shares[index] > PAYS
            ]
        known = [each for each in years if each is not None]
        late = len(years) - sum(each <= target + ROUNDING_YEARS for each in known)
        slowest = max(known, default=None) if len(known) == len(years) else None
        yield RecoveryState(source, target, len(years), late, slowest)
