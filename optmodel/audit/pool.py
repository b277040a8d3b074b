"""The pool of a source: one balance for everything that it pays for, step by step.

Cash is the sum over the clusters, each at the source's share, so that one's loss is made good by
another's gain; calls are those for clusters and for site preparation. What is distributed, repaid
and shared follows from these as in a single cluster's waterfall.
"""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.audit.case import Case
from optmodel.audit.facts import Steps
from optmodel.audit.returns import present_value
from optmodel.audit.shares import scaled, total
from optmodel.audit.source import Source
from optmodel.audit.waterfall import Balance, balance_of, recovery_years

BALANCE_LINES = (
    "carried_loss",
    "distributable",
    "balance_open",
    "interest",
    "receipts",
    "receipts_before",
    "receipts_after",
    "balance_close",
)
"""Names of the lines that follow from cash and calls, the attributes of ``Balance``."""

POOL_LINES = ("cash", "calls", *BALANCE_LINES)
"""Names under which a claim gives the lines of a pool by period."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The account of a pooled source. Nominal USD m by period, each (H,)."""

    cash: Steps
    """Operating cash of all clusters, each at the source's share; may be negative."""
    calls: Steps
    """With the site preparation that the source pays."""
    balance: Balance
    recovery_years: float | None
    """From the first call to the period from which nothing is owed any more; 0 where nothing
    was called, None = never within the horizon."""
    receipts_musd: float
    """Present value of the receipts."""

    def line(self, name: str) -> Steps:
        """One of ``POOL_LINES``, by period."""
        steps: Steps = getattr(self.balance if name in BALANCE_LINES else self, name)
        return steps


def pool_of(case: Case, source: Source) -> Pool:
    """Simulate the pool of one source."""
    facts = case.facts
    paid = list(case.paid_starts(source.id))
    horizon = facts.calendar.horizon
    cash = total([scaled(book.cash.operating_cash, part) for _, book, part in paid], horizon)
    calls = case.calls(source.id)
    # Interest from operation begins with the first of all clusters that the pool pays for.
    operation = min((book.cash.operation for _, book, _ in paid), default=horizon)
    balance = balance_of(source.terms, calls, cash, operation)
    return Pool(
        cash=cash,
        calls=calls,
        balance=balance,
        recovery_years=recovery_years(calls, balance.balance_close, facts.calendar.years),
        receipts_musd=present_value(facts, balance.receipts),
    )


def pools_of(case: Case) -> dict[str, Pool]:
    """Every pooled source with its pool."""
    return {
        name: pool_of(case, source)
        for name, source in case.facts.sources.items()
        if source.is_pooled
    }
