"""The cash flow of every vehicle by period, one function per line."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.decisions import Decisions
from optmodel.financials.ground import Ground
from optmodel.financials.lookups import Lookups
from optmodel.financials.settings import Settings
from optmodel.financials.time import Time
from optmodel.live.functions import added, either, entry, every, item_or, least, most
from optmodel.live.line import Line, Look
from optmodel.live.records import Records
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Kind, Tone

SHEET = "Cash flow"


@dataclass(frozen=True, slots=True)
class CashBlocks:
    """The lines of every vehicle that other parts look at."""

    stack: Stack
    since: Line
    """Period since the start: 1 in the period of the start, 0 before."""
    running: Line
    """Period of operation: 1 in the first one, 0 outside operation."""
    capex: Line
    """Gross, paid: negative."""
    capital: Line
    """Capex less support, positive."""
    operating: Line
    free: Line
    cumulative: Line
    discounted: Line


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the lines are made from."""

    settings: Settings
    lookups: Lookups
    time: Time
    decisions: Decisions
    row: Term
    """Row of Plan that the vehicle shows, 0 where it is free."""
    stack: Stack

    def own(self, key: str, otherwise: Term | float = 0) -> Term:
        """Return a figure of the cluster from Workings; ``otherwise`` where the vehicle is free."""
        return item_or(self.decisions.field(key).range, self.row, otherwise)

    def constant(self, key: str, label: str, unit: str, value: Term) -> Term:
        """Add a row that only has a constant; return it."""
        return self.stack.figure(key, Look(label, unit, Kind.WHOLE), value)


def cash_of(ground: Ground, decisions: Decisions, vehicles: Records) -> CashBlocks:
    """Describe the cash flow of every vehicle."""
    lookups, time = ground.lookups, ground.time
    stack = Stack(
        ground.base.names,
        SHEET,
        "cf",
        ground.base.horizon,
        blocks=vehicles.count,
        subject=vehicles.field("label").here,
    )
    row = vehicles.field("row").here
    parts = _Parts(ground.settings, lookups, time, decisions, row, stack)
    since, running = _since(parts), _running(parts)
    income = _income(parts, since, running)
    capex = _capex(parts, since)
    support = _support(parts, capex) if _any(lookups.clusters, "support") else None
    capital = _capital(parts, capex, support)
    operating = _operating(parts, since, running, income, capital)
    free = stack.add("free", Look("Free cash flow", tone=Tone.TOTAL), total=True)
    free.content = operating.now - capital.now
    cumulative = stack.add("cumulative", Look("Free cash flow, cumulative"))
    cumulative.content = cumulative.before + free.now
    discounted = stack.add("discounted", Look("Free cash flow, discounted, cumulative"))
    discounted.content = discounted.before + free.now * time.discount.now
    return CashBlocks(
        stack, since, running, capex, capital, operating, free, cumulative, discounted
    )


def _any(table: Records, key: str) -> bool:
    """Whether any record has such a figure: where none has, there is no line for it."""
    return bool(table.field(key).values.any())


def _since(parts: _Parts) -> Line:
    """``max(0, period - start + 1)``; the start of a free vehicle never comes."""
    line = parts.stack.add(
        "since",
        Look("Period since the start", "number", Kind.WHOLE),
        constant=parts.own("start", parts.settings.horizon),
    )
    line.content = most(0, parts.time.number.now - line.constant + 1)
    return line


def _running(parts: _Parts) -> Line:
    """``period - first operation + 1`` while it operates, else 0."""
    horizon = parts.settings.horizon
    until = parts.constant(
        "until", "Operates until, this one excluded", "period", parts.own("until", horizon)
    )
    line = parts.stack.add(
        "running",
        Look("Period of operation", "number", Kind.WHOLE),
        constant=parts.own("first", horizon),
    )
    period = parts.time.number.now
    operates = every(period >= line.constant, period < until)
    line.content = either(operates, period - line.constant + 1, 0)
    return line


def _income(parts: _Parts, since: Line, running: Line) -> list[Line]:
    """Lines that make up operating cash before tax."""
    lookups, time = parts.lookups, parts.time
    given = lookups.profiles.cash is not None
    lines = [_revenue(parts, running)]
    if given:
        lines.append(_as_given(parts, since, "revenue_row", "Revenue as given", time.revenue))
    if _any(lookups.pairs, "margin"):
        lines.append(
            _while_running(parts, running, "margin", "Extra margin at the site", "revenue")
        )
    lines.append(_while_running(parts, running, "cost", "Operating cost", "cost"))
    if given:
        lines.append(_cost_as_given(parts, since))
    if _any(lookups.clusters, "sustaining"):
        lines.append(_while_running(parts, running, "sustaining", "Sustaining capex", "capex"))
    if _any(lookups.sites, "rent"):
        lines.append(_while_running(parts, running, "rent", "Land rent", "cost"))
    return lines


