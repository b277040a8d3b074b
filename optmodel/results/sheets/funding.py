"""The sheet Funding: capital calls against what each source can pay."""

from __future__ import annotations

from optmodel.financials.account import Account
from optmodel.financials.funding import Funding
from optmodel.live.line import Line
from optmodel.live.records import Records
from optmodel.live.stack import stacked
from optmodel.results.layout import FIRST_PERIOD_COLUMN, Block, Chart, Report, Series, Sheet
from optmodel.results.page import FIRST_FREE_ROW, height_of
from optmodel.results.time_axis import period_ends, time_columns

TABLE = "Funding"
CHART_COLUMN, CHART_ROWS, CHART_SIZE = 1, 17, (900, 300)
"""Where the charts begin, the rows that one of them takes, and its pixels."""


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


def last_call(report: Report, account: Account) -> int:
    """Return the last period that a chart of calls shows: of the run's calls, or of decisions."""
    plan = report.plan
    calls = plan.calls_musd[account.terms.source.id]
    called = [period for period, amount in enumerate(calls) if amount > 0]
    return max([plan.program.calendar.decision_periods - 1, *called])


def _charts(report: Report, blocks: tuple[Block, ...]) -> tuple[Chart, ...]:
    """Draw calls against what can be called, and calls and receipts so far, of each source."""
    top = FIRST_FREE_ROW + 1 + sum(height_of(block) + 2 for block in blocks)
    last = report.plan.program.calendar.horizon_periods - 1
    charts: list[Chart] = []
    for account in report.model.funding.accounts:
        charts.append(calls_chart(report, account, (top, CHART_COLUMN), CHART_SIZE))
        charts.append(_receipts_chart(report, account, top + CHART_ROWS, last))
        top += 2 * CHART_ROWS
    return tuple(charts)


def calls_chart(
    report: Report, account: Account, place: tuple[int, int], size: tuple[int, int]
) -> Chart:
    """Draw the calls on a source against what can be called, as long as there are calls.

    ``place`` is the zero-based row and column, ``size`` in pixels.
    """
    title, last = account.terms.title, last_call(report, account)
    return Chart(
        "column",
        f"Calls on {title}; what can be called, with carrying forward",
        f"Columns of the capital calls on {title} by period beside what can be called within its"
        " limit and commitment; figures in the rows of the source on the sheet Funding.",
        periods_of(report, account, None, last),
        (
            ("Called", periods_of(report, account, account.calls, last)),
            ("Can be called", periods_of(report, account, account.room, last)),
        ),
        "USD m",
        *place,
        size=size,
    )


def _receipts_chart(report: Report, account: Account, top: int, last: int) -> Chart:
    title = account.terms.title
    return Chart(
        "line",
        f"{title}: calls and receipts so far, and what is still owed",
        f"Lines of the calls on {title} and of its receipts, both added up from the first period,"
        " and of the deemed balance: it has its money back where that stays at zero. Figures in"
        " the rows of the source on this sheet.",
        periods_of(report, account, None, last),
        (
            ("Called so far", periods_of(report, account, account.lines.cumulative, last)),
            ("Received so far", periods_of(report, account, account.cumulative_receipts, last)),
            ("Owed (deemed balance)", periods_of(report, account, account.owed, last)),
        ),
        "USD m",
        top,
        CHART_COLUMN,
        size=CHART_SIZE,
    )
