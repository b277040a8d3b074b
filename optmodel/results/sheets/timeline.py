"""The sheet Timeline: a Gantt chart made of cells, and one of bars beside its figures."""

from __future__ import annotations

from dataclasses import replace

from optmodel.live.stack import stacked
from optmodel.results.formats import STAMP_COLORS
from optmodel.results.layout import FIRST_PERIOD_COLUMN, Chart, Kind, Report, Series, Sheet
from optmodel.results.page import places_of
from optmodel.results.time_axis import period_ends, time_columns

BARS = (
    ("Before the start", ""),
    ("Build", STAMP_COLORS["B"][0]),
    ("Operation before recovery", STAMP_COLORS["O"][0]),
    ("Operation from recovery", STAMP_COLORS["R"][0]),
)
"""Name and color of each part of a bar, in the order of the columns of figures."""
WIDTH, HEIGHT_OF_FRAME, HEIGHT_OF_BAR = 900, 120, 19
"""Pixels."""


def timeline(report: Report) -> Sheet:
    """Describe the sheet Timeline: starts, sites, then vehicles; below them bars in years."""
    starts = report.model.starts
    columns = time_columns(report, kind=Kind.STAMP)
    sheet = Sheet(
        "Timeline",
        "Timeline",
        "S = site preparation, B = build, O = operation, R = operation, period in which the first"
        " source that pays has its money back. Constant = periods of preparation or build; total ="
        " periods marked.",
        (
            stacked("Timeline", "Starts, sites, then clusters", columns, starts.stacks),
            starts.bars.block("Clusters in years from the first period", filters=False),
        ),
        period_ends=period_ends(report),
        frozen_columns=3,
        narrow_periods=True,
    )
    return replace(sheet, charts=_charts(report, places_of(sheet)[starts.bars.table]))


def _charts(report: Report, row: int) -> tuple[Chart, ...]:
    """Give the bars of what the run has funded; they follow what is edited in those rows."""
    funded, table = len(report.plan.funded), report.model.starts.bars.table
    if not funded:
        return ()

    def column(number: int) -> Series:
        return Series("Timeline", table, (0, number), (funded - 1, number))

    return (
        Chart(
            "bar",
            "Build and operation of every cluster",
            "A bar for each funded cluster over the years from the first period: its build, then"
            " its operation before and from recovery; figures in the table on the left.",
            column(0),
            tuple((name, column(number)) for number, (name, _) in enumerate(BARS, 1)),
            "years from the first period",
            row,
            FIRST_PERIOD_COLUMN + 1,
            tuple(color for _, color in BARS),
            (WIDTH, HEIGHT_OF_FRAME + HEIGHT_OF_BAR * funded),
        ),
    )
