"""The charts of the summary; their figures stand on the sheets Funding, Cash flow and Summary."""

from __future__ import annotations

from optmodel.live.line import Line
from optmodel.results.layout import FIRST_PERIOD_COLUMN, Chart, Report, Series
from optmodel.results.names import HOST
from optmodel.results.sheets.cash_flow import TABLE
from optmodel.results.sheets.funding import calls_chart

CHART_COLUMN = 10
"""Right of the tables."""
SIZE = 395, 214
"""Pixels."""
EVERY = 11
"""Rows of the sheet from one chart to the next."""


def summary_charts(report: Report, top: int, sector_rows: int) -> tuple[Chart, ...]:
    """Give calls by period, calls by sector and cash by party, one below the other.

    ``top`` is the zero-based row of the first one.
    """
    return (
        calls_chart(report, report.model.funding.accounts[0], (top, CHART_COLUMN), SIZE),
        _sectors(top + EVERY, sector_rows),
        _parties(report, top + 2 * EVERY),
    )


def _sectors(row: int, rows: int) -> Chart:
    def column(number: int) -> Series:
        return Series("Summary", "SummarySectors", (0, number), (rows - 1, number))

    return Chart(
        "bar",
        "Calls by sector",
        "Bars of the capital calls of the funded clusters by sector; figures in the table of"
        " sectors on this sheet.",
        column(4),
        (("Calls", column(6)),),
        "USD m",
        row,
        CHART_COLUMN,
        size=SIZE,
    )


def _parties(report: Report, row: int) -> Chart:
    """Cash to the host and to every source, added up as it comes."""
    stack, accounts = report.model.values.stack, report.model.funding.accounts
    last = FIRST_PERIOD_COLUMN + report.plan.program.calendar.horizon_periods - 1

    def along(line: Line | None) -> Series:
        at = -1 if line is None else line.at
        return Series("Cash flow", TABLE, (at, FIRST_PERIOD_COLUMN), (at, last))

    parties = [(HOST, stack.line("sum_host"))]
    parties += [(one.terms.title, stack.line(f"sum_to{one.terms.number}")) for one in accounts]
    who = ", ".join(name for name, _ in parties)
    return Chart(
        "line",
        "Cash to each party, cumulative",
        f"Lines of the cash to {who}, less what they pay, added up period by period; figures on"
        " the sheet Cash flow.",
        along(None),
        tuple((name, along(line)) for name, line in parties),
        "USD m",
        row,
        CHART_COLUMN,
        size=SIZE,
    )
