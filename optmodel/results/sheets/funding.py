"""The sheet Funding: capital calls against what each source can pay."""

from __future__ import annotations

from optmodel.financials.account import Account
from optmodel.financials.funding import Funding
from optmodel.live.records import Records
from optmodel.live.stack import Line, stacked
from optmodel.plan.plan import Plan
from optmodel.results.layout import Block, Chart, Report, Series, Sheet, total_of
from optmodel.results.time_axis import FIRST_PERIOD_COLUMN, period_ends, time_columns

TABLE = "Funding"
CHART_COLUMN, CHART_HEIGHT = 5, 14
"""Where the charts begin, and rows that one of them takes."""
CALLS_ROW, ROOM_ROW = 2, 4
"""Only until the charts of the Summary ask ``periods_of``."""


def preparation_musd(plan: Plan) -> list[float]:
    """Site preparation of the whole plan by period, nominal."""
    horizon = plan.program.calendar.horizon_periods
    return [
        total_of([opening.preparation_musd[period] for opening in plan.openings])
        for period in range(horizon)
    ]


def funding(report: Report) -> Sheet:
    """Describe the sheet Funding."""
    model = report.model.funding
    stacks = [account.stack for account in model.accounts] + [model.together]
    blocks = (
        stacked(TABLE, "Calls and receipts by source", time_columns(report), stacks),
        *_tables(model),
    )
    return Sheet(
        TABLE,
        TABLE,
        "Capital calls by source and period against what can be called and the commitment. What"
        " is left of a commitment is unspent money, never a saving.",
        blocks,
        period_ends=period_ends(report),
        charts=_charts(report, blocks),
        frozen_columns=3,
    )


def _tables(model: Funding) -> tuple[Block, ...]:
    """Give what the input says of single periods and of sectors."""
    shown: tuple[tuple[Records | None, str], ...] = (
        (model.call_rows, "Most that each source can be called for, from a period on"),
        (model.sectors, "Least and most of each source for a sector"),
    )
    return tuple(table.block(title) for table, title in shown if table is not None)


def row_of(report: Report, account: Account, line: Line) -> int:
    """Row of a line of an account in the table of the sheet, from 0."""
    above = 0
    for other in report.model.funding.accounts:
        if other is account:
            break
        above += other.stack.height
    return above + line.at


def periods_of(report: Report, account: Account, line: Line | None, last: int) -> Series:
    """Return the cells of a line up to a period for a chart; None = names of the periods."""
    row = -1 if line is None else row_of(report, account, line)
    return Series(TABLE, TABLE, (row, FIRST_PERIOD_COLUMN), (row, FIRST_PERIOD_COLUMN + last))


def _charts(report: Report, blocks: tuple[Block, ...]) -> tuple[Chart, ...]:
    """Draw calls against what can be called, and calls and receipts so far, of each source."""
    top = 6 + sum(len(block.rows) + 4 for block in blocks)
    charts: list[Chart] = []
    for account in report.model.funding.accounts:
        charts += [_calls_chart(report, account, top), _receipts_chart(report, account, top)]
        top += CHART_HEIGHT
    return tuple(charts)


def _calls_chart(report: Report, account: Account, top: int) -> Chart:
    title = account.terms.title
    last = report.plan.program.calendar.horizon_periods - 1
    return Chart(
        "column",
        f"Calls on {title} against what can be called",
        f"Columns of the capital calls on {title} by period beside what can be called within its"
        " limit and commitment; figures in the rows of the source on this sheet.",
        periods_of(report, account, None, last),
        (
            ("Called", periods_of(report, account, account.calls, last)),
            ("Can be called", periods_of(report, account, account.room, last)),
        ),
        "USD m",
        top,
        0,
    )


def _receipts_chart(report: Report, account: Account, top: int) -> Chart:
    title = account.terms.title
    last = report.plan.program.calendar.horizon_periods - 1
    return Chart(
        "line",
        f"Calls on {title} and receipts so far",
        f"Lines of the calls on {title} and of its receipts, both added up from the first period,"
        " and of receipts less calls; the row of recovery says from when nothing is owed. Figures"
        " in the rows of the source on this sheet.",
        periods_of(report, account, None, last),
        (
            ("Called so far", periods_of(report, account, account.lines.cumulative, last)),
            ("Received so far", periods_of(report, account, account.cumulative_receipts, last)),
            ("Receipts less calls", periods_of(report, account, account.cumulative_net, last)),
        ),
        "USD m",
        top,
        CHART_COLUMN,
    )
