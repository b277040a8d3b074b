"""The sheet Workings: what each row of Plan means, as numbers."""

from __future__ import annotations

from optmodel.results.layout import Report, Sheet


def workings(report: Report) -> Sheet:
    """Describe the sheet Workings."""
    return Sheet(
        "Workings",
        "Workings",
        "A row for each row of the sheet Plan: its decisions as numbers, what the cluster is at"
        " its site, and the vehicle that shows its cash.",
        (report.model.core.decisions.workings.block("Rows of Plan as numbers"),),
    )
