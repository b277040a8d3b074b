"""The period in which a limit over time leaves least, and the cell that sets it there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.program.capacity import Step


def tightest_period(used: FloatArray, limit: FloatArray) -> int | None:
    """Find the period with the least slack, the first of several; None = no limit in any."""
    slack = limit - used
    return int(np.argmin(slack)) if np.isfinite(slack).any() else None


def governing_cell(steps: Sequence[Step], period: int, base: str = "") -> str:
    """Find the cell of the step that holds in a period, ``base`` before the first."""
    begun = [step.cell for step in steps if step.from_period <= period]
    return begun[-1] if begun else base
