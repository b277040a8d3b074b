"""Where each source stands in a plan: money called and left, receipts, recovery, value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from optmodel.economics.factors import discount_factors
from optmodel.economics.recovery import recovery
from optmodel.economics.types import Account
from optmodel.plan.plan import Plan
from optmodel.program.program import Source


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source in a plan. Money in USD m, nominal unless it says value."""

    source: Source
    account: Account
    available_musd: float
    """Commitment less what was committed already."""
    called_musd: float
    preparation_musd: float
    """The part called for site preparation."""
    left_musd: float
    """Unspent, which is never a saving."""
    receipts_musd: float
    balance_musd: float
    """Deemed balance at the end of the horizon."""
    recovery_period: int | None
    """Period from which on nothing is owed; None = never within the horizon, or nothing called."""
    recovery_date: date | None
    """Its last day."""
    recovery_years: float | None
    """From the first call that is owed to it; None = never within the horizon."""
    value_musd: float
    """Present value of receipts less calls."""
    value_pool_musd: float
    """Present value of the receipts of its pool; 0 where each cluster is its own vehicle."""


def source_states(plan: Plan) -> tuple[SourceState, ...]:
    """Where every source stands, in the order of Funding."""
    pairs = zip(plan.program.sources, plan.accounts, strict=True)
    return tuple(_state(plan, source, account) for source, account in pairs)


def beyond_pledge_musd(plan: Plan) -> float:
    """What all sources but the pledge are called for, USD m."""
    return sum((sum(plan.calls_musd[source.id]) for source in plan.program.sources[1:]), 0.0)


def _state(plan: Plan, source: Source, account: Account) -> SourceState:
    """Sum up one account."""
    calendar, settings = plan.program.calendar, plan.program.settings
    factors = discount_factors(settings.discount_rate, settings.discount_timing, calendar)
    called = float(np.sum(plan.calls_musd[source.id]))
    available = source.commitment_musd - source.already_committed_musd
    owed = account.balance_calls[None]
    periods, years = recovery(owed, account.balance_close[None], calendar)
    recovered = int(periods[0]) if periods[0] >= 0 else None
    return SourceState(
        source=source,
        account=account,
        available_musd=available,
        called_musd=called,
        preparation_musd=float(account.preparation_calls.sum()),
        left_musd=available - called,
        receipts_musd=float(account.receipts.sum()),
        balance_musd=float(account.balance_close[-1]),
        recovery_period=recovered,
        recovery_date=None if recovered is None else calendar.end_of(recovered),
        recovery_years=float(years[0]) if np.isfinite(years[0]) else None,
        value_musd=float(account.flow @ factors),
        value_pool_musd=0.0 if account.pool is None else float(account.pool.receipts @ factors),
    )
