"""How the cash of every vehicle is shared, one function per line: opening to closing balance."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.cash import CashBlocks
from optmodel.financials.decisions import Decisions
from optmodel.financials.ground import Ground
from optmodel.financials.settings import Settings
from optmodel.financials.sources import SourceTerms
from optmodel.financials.time import Time
from optmodel.live.functions import item_or, least, most
from optmodel.live.line import Line, Look
from optmodel.live.records import Records
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Kind, Tone
from optmodel.results.names import HOST

SHEET = "Waterfall"


@dataclass(frozen=True, slots=True)
class Claims:
    """What one source has of every vehicle."""

    terms: SourceTerms
    calls: Line
    cash: Line | None
    """Of a pooled source: the operating cash that its pool counts; None of another."""
    balance: Balance | None
    """Of a source whose vehicles are the clusters; None of a pooled one."""


@dataclass(frozen=True, slots=True)
class Balance:
    """A deemed balance and what repays it."""

    opening: Line
    interest: Line
    before: Line
    """Receipts that repay the balance."""
    closing: Line
    cash_after: Line
    """Cash that is shared by the terms after recovery."""
    after: Line
    receipts: Line
    host: Line
    """The host's share of the same cash."""


@dataclass(frozen=True, slots=True)
class WaterfallBlocks:
    """The waterfall of every vehicle."""

    stack: Stack
    carried: Line
    distributable: Line
    claims: tuple[Claims, ...]
    """By source, in the order of Funding."""


def waterfall_of(
    ground: Ground, decisions: Decisions, vehicles: Records, cash: CashBlocks
) -> WaterfallBlocks:
    """Describe the waterfall of every vehicle."""
    settings, time = ground.settings, ground.time
    stack = Stack(
        ground.base.names,
        SHEET,
        "wf",
        ground.base.horizon,
        blocks=vehicles.count,
        subject=vehicles.field("label").here,
    )
    carried, distributable = distribute(stack, cash.operating.now)
    row = vehicles.field("row").here
    claims = []
    for terms, share in zip(ground.sources.terms, decisions.shares, strict=True):
        calls = _calls(stack, terms, cash, item_or(share.range, row))
        if terms.source.is_pooled:
            counted = _counted(stack, terms, cash, calls)
            claims.append(Claims(terms, calls, counted, None))
        else:
            entitled = calls.constant * distributable.now
            accrues = _accrues(terms, time, cash)
            balance = balance_of(
                stack, settings, terms, calls.now, entitled=entitled, accrues=accrues
            )
            claims.append(Claims(terms, calls, None, balance))
    return WaterfallBlocks(stack, carried, distributable, tuple(claims))


def distribute(stack: Stack, operating: Term) -> tuple[Line, Line]:
    """Losses are carried and made good first; what is left can be distributed."""
    carried = stack.add("carried", Look("Operating losses carried"))
    available = operating - carried.before
    carried.content = most(0, -available)
    distributable = stack.add(
        "distributable", Look("Distributable cash", tone=Tone.TOTAL), total=True
    )
    distributable.content = most(0, available)
    return carried, distributable


def _calls(stack: Stack, terms: SourceTerms, cash: CashBlocks, share: Term) -> Line:
    """Capital calls: as spent, or all of it in the period of the start."""
    line = stack.add(
        f"calls{terms.number}",
        Look(f"Calls on {terms.title}", constant_kind=Kind.SHARE),
        constant=share,
        total=True,
    )
    if terms.draws_at_start:
        line.content = cash.since.now.equals(1) * line.constant * cash.capital.total
    else:
        line.content = line.constant * cash.capital.now
    return line


def _counted(stack: Stack, terms: SourceTerms, cash: CashBlocks, calls: Line) -> Line:
    """Operating cash that the pool of a source counts: at the part that the source pays."""
    line = stack.add(
        f"cash{terms.number}", Look(f"Operating cash in the pool of {terms.title}"), total=True
    )
    line.content = calls.constant * cash.operating.now
    return line


def _accrues(terms: SourceTerms, time: Time, cash: CashBlocks) -> Term | None:
    """1 where deemed interest accrues; None where it always does."""
    return time.number.now >= cash.running.constant if terms.from_operation else None


def balance_of(
    stack: Stack,
    settings: Settings,
    terms: SourceTerms,
    calls: Term,
    *,
    entitled: Term,
    accrues: Term | None,
) -> Balance:
    """Run a deemed balance: opening + interest + calls - receipts before recovery = closing.

    Until the balance is repaid the source has its first share of the cash that it is entitled to
    share in; of the cash beyond what that takes, its second.

    Parameters
    ----------
    calls
        Capital calls, USD m by period.
    entitled
        Distributable cash that is shared with this source, likewise.
    accrues
        1 in the periods in which deemed interest accrues; None where it always does.
    """
    key, title = terms.number, terms.title

    def add(name: str, label: str, *, total: bool) -> Line:
        return stack.add(f"{name}{key}", Look(f"{label}, {title}"), total=total)

    opening = add("opening", "Deemed balance, opening", total=False)
    interest = add("interest", "plus deemed interest", total=True)
    before = add("before", "less receipts before recovery", total=True)
    closing = add("closing", "Deemed balance, closing", total=False)
    cash_after = add("cash_after", "Cash shared after recovery", total=True)
    after = add("after", "Receipts after recovery", total=True)
    receipts = add("receipts", "Receipts in all", total=True)
    host = add("host", f"{HOST}'s share of cash", total=True)
    opening.content = closing.before
    grown = terms.rate * opening.now
    interest.content = grown if accrues is None else grown * accrues
    need = opening.now + interest.now + calls
    before.content = least(terms.share_before * entitled, need)
    closing.content = need - before.now
    rest = most(0, entitled - before.now * terms.per_share)
    cash_after.content = (closing.now <= settings.zero) * rest
    after.content = terms.share_after * cash_after.now
    receipts.content = before.now + after.now
    host.content = (1 - terms.share_before) * (entitled - cash_after.now) + (
        1 - terms.share_after
    ) * cash_after.now
    return Balance(opening, interest, before, closing, cash_after, after, receipts, host)
