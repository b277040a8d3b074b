"""How cash is shared until the source has its money back, and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from optmodel.audit.cash import Cash
from optmodel.audit.facts import Facts, Steps
from optmodel.audit.source import Source, Terms
from optmodel.audit.tolerance import ZERO_MUSD


class Split(NamedTuple):
    """What happens in one period."""

    interest: float
    receipts_before: float
    receipts_after: float
    balance: float
    """At the end of the period."""


@dataclass(frozen=True, slots=True)
class Balance:
    """A deemed balance and what repays it, nominal USD m by period, each (H,)."""

    carried_loss: Steps
    distributable: Steps
    balance_open: Steps
    interest: Steps
    receipts: Steps
    receipts_before: Steps
    receipts_after: Steps
    balance_close: Steps


@dataclass(frozen=True, slots=True)
class Waterfall:
    """What one source has of one start if it pays for all of it; nominal USD m, each (H,)."""

    calls: Steps
    pooled_calls: Steps
    """The calls where the source is pooled: the pool repays them, not the cluster."""
    carried_loss: Steps
    distributable: Steps
    balance_open: Steps
    interest: Steps
    receipts: Steps
    receipts_before: Steps
    receipts_after: Steps
    balance_close: Steps
    source: Steps
    host: Steps
    recovery_years: float | None
    """From the first call to the period in which the balance is paid off for good; 0 where
    nothing was called or where a pool repays; None = never within the horizon."""


def calls_of(source: Source, cash: Cash, start: int) -> Steps:
    """Capital calls: as spent, or all of it in the period of the start."""
    if not source.draws_at_start:
        return cash.capital
    whole = sum(cash.capital)
    return tuple(whole if h == start else 0.0 for h in range(len(cash.capital)))


def distribute(operating_cash: Steps) -> tuple[Steps, Steps]:
    """Losses carried and cash that can be distributed: losses are made good first."""
    carried = 0.0
    losses, paid = [], []
    for cash in operating_cash:
        available = cash - carried
        carried = max(0.0, -available)
        losses.append(carried)
        paid.append(max(0.0, available))
    return tuple(losses), tuple(paid)


def split(terms: Terms, balance: float, interest: float, call: float, cash: float) -> Split:
    """Share the cash of one period.

    The source has its first share until the balance with interest and the period's call is
    repaid; of the cash beyond what that takes it has its second share.
    """
    need = balance + interest + call
    if need <= ZERO_MUSD:
        return Split(interest, 0.0, terms.share_after * cash, 0.0)
    if terms.share_before * cash >= need - ZERO_MUSD:
        rest = max(0.0, cash - need / terms.share_before)
        return Split(interest, need, terms.share_after * rest, 0.0)
    repaid = terms.share_before * cash
    return Split(interest, repaid, 0.0, need - repaid)


def balance_of(terms: Terms, calls: Steps, operating_cash: Steps, operation: int) -> Balance:
    """Run the balance through all periods: opening + interest + calls - repaid = closing.

    ``operation`` is the first period in which deemed interest accrues from operation.
    """
    losses, paid = distribute(operating_cash)
    balance = 0.0
    opening: list[float] = []
    splits: list[Split] = []
    for h, call in enumerate(calls):
        accrues = h >= operation or not terms.from_operation
        opening.append(balance)
        interest = terms.period_rate * balance if accrues else 0.0
        splits.append(split(terms, balance, interest, call, paid[h]))
        balance = splits[-1].balance
    return Balance(
        carried_loss=losses,
        distributable=paid,
        balance_open=tuple(opening),
        interest=tuple(one.interest for one in splits),
        receipts=tuple(one.receipts_before + one.receipts_after for one in splits),
        receipts_before=tuple(one.receipts_before for one in splits),
        receipts_after=tuple(one.receipts_after for one in splits),
        balance_close=tuple(one.balance for one in splits),
    )


def waterfall_of(facts: Facts, cash: Cash, start: int, source: Source | None = None) -> Waterfall:
    """Share the cash of one cluster with a source that pays for all of it.

    Without a ``source`` it is the first of Funding, the pledge. A pooled source is called and
    has nothing here: its receipts are the pool's.
    """
    payer = source or next(iter(facts.sources.values()))
    calls = calls_of(payer, cash, start)
    nothing = (0.0,) * len(calls)
    called = nothing if payer.is_pooled else calls
    shared = balance_of(payer.terms, called, cash.operating_cash, cash.operation)
    receipts = nothing if payer.is_pooled else shared.receipts
    flow = tuple(receipts[h] - calls[h] for h in range(len(calls)))
    return Waterfall(
        calls=calls,
        pooled_calls=calls if payer.is_pooled else nothing,
        carried_loss=shared.carried_loss,
        distributable=shared.distributable,
        balance_open=shared.balance_open,
        interest=shared.interest,
        receipts=receipts,
        receipts_before=nothing if payer.is_pooled else shared.receipts_before,
        receipts_after=nothing if payer.is_pooled else shared.receipts_after,
        balance_close=shared.balance_close,
        source=flow,
        host=tuple(cash.free_cash[h] - flow[h] for h in range(len(calls))),
        recovery_years=recovery_years(called, shared.balance_close, facts.calendar.years),
    )


def recovery_years(calls: Steps, balances: Sequence[float], years: float) -> float | None:
    """From the first call to the first period from which nothing is owed any more.

    Nothing may be owed at the end of that period and of any later one; a call that is repaid
    in its own period does not count as owed. None = something is owed at the horizon.
    """
    called = [h for h, call in enumerate(calls) if call > ZERO_MUSD]
    if not called:
        return 0.0
    owed = [h for h, balance in enumerate(balances) if balance > ZERO_MUSD]
    if owed and owed[-1] == len(balances) - 1:
        return None
    return (owed[-1] + 1 - called[0]) * years if owed else 0.0
