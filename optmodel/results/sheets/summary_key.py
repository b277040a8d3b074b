"""The key figures of the summary: money, numbers and dates of the plan as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from optmodel.plan.plan import Decision, Plan
from optmodel.plan.source_state import beyond_pledge_musd, source_states
from optmodel.results.layout import Block, Cell, Column, Kind, Report, Row, finite_or, total_of
from optmodel.results.names import pledge_of, source_title
from optmodel.results.sheets.funding import preparation_musd
from optmodel.results.words import failures, gap_musd, is_edited

IN_POOL = "in the pool"
"""Of clusters whose sources have their receipts from all that they pay for together."""
LABEL_WIDTH, FIGURE_WIDTH = 48.0, 14.0


def key_figures(report: Report) -> Block:
    """Describe the block of key figures."""
    plan = report.plan
    pledge = source_states(plan)[0]
    called, available = pledge.called_musd, pledge.available_musd
    chosen = [decision for decision in plan.decisions if decision.funded]
    deducted = ", prices of missed targets deducted" if plan.penalty_musd else ""
    gap = "Distance from the bound" if is_edited(plan) else "Proven gap"
    rows: list[tuple[str, Cell, str, Kind]] = [
        ("Value in the chosen perspective", plan.value_musd, f"USD m{deducted}", Kind.MONEY),
        (gap, finite_or(gap_musd(plan), "unknown"), "USD m", Kind.MONEY),
        ("Clusters funded", len(plan.funded), f"of {len(plan.decisions)}", Kind.WHOLE),
        ("Sites opened", len(plan.openings), f"of {len(plan.program.sites)}", Kind.WHOLE),
        ("Capex, gross", total_of([d.capex_musd for d in chosen]), "USD m", Kind.MONEY),
        ("Site preparation", total_of(preparation_musd(plan)), "USD m", Kind.MONEY),
        ("Pledge available", available, "USD m", Kind.MONEY),
        ("Pledge called", called, "USD m", Kind.MONEY),
        ("Pledge unspent (not a saving)", available - called, "USD m", Kind.MONEY),
        ("Share of the pledge called", called / available if available > 0 else "none",
         "% of available", Kind.SHARE),
        ("First start", first_day(d.start for d in chosen), "date", Kind.DATE),
        ("Last start", last_day(d.start for d in chosen), "date", Kind.DATE),
        ("First operation", first_day(d.operation for d in chosen), "date", Kind.DATE),
        ("Last call in the period to", _last_call(plan), "date", Kind.DATE),
        ("Pledge recovered by", _pledge_recovered(plan, chosen), "date", Kind.DATE),
        *_further_figures(plan),
        ("Checks that fail", failures(plan), f"of {len(plan.checks)}", Kind.WHOLE),
    ]  # fmt: skip
    columns = (
        Column("Key figure", width=LABEL_WIDTH),
        Column("Figure", Kind.BY_ROW, width=FIGURE_WIDTH),
        Column("Unit", width=FIGURE_WIDTH),
    )
    cells = tuple(Row((item, value, unit), kind) for item, value, unit, kind in rows)
    return Block("SummaryKey", "Key figures", columns, cells, filters=False)


def first_day(days: Iterable[date | None]) -> Cell:
    """Give the earliest of some days."""
    return min((day for day in days if day is not None), default="none")


def last_day(days: Iterable[date | None]) -> Cell:
    """Give the latest of some days."""
    return max((day for day in days if day is not None), default="none")


def _last_call(plan: Plan) -> Cell:
    calls = plan.calls_musd[pledge_of(plan).id]
    called = [period for period, amount in enumerate(calls) if amount > 0]
    return plan.program.calendar.end_of(called[-1]) if called else "none"


def recovered_by(plan: Plan, chosen: list[Decision]) -> Cell:
    """Give the day by which every funded cluster has repaid its calls, apart from pools."""
    if any(decision.recovery_years is None for decision in chosen):
        return "never"
    days = [it.recovery_date for it in chosen if it.recovery_date is not None]
    return max(days) if days else _no_day(plan, chosen)


def _no_day(plan: Plan, chosen: list[Decision]) -> str:
    """Say why nothing is owed by the clusters themselves."""
    pooled = [index for index, source in enumerate(plan.program.sources) if source.is_pooled]
    return IN_POOL if any(it.shares[index] > 0.0 for it in chosen for index in pooled) else "none"


def _pledge_recovered(plan: Plan, chosen: list[Decision]) -> Cell:
    """Give the day from which on nothing is owed to the pledge."""
    if len(plan.program.sources) == 1 and not pledge_of(plan).is_pooled:
        return recovered_by(plan, chosen)
    pledge = source_states(plan)[0]
    if pledge.recovery_years is None:
        return "never"
    return pledge.recovery_date or "none"


def _further_figures(plan: Plan) -> Iterator[tuple[str, Cell, str, Kind]]:
    """Give what is called beyond the pledge, and prices and synergies, where there are any."""
    others = source_states(plan)[1:]
    for state in others:
        title = source_title(plan, state.source)
        yield f"Called from {title}", state.called_musd, "USD m", Kind.MONEY
    if others:
        beyond = beyond_pledge_musd(plan)
        yield "Called beyond the pledge", beyond, "USD m", Kind.MONEY
    if plan.program.synergies:
        yield "Synergies, in the program's value", plan.synergy_musd, "USD m", Kind.MONEY
    if plan.targets:
        missed = sum(state.penalty_musd > 0.0 for state in plan.targets)
        yield "Targets missed at a price", missed, f"of {len(plan.targets)}", Kind.WHOLE
        yield "Prices of missed targets", plan.penalty_musd, "USD m", Kind.MONEY
