"""Where a running search stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of live progress, USD m; None where nothing is known yet."""

    value: float | None
    """Best plan so far."""
    bound: float | None
    """No plan can be worth more."""
    seconds: float
    nodes: int

    @property
    def gap(self) -> float | None:
        """(bound - value) / |value|, or None."""
        if self.value is None or self.bound is None:
            return None
        return max(0.0, self.bound - self.value) / max(abs(self.value), 1e-9)