def _revenue(parts: _Parts, running: Line) -> Line:
    """Revenue at full rate x the step of the ramp x the prices of the period."""
    ramps = parts.lookups.profiles
    which = parts.constant("ramp", "Ramp", "row of Lookups", parts.own("ramp", 1))
    line = parts.stack.add("revenue", Look("Revenue"), constant=parts.own("revenue"), total=True)
    step = least(running.now, ramps.ramp_steps) + 1
    line.content = line.constant * entry(ramps.ramp, which, step) * parts.time.revenue.now
    return line


PAID = frozenset({"cost", "sustaining", "rent"})
"""Amounts that are paid: they stand as negatives."""


def _while_running(parts: _Parts, running: Line, key: str, label: str, prices: str) -> Line:
    """Return an amount a period at the prices of the period, while it operates."""
    amount = -parts.own(key) if key in PAID else parts.own(key)
    line = parts.stack.add(key, Look(label), constant=amount, total=True)
    line.content = (running.now > 0) * line.constant * getattr(parts.time, prices).now
    return line


def _as_given(parts: _Parts, since: Line, key: str, label: str, prices: Line | None) -> Line:
    """Return amounts of a row of Cash flows, counted from the start, life or not."""
    line = parts.stack.add(
        key, Look(label, constant_kind=Kind.WHOLE), constant=parts.own(key), total=True
    )
    amount = parts.lookups.profiles.amount_given(line.constant, since.now)
    is_given = line.constant > 0
    line.content = is_given * amount if prices is None else is_given * amount * prices.now
    return line


def _cost_as_given(parts: _Parts, since: Line) -> Line:
    """Likewise for operating cost, times the factor of the site."""
    which = parts.constant(
        "cost_row", "Row of operating cost", "row of Lookups", parts.own("cost_row")
    )
    line = parts.stack.add(
        "cost_given",
        Look("Operating cost as given", constant_kind=Kind.FACTOR),
        constant=-parts.own("cost_factor") * (which > 0),
        total=True,
    )
    amount = parts.lookups.profiles.amount_given(which, since.now)
    line.content = line.constant * amount * parts.time.cost.now
    return line


def _capex(parts: _Parts, since: Line) -> Line:
    """Capex at the site x its share of the period x the prices of capex, paid."""
    profiles = parts.lookups.profiles
    which = parts.constant("spend", "Spending", "row of Lookups", parts.own("cluster", 1))
    line = parts.stack.add("capex", Look("Capex"), constant=-parts.own("capex"), total=True)
    step = least(since.now, profiles.spend_end) + 1
    line.content = line.constant * entry(profiles.spend, which, step) * parts.time.capex.now
    return line


def _support(parts: _Parts, capex: Line) -> Line:
    """Grants from outside the program, a part of capex."""
    line = parts.stack.add(
        "support",
        Look("Support (grants from outside)", constant_kind=Kind.SHARE),
        constant=parts.own("support"),
        total=True,
    )
    line.content = -capex.now * line.constant
    return line


def _capital(parts: _Parts, capex: Line, support: Line | None) -> Line:
    """What the vehicle spends: capex less support."""
    line = parts.stack.add("capital", Look("Capital (capex less support)"), total=True)
    line.content = -capex.now if support is None else -capex.now - support.now
    return line


def _operating(
    parts: _Parts, since: Line, running: Line, income: list[Line], capital: Line
) -> Line:
    """Add up what comes in and goes out in operation, after tax."""
    everything = added(line.now for line in income)
    if _any(parts.lookups.clusters, "tax"):
        everything = (
            everything + _tax(parts, running, added(line.now for line in income), capital).now
        )
    if parts.lookups.profiles.cash is not None:
        net = _as_given(parts, since, "net_row", "Operating cash as given", None)
        everything = everything + net.now
    line = parts.stack.add("operating", Look("Operating cash", tone=Tone.TOTAL), total=True)
    line.content = everything
    return line


def _tax(parts: _Parts, running: Line, income: Term, capital: Line) -> Line:
    """Tax on income less capital, with losses carried forward without limit.

    All capital up to the first operating period is deducted there, later capital when spent.
    """
    period = parts.time.number.now
    deducted = parts.stack.add("deducted", Look("Capital deducted for tax"), total=True)
    deducted.content = (
        period.equals(running.constant) * capital.so_far + (period > running.constant) * capital.now
    )
    taxable = parts.stack.add("taxable", Look("Taxable, with losses carried"))
    taxable.content = income - deducted.now + least(0, taxable.before)
    line = parts.stack.add(
        "tax", Look("Tax", constant_kind=Kind.SHARE), constant=parts.own("tax"), total=True
    )
    line.content = -(line.constant * most(0, taxable.now))
    return line
