"""One decision per cluster: figures and dates of what is funded, the reason for the rest."""

from __future__ import annotations

import math
from datetime import date

from optmodel.economics.perspective import host_values
from optmodel.economics.returns import Returns
from optmodel.economics.types import Options, Schedule
from optmodel.plan.notice import notice_date
from optmodel.plan.plan import Decision
from optmodel.plan.reason import Reason
from optmodel.program.program import Cluster, Program


def sheet_order(program: Program) -> tuple[int, ...]:
    """Indices of the program's clusters in the order of the sheet, copies in theirs."""
    rank = {cluster_id: row for row, cluster_id in enumerate(program.cluster_order)}
    clusters = program.clusters
    return tuple(
        sorted(range(len(clusters)), key=lambda k: (rank[clusters[k].id], clusters[k].copy))
    )


def unfunded_decision(cluster: Cluster, reason: Reason) -> Decision:
    """Write the decision of a cluster that is not in the plan."""
    return Decision(
        cluster=cluster.id,
        copy=cluster.copy,
        funded=False,
        reason=reason.words,
        rule=reason.rule,
        cell=reason.cell,
    )


def funded_decision(
    program: Program,
    options: Options,
    option: int,
    *,
    schedule: Schedule,
    earned: Returns,
    row: int,
) -> Decision:
    """Write the decision of a funded cluster.

    Parameters
    ----------
    option
        Index of its option.
    schedule, earned
        Cash and returns of everything funded.
    row
        Row of this cluster in them.
    """
    cluster = program.clusters[int(options.cluster[option])]
    calendar, start = program.calendar, int(options.start[option])
    recovered = int(earned.recovery_period[row])
    from_operation = program.settings.payback_from == "first operation"
    simple = (earned.payback_years[row], earned.payback_from_operation_years[row])
    discounted = (
        earned.discounted_payback_years[row],
        earned.discounted_payback_from_operation_years[row],
    )
    return Decision(
        cluster=cluster.id,
        copy=cluster.copy,
        funded=True,
        site=program.sites[int(options.site[option])].id,
        period=start,
        start=calendar.start_of(start),
        operation=calendar.start_of(int(earned.first_operation[row])),
        notice=_notice(program, int(earned.first_call[row])),
        capex_musd=float(schedule.capex[row].sum()),
        calls_musd=float(schedule.calls[row].sum()),
        npv_musd=float(options.npv_musd[option]),
        npv_source_musd=tuple(options.npv_source_musd[option].tolist()),
        npv_host_musd=float(host_values(options)[option]),
        irr=_known(earned.irr[row]),
        irr_note=earned.irr_note[row],
        payback_years=_known(simple[from_operation]),
        payback_from_operation_years=_known(simple[True]),
        discounted_payback_years=_known(discounted[from_operation]),
        discounted_payback_from_operation_years=_known(discounted[True]),
        recovery_years=_known(earned.recovery_years[row]),
        recovery_period=recovered if recovered >= 0 else None,
        recovery_date=calendar.end_of(recovered) if recovered >= 0 else None,
    )


def _known(figure: float) -> float | None:
    """Keep a finite figure; never (infinity) and undefined (NaN) become None."""
    return float(figure) if math.isfinite(figure) else None


def _notice(program: Program, first_call: int) -> date | None:
    """Day by which the pledge must have notice of a cluster; None where nothing is called."""
    if first_call < 0:
        return None
    first_day = program.calendar.start_of(first_call)
    return notice_date(first_day, program.sources[0].notice_business_days)
