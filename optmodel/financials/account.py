"""What one source pays and has of the whole plan, by period."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.call_limits import CallRows
from optmodel.financials.calls import CallLines, call_lines_of
from optmodel.financials.paying import Paying
from optmodel.financials.pools import PoolRows, pool_rows_of
from optmodel.financials.recovery import recovery_of
from optmodel.financials.sources import SourceTerms
from optmodel.financials.waterfall import Claims
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Tone

SHEET = "Funding"


@dataclass(frozen=True, slots=True)
class Account:
    """What one source pays and has of the whole plan, by period; lines of one block."""

    terms: SourceTerms
    stack: Stack
    """Its rows on the sheet Funding."""
    lines: CallLines
    """Calls against what can be called."""
    calls: Line
    """All of them, site preparation included."""
    room: Line
    """What can be called, within the limit of the period and the commitment."""
    receipts: Line
    """Of its vehicles, or of its pool."""
    cumulative_receipts: Line
    owed: Line
    """Deemed balance at the end of the period, of its vehicles or of its pool."""
    pool: Stack | None
    """Its rows on the sheet Waterfall, where it is pooled."""
    pool_rows: PoolRows | None
    """The lines of ``pool``."""
    unspent: Term
    """Left of the commitment at the end."""
    recovery: Term
    """Years from the first call to the period from which nothing is owed; ``never``; of a source
    with vehicles the longest of them."""
    recovered: Term
    """Last day of the period from which nothing is owed to it; ``never``, ``nothing called``."""
    late: Term | None
    """How many of its vehicles, or 1 for its pool, miss its recovery target; None without one."""


def account_of(paying: Paying, claims: Claims, paid: Line | None, rows: CallRows | None) -> Account:
    """Describe the account of one source; ``paid`` is the site preparation that it pays."""
    core, terms = paying.core, claims.terms
    stack = Stack(
        core.base.names, SHEET, f"fund{terms.number}", core.base.horizon, subject=terms.title
    )
    lines = call_lines_of(core, stack, claims, paid, rows)
    pool = pool_rows_of(core, claims, lines.calls) if claims.balance is None else None
    balance = claims.balance if pool is None else pool.balance
    assert balance is not None  # noqa: S101 - of the vehicles or of the pool
    receipts = balance.receipts.summed if pool is None else balance.receipts.now
    received = stack.add("receipts", Look("Receipts"), receipts, total=True)
    so_far = stack.add("received", Look("Receipts, cumulative"))
    so_far.content = so_far.before + received.now
    net = stack.add(
        "net", Look("Receipts less calls", tone=Tone.TOTAL), received.now - lines.calls.now,
        total=True,
    )  # fmt: skip
    cumulative = stack.add("net_so_far", Look("Receipts less calls, cumulative"))
    cumulative.content = cumulative.before + net.now
    closing = balance.closing.summed if pool is None else balance.closing.now
    owed = stack.add("owing", Look("Owed at the end (deemed balance)"), closing)
    recovery = recovery_of(paying, stack, terms, lines.calls, pool)
    return Account(
        terms=terms,
        stack=stack,
        lines=lines,
        calls=lines.calls,
        room=lines.room,
        receipts=received,
        cumulative_receipts=so_far,
        owed=owed,
        pool=None if pool is None else pool.stack,
        pool_rows=pool,
        unspent=lines.unspent,
        recovery=recovery.years,
        recovered=recovery.day,
        late=recovery.late,
    )
