"""The sheet Capacity: builders, markets, operators, synergies and targets."""

from __future__ import annotations

from optmodel.live.stack import stacked
from optmodel.results.layout import Report, Sheet
from optmodel.results.time_axis import period_ends, time_columns


def capacity(report: Report) -> Sheet:
    """Describe the sheet Capacity."""
    part = report.model.capacity
    block = stacked("Capacity", "By period", time_columns(report), part.stacks)
    return Sheet(
        "Capacity",
        "Capacity",
        "What builders, markets and operators can carry, and what stands together gains.",
        (block, *part.blocks),
        period_ends=period_ends(report),
        frozen_columns=3,
    )
