"""One decision per cluster: figures and dates of what is funded, the reason for the rest."""

from __future__ import annotations

import math
from datetime import date

import numpy as np

from optmodel.economics.funding import NO_CALL_MUSD
from optmodel.economics.shares import PAYS
from optmodel.economics.types import FloatArray, Options
from optmodel.plan.cash import PlanCash
from optmodel.plan.notice import notice_date
from optmodel.plan.plan import Decision
from optmodel.plan.reason import Reason
from optmodel.plan.usage import option_calls
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


def funded_decisions(program: Program, options: Options, cash: PlanCash) -> dict[int, Decision]:
    """Write the decision of each funded cluster, by its index in the program."""
    return {
        int(options.cluster[option]): _funded(program, options, cash, row)
        for row, option in enumerate(cash.placed)
    }


def _funded(program: Program, options: Options, cash: PlanCash, row: int) -> Decision:
    """Write the decision of one funded cluster, from its row in the plan's cash."""
    option, shares = cash.placed[row], cash.shares[row]
    cluster = program.clusters[int(options.cluster[option])]
    calendar, start = program.calendar, int(options.start[option])
    earned, operator = cash.earned, int(options.operator[option])
    recovered = int(earned.recovery_period[row])
    from_operation = program.settings.payback_from == "first operation"
    simple = (earned.payback_years[row], earned.payback_from_operation_years[row])
    discounted = (
        earned.discounted_payback_years[row],
        earned.discounted_payback_from_operation_years[row],
    )
    by_source = shares * options.npv_source_musd[option] + 0.0  # so that none reads -0
    return Decision(
        cluster=cluster.id,
        copy=cluster.copy,
        funded=True,
        operator=program.operators[operator].id if operator >= 0 else "",
        site=program.sites[int(options.site[option])].id,
        period=start,
        start=calendar.start_of(start),
        operation=calendar.start_of(int(earned.first_operation[row])),
        notice=_notice(program, options, option, shares),
        capex_musd=float(cash.schedule.capex[row].sum()),
        calls_musd=float(cash.schedule.calls[row].sum()),
        shares=tuple(shares.tolist()),
        source_calls_musd=tuple((shares * options.capital_musd[option]).tolist()),
        npv_musd=float(options.npv_musd[option]),
        npv_source_musd=tuple(by_source.tolist()),
        npv_host_musd=float(options.npv_musd[option] - by_source.sum()),
        irr=_known(earned.irr[row]),
        irr_note=earned.irr_note[row],
        payback_years=_known(simple[from_operation]),
        payback_from_operation_years=_known(simple[True]),
        discounted_payback_years=_known(discounted[from_operation]),
        discounted_payback_from_operation_years=_known(discounted[True]),
        recovery_years=_known(earned.recovery_years[row]),
        recovery_period=recovered if recovered >= 0 else None,
        recovery_date=calendar.end_of(recovered) if recovered >= 0 else None,
        source_recovery_years=tuple(
            _known(years) if part > PAYS else 0.0
            for years, part in zip(earned.source_recovery_years[row], shares, strict=True)
        ),
    )


def _known(figure: float) -> float | None:
    """Keep a finite figure; never (infinity) and undefined (NaN) become None."""
    return float(figure) if math.isfinite(figure) else None


def _notice(program: Program, options: Options, option: int, shares: FloatArray) -> date | None:
    """First day by which a source that pays must have notice; None where nothing is called."""
    days: list[date] = []
    for index in np.flatnonzero(shares > PAYS).tolist():
        called = np.flatnonzero(option_calls(program, options, option, index) > NO_CALL_MUSD)
        if len(called):
            money = program.calendar.start_of(int(called[0]))
            days.append(notice_date(money, program.sources[index].notice_business_days))
    return min(days, default=None)
