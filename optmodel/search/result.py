"""What a search came back with; a value is present only where the outcome allows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Outcome(StrEnum):
    """The ways in which a search ends."""

    OPTIMAL = "optimal"
    """A plan, proven within the requested gap."""
    FEASIBLE = "feasible"
    """A plan, not proven: time limit or the user."""
    INFEASIBLE = "infeasible"
    """Proven: no plan meets every row."""
    EVALUATED = "evaluated"
    """A plan that somebody wrote down; nothing was searched."""
    NO_PLAN = "no_plan"
    """Stopped before any plan was found."""
    CRASHED = "crashed"
    """The worker died or was killed by the watchdog, or its answer could not be read."""


@dataclass(frozen=True, slots=True)
class SolveResult:
    """The outcome of one search, in USD m, for a maximization."""

    outcome: Outcome
    reason: str
    """Why it ended, one plain sentence."""
    value: float | None
    """Objective of the best plan."""
    bound: float | None
    """Proven upper bound on any plan's value."""
    x: NDArray[np.float64] | None
    """Values of the columns of the hand-over matrix, in its order; None without a plan."""
    seconds: float
    nodes: int
    options: Mapping[str, object] = field(default_factory=dict)
    """Solver options as read back from the solver."""
    log: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    status_text: str = ""
    """The solver's own words, model status and primal status, and what the stages add to them."""
    amounts: str = ""
    """What became of working out the amounts exactly after the search; empty where all follow from
    the whole numbers."""

    @property
    def gap(self) -> float | None:
        """(bound - value) / |value|; 0 where they are equal; None where one is missing."""
        if self.value is None or self.bound is None:
            return None
        distance = max(0.0, self.bound - self.value)
        return 0.0 if distance == 0 else distance / max(abs(self.value), 1e-9)
