"""The sheet Time: periods, price indices and discount factors."""

from __future__ import annotations

from optmodel.live.stack import stacked
from optmodel.results.layout import Report, Sheet
from optmodel.results.time_axis import period_ends, time_columns


def time(report: Report) -> Sheet:
    """Describe the sheet Time."""
    block = stacked("Time", "Periods", time_columns(report), [report.model.core.time.stack])
    return Sheet(
        "Time",
        "Time",
        "Periods, price indices and discount factors that every sheet by period looks at.",
        (block,),
        period_ends=period_ends(report),
        frozen_columns=3,
    )
