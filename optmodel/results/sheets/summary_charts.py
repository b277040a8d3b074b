"""The charts of the summary; their figures stand on the sheets Funding and Summary."""

from __future__ import annotations

from optmodel.results.layout import Chart, Report, Series
from optmodel.results.names import pledge_of, source_title
from optmodel.results.sheets.funding import CALLS_ROW, ROOM_ROW
from optmodel.results.time_axis import FIRST_PERIOD_COLUMN

CHART_COLUMN = 6
FIRST_CHART_ROW, SECOND_CHART_ROW = 5, 18
"""Below the sentences."""


def summary_charts(report: Report, sectors: int, sentences: int) -> tuple[Chart, ...]:
    """Give calls by period and calls by sector; none where nothing is called."""
    plan = report.plan
    source = pledge_of(plan)
    called = [period for period, amount in enumerate(plan.calls_musd[source.id]) if amount > 0]
    if not called or not sectors:
        return ()
    return (
        _calls_chart(report, called[-1], FIRST_CHART_ROW + sentences),
        _sector_chart(sectors, SECOND_CHART_ROW + sentences),
    )


def _calls_chart(report: Report, last_period: int, at_row: int) -> Chart:
    def row(number: int) -> Series:
        last = FIRST_PERIOD_COLUMN + last_period
        return Series("Funding", "Funding", (number, FIRST_PERIOD_COLUMN), (number, last))

    source = pledge_of(report.plan)
    name = source_title(report.plan, source)
    return Chart(
        "column",
        f"Capital calls on {name} by period",
        f"Columns of the capital calls on {name} by period up to the last call, beside what can be"
        " called; figures on the sheet Funding.",
        row(-1),
        (("Called", row(CALLS_ROW)), ("Can be called", row(ROOM_ROW))),
        "USD m",
        at_row,
        CHART_COLUMN,
    )


def _sector_chart(sectors: int, at_row: int) -> Chart:
    def column(number: int) -> Series:
        return Series("Summary", "SummarySectors", (0, number), (sectors - 1, number))

    return Chart(
        "bar",
        "Calls by sector",
        "Bars of the capital calls of the funded clusters by sector, the largest first; figures"
        " in the table of sectors on this sheet.",
        column(0),
        (("Calls", column(2)),),
        "USD m",
        at_row,
        CHART_COLUMN,
    )
