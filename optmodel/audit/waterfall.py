"""How the cash of one cluster is shared until the source has its money back, and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from optmodel.audit.cash import Cash
from optmodel.audit.facts import Facts, Steps, word
from optmodel.audit.tolerance import ZERO_MUSD


class Terms(NamedTuple):
    """What the source and the host have agreed on."""

    share_before: float
    share_after: float
    period_rate: float
    from_operation: bool
    """Whether deemed interest accrues from operation only, not from the call."""


class Split(NamedTuple):
    """What happens in one period."""

    interest: float
    receipts_before: float
    receipts_after: float
    balance: float
    """At the end of the period."""
    paid_off: bool
    """Whether the balance went to zero in this period."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Nominal USD m by period, each (H,)."""

    calls: Steps
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
    nothing was called; None = never within the horizon."""


def terms_of(facts: Facts) -> Terms:
    """Shares and deemed rate of the source; a blank second share means no change."""
    source = facts.source
    before = source.number("Share before recovery")
    after = source.optional_number("Share after recovery")
    rate = (1.0 + source.number("Deemed rate")) ** facts.calendar.years - 1.0
    return Terms(
        share_before=before,
        share_after=before if after is None else after,
        period_rate=rate,
        from_operation=word(source, "Interest from") == "operation",
    )


def calls_of(facts: Facts, cash: Cash, start: int) -> Steps:
    """Capital calls: as spent, or all of it in the period of the start."""
    if word(facts.source, "Draw") != "at start":
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
        return Split(interest, 0.0, terms.share_after * cash, 0.0, paid_off=False)
    if terms.share_before * cash >= need - ZERO_MUSD:
        rest = max(0.0, cash - need / terms.share_before)
        return Split(interest, need, terms.share_after * rest, 0.0, paid_off=True)
    repaid = terms.share_before * cash
    return Split(interest, repaid, 0.0, need - repaid, paid_off=False)


def waterfall_of(facts: Facts, cash: Cash, start: int) -> Waterfall:
    """Run the balance through all periods: opening + interest + calls - repaid = closing."""
    terms = terms_of(facts)
    calls = calls_of(facts, cash, start)
    losses, paid = distribute(cash.operating_cash)
    balance = 0.0
    opening: list[float] = []
    splits: list[Split] = []
    for h, call in enumerate(calls):
        accrues = h >= cash.operation or not terms.from_operation
        opening.append(balance)
        interest = terms.period_rate * balance if accrues else 0.0
        splits.append(split(terms, balance, interest, call, paid[h]))
        balance = splits[-1].balance
    receipts = tuple(one.receipts_before + one.receipts_after for one in splits)
    source = tuple(receipts[h] - calls[h] for h in range(len(calls)))
    return Waterfall(
        calls=calls,
        carried_loss=losses,
        distributable=paid,
        balance_open=tuple(opening),
        interest=tuple(one.interest for one in splits),
        receipts=receipts,
        receipts_before=tuple(one.receipts_before for one in splits),
        receipts_after=tuple(one.receipts_after for one in splits),
        balance_close=tuple(one.balance for one in splits),
        source=source,
        host=tuple(cash.free_cash[h] - source[h] for h in range(len(calls))),
        recovery_years=_recovery(calls, splits, facts.calendar.years),
    )


def _recovery(calls: Steps, splits: list[Split], years: float) -> float | None:
    called = [h for h, call in enumerate(calls) if call > ZERO_MUSD]
    if not called:
        return 0.0
    paid_off = [h for h, one in enumerate(splits) if one.paid_off]
    if not paid_off or splits[-1].balance > ZERO_MUSD:
        return None
    return (paid_off[-1] - called[0]) * years
