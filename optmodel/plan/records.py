"""The lists of a plan as plain rows: what ``run.json`` and the tables of a plan hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict

from optmodel.plan.plan import Decision, Plan
from optmodel.plan.site_use import site_use
from optmodel.program.resources import UNITS

Row = Mapping[str, object]

SHARE_DECIMALS, SHARE_ERROR = 6, 1e-9
"""A share this close to one with so many decimals is shown as that one."""


def clusters(plan: Plan) -> list[Row]:
    """Give one row per cluster and copy, in the order of the sheet."""
    return [_cluster(plan, decision) for decision in plan.decisions]


def limits(plan: Plan) -> list[Row]:
    """Give one row per limit: used, limit, slack, and the cell that sets it."""
    return [
        asdict(limit) | {"slack": limit.slack, "binding": limit.binding} for limit in plan.limits
    ]


def checks(plan: Plan) -> list[Row]:
    """Give one row per line of the independent check."""
    return [asdict(check) | {"difference": check.difference} for check in plan.checks]


def _cluster(plan: Plan, decision: Decision) -> Row:
    """One cluster, or one copy of it."""
    funded = decision.funded
    sources = plan.program.sources
    payers = [index for index, part in enumerate(decision.shares) if part > 0.0]
    return {
        "cluster": decision.cluster,
        "copy": decision.copy,
        "funded": funded,
        "site": decision.site if funded else None,
        "start": decision.start,
        "period": decision.period if funded else None,
        "operation": decision.operation,
        "notice": decision.notice,
        "operator": decision.operator or None,
        "shares": {sources[index].id: clean_share(decision.shares[index]) for index in payers},
        "capex": decision.capex_musd,
        "calls": decision.calls_musd,
        "calls_sources": decision.source_calls_musd,
        "npv": decision.npv_musd,
        "npv_host": decision.npv_host_musd,
        "npv_sources": decision.npv_source_musd,
        "irr": decision.irr,
        "irr_note": decision.irr_note,
        "payback_years": decision.payback_years,
        "payback_from_operation_years": decision.payback_from_operation_years,
        "discounted_payback_years": decision.discounted_payback_years,
        "discounted_payback_from_operation_years": (
            decision.discounted_payback_from_operation_years
        ),
        "recovery_years": decision.recovery_years,
        "recovery_sources": {
            sources[index].id: decision.source_recovery_years[index]
            for index in payers
            if not sources[index].is_pooled
        },
        "recovery_period": decision.recovery_period,
        "recovery_date": decision.recovery_date,
        "reason": None if funded else decision.reason,
        "rule": None if funded else decision.rule,
        "cell": None if funded else decision.cell,
    }


def sites(plan: Plan) -> list[Row]:
    """Every site in the order of the sheet: opened when, use and supply by period."""
    program, used = plan.program, site_use(plan)
    opening_of = {opening.site: opening for opening in plan.openings}
    index_of = {site.id: index for index, site in enumerate(program.sites)}
    listed: list[Row] = []
    for site_id in program.site_order:
        index = index_of[site_id]
        site, opening = program.sites[index], opening_of.get(site_id)
        horizon = program.calendar.horizon_periods
        resources = {
            resource: {
                "unit": UNITS.get(resource, ""),
                "use": used[row, index],
                "supply": _supply(program.supply(site, resource)),
            }
            for row, resource in enumerate(program.resources)
        }
        listed.append(
            {
                "site": site_id,
                "opened": opening.start if opening else None,
                "period": opening.period if opening else None,
                "preparation": opening.preparation_musd if opening else [0.0] * horizon,
                "preparation_shares": {
                    source.id: clean_share(part)
                    for source, part in zip(
                        program.sources, opening.shares if opening else (), strict=False
                    )
                    if part > 0.0
                },
                "clusters": [
                    {"cluster": plan.decisions[d].cluster, "copy": plan.decisions[d].copy}
                    for d in (opening.clusters if opening else ())
                ],
                "resources": resources,
            }
        )
    return listed


def calls(plan: Plan) -> list[Row]:
    """One row per source and period."""
    calendar = plan.program.calendar
    return [
        {"source": source, "period": h, "start": calendar.start_of(h), "call": call}
        for source, called in plan.calls_musd.items()
        for h, call in enumerate(called)
    ]


def clean_share(part: float) -> float:
    """Give a share without the rounding errors of the search: 0.3 for 0.29999999999960003."""
    plain = round(part, SHARE_DECIMALS)
    return plain if abs(part - plain) <= SHARE_ERROR else part


def _supply(amounts: tuple[float, ...]) -> list[float | None] | None:
    """Supply by period, null in a period without a limit; null where there is never one."""
    if all(math.isinf(amount) for amount in amounts):
        return None
    return [None if math.isinf(amount) else amount for amount in amounts]
