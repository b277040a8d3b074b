"""A start as every source would have it that paid for all of it: what shares are taken of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.audit.cash import Cash, cash_of
from optmodel.audit.claim import Start
from optmodel.audit.facts import Facts, Steps
from optmodel.audit.returns import payback_years, present_value
from optmodel.audit.waterfall import Waterfall, waterfall_of


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """One source's account of a start that it pays for alone. Money in USD m.

    Everything in it is proportional to the share but the recovery, which does not depend on it:
    a source that pays 30 % is called for 0.3 x ``waterfall.calls``, receives 0.3 x
    ``waterfall.receipts`` and has 0.3 x ``npv_musd``.
    """

    waterfall: Waterfall
    npv_musd: float
    """Receipts less calls; to a pooled source its calls alone (0 or less)."""
    is_pooled: bool

    @property
    def calls(self) -> Steps:
        """(H,) capital calls by the source's own draw."""
        return self.waterfall.calls

    @property
    def receipts(self) -> Steps:
        """(H,) receipts from the cluster; 0 to a pooled source."""
        return self.waterfall.receipts

    @property
    def recovery_years(self) -> float | None:
        """From its first call; None = never within the horizon, 0 to a pooled source."""
        return self.waterfall.recovery_years


@dataclass(frozen=True, slots=True)
class Unit:
    """What a start is, whoever pays for it. Money in USD m."""

    cash: Cash
    accounts: Mapping[str, SourceAccount]
    """Source id to its account, in the order of Funding."""
    npv_musd: float
    capex_musd: float
    payback_years: float | None


def unit_of(facts: Facts, start: Start) -> Unit:
    """Work one start out, from its rows to what it would be worth to every source."""
    cash = cash_of(facts, start.cluster, start.site, start.period, start.operator)
    return Unit(
        cash=cash,
        accounts=_accounts(facts, cash, start.period),
        npv_musd=present_value(facts, cash.free_cash),
        capex_musd=sum(cash.capex),
        payback_years=payback_years(
            facts, cash.free_cash, cash.capital, start.period, cash.operation
        ),
    )


def unit_accounts(facts: Facts, start: Start) -> dict[str, SourceAccount]:
    """Source id to its account of a start as if it paid for all of it, for whoever picks shares.

    The cash that a pool counts in is ``unit_of(facts, start).cash.operating_cash``, times the
    share.
    """
    return dict(unit_of(facts, start).accounts)


def _accounts(facts: Facts, cash: Cash, period: int) -> dict[str, SourceAccount]:
    accounts = {}
    for name, source in facts.sources.items():
        waterfall = waterfall_of(facts, cash, period, source)
        worth = present_value(facts, waterfall.source)
        accounts[name] = SourceAccount(waterfall, worth, source.is_pooled)
    return accounts
