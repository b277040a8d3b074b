"""The sheet Cash flow: the program first, then every vehicle, line by line."""

from __future__ import annotations

from optmodel.financials.program_cash import ProgramCash
from optmodel.live.stack import stacked
from optmodel.results.layout import FIRST_PERIOD_COLUMN, Chart, Report, Series, Sheet
from optmodel.results.names import HOST
from optmodel.results.time_axis import period_ends, time_columns

TABLE = "CashFlow"


def cash_flow(report: Report) -> Sheet:
    """Describe the sheet Cash flow."""
    values, vehicles = report.model.values, report.model.core.cash.stack
    # Program first: its rows have the same place in the table whatever is funded.
    stacks = (values.stack, vehicles)
    block = stacked(TABLE, "Program, then vehicles", time_columns(report), stacks)
    return Sheet(
        "Cash flow",
        "Cash flow",
        "Nominal cash by period: received positive, paid negative; capital is a positive amount."
        " Operating cash - capital = free cash flow = cash to the sources + cash to the host."
        " A vehicle is a funded cluster; free ones wait for clusters that are funded later.",
        (block,),
        period_ends=period_ends(report),
        charts=(_parties(report, values.cash, 7 + values.stack.height + vehicles.height),),
        frozen_columns=3,
    )


def _parties(report: Report, cash: ProgramCash, row: int) -> Chart:
    """Give the chart of what every party has; it stands below the table."""
    return party_chart(report, cash, row, 1)


def party_chart(report: Report, cash: ProgramCash, row: int, column: int) -> Chart:
    """Give the cash of the host and of every source by period."""
    horizon = report.plan.program.calendar.horizon_periods

    def along(at: int) -> Series:
        last = FIRST_PERIOD_COLUMN + horizon - 1
        return Series("Cash flow", TABLE, (at, FIRST_PERIOD_COLUMN), (at, last))

    accounts = report.model.funding.accounts
    parties = (
        (HOST, along(cash.to_host.at)),
        *(
            (account.terms.title, along(line.at))
            for account, line in zip(accounts, cash.to_source, strict=True)
        ),
    )
    who = ", ".join(name for name, _ in parties)
    return Chart(
        "line",
        "Cash to each party by period",
        f"Lines of the cash by period, after site preparation, to {who}; figures on the sheet"
        " Cash flow.",
        along(-1),
        parties,
        "USD m",
        row,
        column,
    )
