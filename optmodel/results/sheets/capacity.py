"""The sheet Capacity: builders, markets, operators, synergies and what counts towards targets."""

from __future__ import annotations

from dataclasses import replace

from optmodel.live.stack import stacked
from optmodel.results.layout import Report, Sheet
from optmodel.results.time_axis import period_ends, time_columns

NOTHING = "The input has no builders, no markets and no synergies."
"""What the table of periods says where there is nothing by period."""


def capacity(report: Report) -> Sheet:
    """Describe the sheet Capacity."""
    part, targets = report.model.capacity, report.model.targets
    block = stacked("Capacity", "By period", time_columns(report), part.stacks)
    behind = zip(targets.tables, targets.titles, strict=True)
    return Sheet(
        "Capacity",
        "Capacity",
        "What builders, markets and operators can carry and what the plan takes of it, what"
        " clusters gain by standing together, and what each adds to the targets.",
        (
            replace(block, empty=NOTHING),
            *part.blocks,
            *(table.block(title) for table, title in behind),
        ),
        period_ends=period_ends(report),
        frozen_columns=3,
    )
