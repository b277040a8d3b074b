"""A plan in the words of the audit: ids and figures, nothing of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from optmodel.audit.claim import Claim, Figures, Opening, Start
from optmodel.audit.pool import POOL_LINES
from optmodel.economics.types import Pool, Schedule
from optmodel.plan.plan import Decision, Plan


def claim_of(plan: Plan) -> Claim:
    """Say what a plan claims, so that the audit can check it from the input alone."""
    funded = [plan.decisions[index] for index in plan.funded]
    return Claim(
        starts=tuple(Start(d.cluster, d.copy, d.site, d.period, d.operator) for d in funded),
        openings=tuple(Opening(opening.site, opening.period) for opening in plan.openings),
        value=plan.value_musd,
        solver_value=plan.search.value,
        bound=plan.search.bound,
        values=plan.values_musd,
        calls=plan.calls_musd,
        figures=tuple(_figures(plan, row, decision) for row, decision in enumerate(funded)),
        shares=_shares(plan, funded),
        preparation_shares=_preparation_shares(plan),
        pools={
            source.id: _pool_lines(account.pool)
            for source, account in zip(plan.program.sources, plan.accounts, strict=True)
            if account.pool is not None
        },
        penalty_musd=plan.penalty_musd,
        synergy_musd=plan.synergy_musd,
    )


def _shares(plan: Plan, funded: list[Decision]) -> tuple[Mapping[str, float], ...]:
    """Who pays which part of each start; nothing to say where there is one source."""
    sources = plan.program.sources
    if len(sources) == 1:
        return ()
    return tuple(_by_source(plan, decision.shares) for decision in funded)


def _preparation_shares(plan: Plan) -> tuple[Mapping[str, float], ...]:
    """Who pays which part of each opening; nothing to say where at most one source pays."""
    if sum(source.pays_preparation for source in plan.program.sources) <= 1:
        return ()
    return tuple(_by_source(plan, opening.shares) for opening in plan.openings)


def _by_source(plan: Plan, shares: tuple[float, ...]) -> Mapping[str, float]:
    """Source id to the part that it pays, of those that pay one."""
    return {
        source.id: share
        for source, share in zip(plan.program.sources, shares, strict=True)
        if share != 0.0
    }


def _pool_lines(pool: Pool) -> Mapping[str, tuple[float, ...]]:
    """Lines of a pool by their names in the audit."""
    return {name: tuple(getattr(pool, name).tolist()) for name in POOL_LINES}


def _figures(plan: Plan, row: int, decision: Decision) -> Figures:
    """Take the figures of one funded cluster, its cash lines among them."""
    lines = (
        {
            line.name: tuple(getattr(plan.schedule, line.name)[row].tolist())
            for line in fields(Schedule)
        }
        if plan.schedule is not None
        else {}
    )
    return Figures(
        npv_musd=decision.npv_musd,
        npv_source_musd={
            source.id: worth
            for source, worth in zip(plan.program.sources, decision.npv_source_musd, strict=True)
        },
        npv_host_musd=decision.npv_host_musd,
        capex_musd=decision.capex_musd,
        payback_years=decision.payback_years,
        recovery_years=decision.recovery_years,
        irr=decision.irr,
        lines=lines,
    )
