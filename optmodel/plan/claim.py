"""A plan in the words of the audit: ids and figures, nothing of the model."""

from __future__ import annotations

from dataclasses import fields

from optmodel.audit.claim import Claim, Figures, Opening, Start
from optmodel.economics.types import Schedule
from optmodel.plan.plan import Decision, Plan


def claim_of(plan: Plan) -> Claim:
    """Say what a plan claims, so that the audit can check it from the input alone."""
    funded = [plan.decisions[index] for index in plan.funded]
    return Claim(
        starts=tuple(Start(d.cluster, d.copy, d.site, d.period) for d in funded),
        openings=tuple(Opening(opening.site, opening.period) for opening in plan.openings),
        value=plan.value_musd,
        solver_value=_solver_value(plan),
        bound=plan.search.bound,
        values=plan.values_musd,
        calls=plan.calls_musd,
        figures=tuple(_figures(plan, row, decision) for row, decision in enumerate(funded)),
    )


def _solver_value(plan: Plan) -> float | None:
    """The solver's objective, with what was left out of its solution."""
    found = plan.search.value
    return None if found is None else found + plan.spared_musd


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
