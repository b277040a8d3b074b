"""The waterfall of all vehicles added up, source by source: the sheet Waterfall's first rows."""

from __future__ import annotations

from collections.abc import Iterator
from string import digits

from optmodel.financials.core import Core
from optmodel.financials.rules import Identity
from optmodel.financials.waterfall import SHEET, Balance, Claims
from optmodel.live.functions import magnitude, most, total
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import Term, term
from optmodel.results.layout import Column, Kind

ALL = "All vehicles"
CORKSCREW = ("opening", "interest", "calls", "before", "closing")
"""Lines of a balance from opening to closing, in this order."""
BALANCES = frozenset({"carried", "opening", "closing"})
"""Lines that have no total."""
SPLIT = ("cash_after", "after", "receipts", "host")
"""Lines that say who has the cash."""


def sums_of(core: Core) -> Stack:
    """Describe the rows: each line of the vehicles' waterfall added up, under the same label."""
    stack = Stack(core.base.names, SHEET, "sums", core.base.horizon, subject=ALL)
    fall = core.waterfall
    for line in (fall.carried, fall.distributable):
        _added(stack, line)
    for claims in fall.claims:
        _source(core, stack, claims)
    return stack


def _source(core: Core, stack: Stack, claims: Claims) -> None:
    """Give the balance of a source; of a pooled one only what the vehicles bring to its pool."""
    balance = claims.balance
    if balance is None:
        _added(stack, claims.calls)
        if claims.cash is not None:
            _added(stack, claims.cash)
        return
    of = {name: getattr(balance, name, claims.calls) for name in (*CORKSCREW, *SPLIT)}
    lines = {name: _added(stack, of[name]) for name in CORKSCREW}
    number, title = claims.terms.number, claims.terms.title
    parts = stack.add(f"parts{number}", Look(f"Opening + interest + calls - receipts, {title}"))
    parts.content = (
        lines["opening"].now + lines["interest"].now + lines["calls"].now - lines["before"].now
    )
    stack.add(
        f"off{number}",
        Look(f"That is not the closing balance, {title}", "1 or 0", Kind.WHOLE),
        _is_off(core, parts.now, lines["closing"].now),
        total=True,
    )
    for name in SPLIT:
        _added(stack, of[name])


def _added(stack: Stack, line: Line) -> Line:
    """Add a line of all vehicles; balances have no total."""
    look = Look(line.look.label, line.look.unit, line.look.kind, line.look.tone)
    return stack.add(line.key, look, line.summed, total=line.key.rstrip(digits) not in BALANCES)


def add_splits(core: Core) -> None:
    """Add to every vehicle whether its cash is shared with a source without rest."""
    for claims, balance in _with_vehicles(core):
        number, title = claims.terms.number, claims.terms.title
        entitled = core.vehicles.add(
            f"entitled{number}",
            Column(f"Cash to be shared with {title}", Kind.MONEY, "USD m"),
            claims.calls.constant * core.waterfall.distributable.total,
        ).here
        core.vehicles.add(
            f"split{number}",
            Column(f"Cash not shared out with {title}", Kind.WHOLE, "1 or 0"),
            _is_off(core, balance.receipts.total + balance.host.total, entitled),
        )


def _is_off(core: Core, one: Term, other: Term) -> Term:
    """1 where two amounts differ by more than rounding."""
    return magnitude(one - other) > core.settings.rounding * most(1, other)


def waterfall_identities(core: Core, sums: Stack) -> Iterator[Identity]:
    """Say that cash is shared without rest, and that balances close with what they held."""
    for claims, _ in _with_vehicles(core):
        number, title = claims.terms.number, claims.terms.title
        yield Identity(
            "cash_split",
            f"Receipts of {title} + the host's share = the cash shared with it, every vehicle",
            term(0),
            total(core.vehicles.field(f"split{number}").range),
            "vehicles",
        )
        yield Identity(
            "corkscrew",
            f"Opening + interest + calls - receipts before recovery = closing, {title}",
            term(0),
            sums.line(f"off{number}").total,
            "periods",
        )


def _with_vehicles(core: Core) -> Iterator[tuple[Claims, Balance]]:
    for claims in core.waterfall.claims:
        if claims.balance is not None:
            yield claims, claims.balance
