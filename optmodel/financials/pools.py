"""The pool of a source: one balance for everything that it pays for, on the sheet Waterfall."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.rules import Identity
from optmodel.financials.waterfall import SHEET, Balance, Claims, balance_of, distribute
from optmodel.live.functions import largest_of, magnitude
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import Term, term
from optmodel.results.layout import Kind


@dataclass(frozen=True, slots=True)
class PoolRows:
    """The rows of a pool by period."""

    stack: Stack
    cash: Line
    """Operating cash of all clusters, each at the part that the source pays."""
    carried: Line
    distributable: Line
    calls: Line
    """With the site preparation that the source pays."""
    balance: Balance


def pool_rows_of(core: Core, claims: Claims, calls: Line) -> PoolRows:
    """Describe the pool of a source from its calls on the sheet Funding."""
    terms, cash = claims.terms, claims.cash
    if cash is None:
        raise ValueError(f"{terms.title} has no pool.")
    key = f"pool{terms.number}"
    stack = Stack(core.base.names, SHEET, key, core.base.horizon, subject=f"Pool of {terms.title}")
    counted = stack.add("cash", Look("Operating cash in the pool"), cash.summed, total=True)
    carried, distributable = distribute(stack, counted.now)
    accrues = _accrues(core, stack, claims) if terms.from_operation else None
    called = stack.add(
        "calls", Look("Calls, with site preparation that it pays"), calls.now, total=True
    )
    balance = balance_of(
        stack, core.settings, terms, called.now, entitled=distributable.now, accrues=accrues
    )
    return PoolRows(stack, counted, carried, distributable, called, balance)


def _accrues(core: Core, stack: Stack, claims: Claims) -> Term:
    """1 from the first operation of all that the pool pays for; the horizon where nothing does."""
    horizon, number = core.settings.horizon, claims.terms.number
    pays = magnitude(core.decisions.shares[number - 1].range) > core.sources.pays
    first = horizon - largest_of(pays * (horizon - core.decisions.field("first").range))
    line = stack.add(
        "operation", Look("Deemed interest accrues from", "period", Kind.WHOLE), constant=first
    )
    return core.time.number.now >= line.constant


def pool_identities(rows: PoolRows, title: str) -> tuple[Identity, ...]:
    """Say that the balance closes and the cash is shared without rest, in every period."""
    balance = rows.balance
    opened = balance.opening.range + balance.interest.range + rows.calls.range
    off = opened - balance.before.range - balance.closing.range
    before = balance.closing.periods_before - balance.opening.range
    shared = balance.receipts.range + balance.host.range - rows.distributable.range
    return (
        Identity(
            "pooled_balance",
            f"Pool of {title}: opening + interest + calls - receipts before recovery = closing",
            term(0),
            largest_of(magnitude(off)),
        ),
        Identity(
            "pooled_balance",
            f"Pool of {title}: every period opens with what the one before closed with",
            term(0),
            largest_of(magnitude(before)),
        ),
        Identity(
            "pooled_split",
            f"Pool of {title}: receipts + the host's share = distributable cash in every period",
            term(0),
            largest_of(magnitude(shared)),
        ),
    )
