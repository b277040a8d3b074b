"""The sheet Workings: what each row of Plan means, as numbers, and which rules it breaks."""

from __future__ import annotations

from optmodel.results.layout import Report, Sheet

SHEET = "Workings"
TITLES = {
    "Paying": "What every source pays of each vehicle",
    "PayingSites": "What every source pays of the preparation of each site",
}
"""Name of a further table to its title."""


def workings(report: Report) -> Sheet:
    """Describe the sheet Workings."""
    model = report.model
    return Sheet(
        SHEET,
        "Workings",
        "A row for each row of the sheet Plan: its decisions as numbers, what the cluster is at"
        " its site, and the vehicle that shows its cash; below, the rules that it breaks.",
        (
            model.core.decisions.workings.block("Rows of Plan as numbers"),
            *model.starts.blocks(SHEET),
            *(table.block(TITLES[table.table]) for table in model.funding.tables),
        ),
    )
