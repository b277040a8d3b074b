"""Internal rates of return, worked out step by step; a table of its own on the sheet Returns.

The function ``IRR`` gives an error where it does not find the rate from its first guess, so the
rate is found here instead, for cash that changes its sign once. With q = -ln(1 + rate of a
period), receipts x exp(q h) and payments x exp(q h), each added up over the periods h, are to
be equal. All receipts lie on one side of all payments, so the logarithm of receipts over payments
has a slope of at least 1, the distance in periods between the average receipt and the average
payment, and Newton's method on it goes to the only root; a few steps reach the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.cash import CashBlocks
from optmodel.financials.settings import Settings
from optmodel.financials.time import Time
from optmodel.live.functions import (
    either,
    exponential,
    largest_of,
    least,
    logarithm,
    magnitude,
    most,
    sum_of,
)
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

SHEET = "Returns"
STEPS = 7
"""Of 8,000 random flows over up to 160 periods all were found to ten digits after six."""
LARGEST_EXPONENT = 600
"""Beyond it the exponential has no number."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates of return of the vehicles."""

    table: Records
    """A record per vehicle."""
    once: Field
    """1 where cash changes its sign once, so that there is exactly one rate; else 0."""
    note: Field
    """Words where there is none."""
    rate: Term
    """A year, of the same record; only where there is one."""
    rest: Field
    """What the cash is worth at its rate, as a part of all amounts: 0 where the rate is right."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the columns are made from."""

    settings: Settings
    time: Time
    table: Records
    free: Term
    """Free cash flow along the periods."""
    most_q: Term

    def add(self, key: str, name: str, unit: str, content: Term) -> Field:
        """Add a column of figures."""
        kind = Kind.WHOLE if unit == "period" else Kind.FACTOR
        return self.table.add(key, Column(name, kind, unit), content)

    @property
    def is_received(self) -> Term:
        """1 in the periods with a receipt."""
        return self.free > self.settings.zero

    @property
    def is_paid(self) -> Term:
        """1 in the periods with a payment."""
        return self.free < -self.settings.zero

    @property
    def received(self) -> Term:
        """Receipts along the periods."""
        return self.is_received * self.free


def rates_of(base: Base, settings: Settings, time: Time, cash: CashBlocks) -> Rates:
    """Describe the table."""
    table = Records(base.names, SHEET, "Rates", "vr", cash.stack.count)
    most_q = settings.table.add(
        "set_steepest",
        "Largest logarithm of growth in a period",
        "number",
        settings.table.add(
            "set_exponent", "Largest exponent that has a number", "number", LARGEST_EXPONENT
        )
        / settings.horizon,
        Kind.FACTOR,
    )
    parts = _Parts(settings, time, table, cash.free.periods, most_q)
    table.add("label", Column("Cluster"), cash.stack.subject)
    once, note = _once(parts)
    q = parts.add("q0", "Logarithm 0", "of a period's growth", once.here * 0)
    for step in range(1, STEPS + 1):
        q = _step(parts, step, q, once)
    rest = _rest(parts, q, once)
    rate = exponential((0 - q.here) / settings.years) - 1
    return Rates(table, once, note, rate, rest)


def _once(parts: _Parts) -> tuple[Field, Field]:
    """Say whether all receipts lie on one side of all payments, and that there are both."""
    period, horizon = parts.time.number.range, parts.settings.horizon
    sides = (("in", "receipt", parts.is_received), ("out", "payment", parts.is_paid))
    first, after = {}, {}
    for key, name, some in sides:
        content = horizon - largest_of(some * (horizon - period))
        first[key] = parts.add(f"first_{key}", f"First {name}", "period", content).here
        content = largest_of(some * (period + 1))
        after[key] = parts.add(f"after_{key}", f"After the last {name}", "period", content).here
    both = (first["in"] < horizon) * (first["out"] < horizon)
    apart = (after["out"] <= first["in"]) + (after["in"] <= first["out"])
    column = Column("Changes its sign once", Kind.WHOLE, "1 or 0")
    once = parts.table.add("once", column, both * apart)
    words = either(both, "n/m", "none")
    return once, parts.table.add("note", Column("Where there is no rate"), words)


def _worth(parts: _Parts, step: int | str, q: Field, once: Field) -> tuple[Field, Field]:
    """Receipts and payments at the rate; 1 where there is nothing to find."""
    growth = exponential(q.here * parts.time.number.range)
    rest = 1 - once.here
    received = sum_of(parts.received * growth) + rest
    paid = rest - sum_of(parts.is_paid * parts.free * growth)
    return (
        parts.add(f"in{step}", f"Receipts at logarithm {step}", "USD m", received),
        parts.add(f"out{step}", f"Payments at logarithm {step}", "USD m", paid),
    )


def _step(parts: _Parts, step: int, q: Field, once: Field) -> Field:
    """Take a step of Newton's method on ln(receipts / payments)."""
    period = parts.time.number.range
    growth = exponential(q.here * period)
    received, paid = _worth(parts, step - 1, q, once)
    late_in = parts.add(
        f"late_in{step - 1}",
        f"Receipts x period at {step - 1}",
        "USD m",
        sum_of(parts.received * growth * period),
    )
    late_out = parts.add(
        f"late_out{step - 1}",
        f"Payments x period at {step - 1}, negative",
        "USD m",
        sum_of(parts.is_paid * parts.free * growth * period),
    )
    slope = parts.add(
        f"slope{step - 1}",
        f"Slope at {step - 1}",
        "periods",
        late_in.here / received.here + late_out.here / paid.here,
    )
    nearer = q.here - logarithm(received.here / paid.here) / slope.here
    bounded = most(0 - parts.most_q, least(parts.most_q, nearer))
    content = either(once.here > 0, bounded, 0)
    return parts.add(f"q{step}", f"Logarithm {step}", "of a period's growth", content)


def _rest(parts: _Parts, q: Field, once: Field) -> Field:
    """Say what is left of the amounts at the rate that was found."""
    received, paid = _worth(parts, STEPS, q, once)
    left = magnitude(received.here - paid.here) / (received.here + paid.here)
    return parts.add("rest", "Left of all amounts at the rate", "part", once.here * left)
