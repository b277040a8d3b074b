"""Lists of a plan about sources, pools, targets, synergies and operators, as plain rows."""

from __future__ import annotations

from optmodel.audit.pool import POOL_LINES
from optmodel.plan.as_typed import typed_synergies, typed_targets
from optmodel.plan.plan import Plan
from optmodel.plan.records import Row
from optmodel.plan.recovery_targets import recovery_states
from optmodel.plan.source_state import source_states


def sources(plan: Plan) -> list[Row]:
    """One row per source, in the order of Funding; the first is the pledge."""
    met = {state.source.id: state.is_met for state in recovery_states(plan)}
    return [
        {
            "source": state.source.id,
            "name": state.source.name,
            "vehicle": state.source.vehicle,
            "commitment": state.source.commitment_musd,
            "committed": state.source.already_committed_musd,
            "called": state.called_musd,
            "called_preparation": state.preparation_musd,
            "left": state.left_musd,
            "receipts": state.receipts_musd,
            "balance": state.balance_musd,
            "recovery_years": state.recovery_years,
            "recovery_period": state.recovery_period,
            "recovery_date": state.recovery_date,
            "recovery_target_years": state.source.recovery_target_years,
            "recovery_met": met.get(state.source.id),
            "value": state.value_musd,
            "value_pool": state.value_pool_musd,
        }
        for state in source_states(plan)
    ]


def pools(plan: Plan) -> list[Row]:
    """One row per pooled source, with its lines by period."""
    return [
        {
            "source": state.source.id,
            "recovery_years": state.recovery_years,
            "recovery_period": state.recovery_period,
            "recovery_date": state.recovery_date,
            "lines": {name: getattr(state.account.pool, name) for name in POOL_LINES},
        }
        for state in source_states(plan)
        if state.account.pool is not None
    ]


def targets(plan: Plan) -> list[Row]:
    """One row per target, in the order of the sheet."""
    return [
        {
            "target": state.subject,
            "metric": state.target.metric,
            "filter_by": state.target.filter_by,
            "filter": state.target.filter,
            "sense": state.target.sense,
            "amount": state.target.amount,
            "is_share": state.target.is_share,
            "by": plan.program.calendar.end_of(state.target.by_period),
            "unit": state.unit,
            "actual": state.actual,
            "whole": state.whole,
            "required": state.required,
            "missed": state.missed,
            "price": state.target.price_musd,
            "penalty": state.penalty_musd,
            "cell": state.target.cell,
        }
        for state in typed_targets(plan)
    ]


def synergies(plan: Plan) -> list[Row]:
    """One row per pair and site where both stand, in the order of the sheet."""
    return [
        {
            "cluster_a": first,
            "cluster_b": second,
            "site": made.site,
            "benefit": made.benefit_musd,
            "saving": made.saving_musd,
            "value": made.value_musd,
        }
        for first, second, made in typed_synergies(plan)
    ]


def operators(plan: Plan) -> list[Row]:
    """One row per operator, with what it runs."""
    return [
        {
            "operator": load.operator.id,
            "status": load.operator.status,
            "clusters": load.clusters,
            "maximum_clusters": load.operator.maximum_clusters,
            "capital": load.capital_musd,
            "maximum_capital": load.operator.maximum_capital_musd,
        }
        for load in plan.operators
    ]
