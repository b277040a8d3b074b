"""From the rows of the sheet Plan to starts: sites, periods, operators and shares that exist."""

from __future__ import annotations

from optmodel.economics.operators import NOBODY
from optmodel.evaluation.columns import FUND, OPERATOR, SITE, START, START_PERIOD, share_columns
from optmodel.evaluation.edited import EditedStart, Parts
from optmodel.evaluation.found import Before
from optmodel.evaluation.plan_rows import PlanRow, PlanRows
from optmodel.program.program import Cluster, Program
from optmodel.workbook.suggest import nearest_name

SUM_TOLERANCE = 1e-6
"""Furthest that typed shares may be from 1 together; they are scaled to 1."""


def resolve(read: PlanRows, program: Program, before: Before | None) -> tuple[EditedStart, ...]:
    """Resolve every row that is funded; what cannot be is a finding of ``read``.

    ``before`` are the decisions that the sheet was written with, None where they are not known.
    """
    starts = []
    for row in read.rows:
        if not _is_funded(read, row):
            continue
        site = _site(read, row, program)
        period = _period(read, row, program, before)
        operator = _operator(read, row, program)
        parts = _parts(read, row, program)
        if site is not None and period is not None and operator is not None:
            starts.append(EditedStart(row.cluster, operator, site, period, parts))
    return tuple(starts)


def _is_funded(read: PlanRows, row: PlanRow) -> bool:
    """Whether a row says yes; without a word, it is not funded unless it names a place or day."""
    if row.fund is None and FUND.header not in row.wrong and (row.site or row.start):
        message = "is blank, and the row has a site or a start. Say yes or no."
        read.say("E101", row, FUND.header, message)
    return row.fund is True


def _site(read: PlanRows, row: PlanRow, program: Program) -> int | None:
    """Index of the site."""
    if SITE.header in row.wrong:
        return None
    sites = [site.id for site in program.sites]
    if row.site in sites:
        return sites.index(row.site)
    if not row.site:
        read.say("E101", row, SITE.header, "is blank, and the cluster is funded. Name the site.")
        return None
    near = nearest_name(row.site, sites)
    meant = f' Did you mean "{near}"?' if near else ""
    read.say("E114", row, SITE.header, f'"{row.site}" is not a site of the input.{meant}')
    return None


def _period(read: PlanRows, row: PlanRow, program: Program, before: Before | None) -> int | None:
    """Period of the start, one of the decision periods."""
    if START.header in row.wrong:
        return None
    if row.start is None:
        read.say("E101", row, START.header, "is blank, and the cluster is funded. Type a date.")
        return None
    calendar = program.calendar
    period = calendar.period_of(row.start)
    if not 0 <= period < calendar.decision_periods:
        first, last = calendar.start_of(0), calendar.end_of(calendar.decision_periods - 1)
        message = f"got {row.start}; clusters start between {first} and {last}."
        read.say("E401", row, START.header, message)
        return None
    _check_label(read, row, program, period, before)
    return period


def _check_label(
    read: PlanRows, row: PlanRow, program: Program, period: int, before: Before | None
) -> None:
    """Find a start period that somebody changed instead of the start, which is what counts."""
    says, means = row.start_period, program.calendar.label(period)
    if says in {"", means}:
        return
    if before is None:
        message = f"says {says}; the date of the start is in {means}, and the date counts."
        read.say("W401", row, START_PERIOD.header, message)
        return
    was = before.starts.get(row.cluster)
    if was is not None and says == program.calendar.label(was.period):
        return
    message = (
        f"says {says}, and the date of the start is in {means}. The date counts: change that, and"
        " clear this cell."
    )
    read.say("E402", row, START_PERIOD.header, message)


def _operator(read: PlanRows, row: PlanRow, program: Program) -> int | None:
    """Index of the operator, -1 where nobody has to be chosen."""
    if OPERATOR.header in row.wrong:
        return None
    cluster = program.clusters[row.cluster]
    if not cluster.fits:
        if row.operator not in {"", cluster.operator}:
            message = f'"{row.operator}" changes nothing: the input offers no choice of operators.'
            read.say("W402", row, OPERATOR.header, message)
        return NOBODY
    ids = [operator.id for operator in program.operators]
    offered = [fit.operator for fit in cluster.fits]
    if row.operator in offered:
        return ids.index(row.operator)
    if not row.operator and len(offered) == 1:
        return ids.index(offered[0])
    code = "E114" if row.operator else "E101"
    read.say(code, row, OPERATOR.header, _no_operator(row, cluster, offered))
    return None


def _no_operator(row: PlanRow, cluster: Cluster, offered: list[str]) -> str:
    """Say who could run a cluster."""
    names = ", ".join(offered)
    if not row.operator:
        return f"is blank, and the cluster is funded. Choose one of {names}."
    near = nearest_name(row.operator, offered)
    meant = f' Did you mean "{near}"?' if near else ""
    return f'"{row.operator}" is not one of those that could run {cluster.id}: {names}.{meant}'


def _parts(read: PlanRows, row: PlanRow, program: Program) -> Parts | None:
    """The shares of a row, scaled to 1; None where all are blank, or where they are wrong."""
    columns = share_columns(program)
    if not columns:
        return (1.0,)
    given = {index: share for index, share in row.shares.items() if share is not None}
    if not given or row.wrong & {column.header for column in columns.values()}:
        return None
    total = sum(given.values())
    if abs(total - 1.0) > SUM_TOLERANCE:
        header = columns[min(given)].header
        message = f"the shares of the row add up to {total:.9g}; expected 1, or none of them."
        read.say("E403", row, header, message)
        return None
    return tuple(given.get(index, 0.0) / total for index in range(len(program.sources)))
