"""What every vehicle returns: values, payback, rate of return, recovery; the sheet Returns."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.cash import CashBlocks
from optmodel.financials.ground import Ground
from optmodel.financials.rates import Rates, rates_of
from optmodel.financials.settings import Settings
from optmodel.financials.time import Time
from optmodel.financials.waterfall import Claims, WaterfallBlocks
from optmodel.live.functions import either, item, largest_of, least, most, sum_of
from optmodel.live.line import Line
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind
from optmodel.results.names import HOST

NEVER = "never"
"""Not within the horizon."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the columns are made from."""

    settings: Settings
    time: Time
    vehicles: Records
    cash: CashBlocks

    def add(self, key: str, name: str, kind: Kind, unit: str, content: Term) -> Field:
        """Add a column to the table of vehicles."""
        return self.vehicles.add(key, Column(name, kind, unit), content)

    def present_value(self, flow: Term) -> Term:
        """Flow x discount factors, added up."""
        return sum_of(flow * self.time.discount.range)

    def first(self, condition: Term) -> Term:
        """Return the first period in which something holds, the horizon where it never does."""
        horizon, period = self.settings.horizon, self.time.number.range
        return horizon - largest_of(condition * (horizon - period))

    def after_last(self, condition: Term) -> Term:
        """Return the period after the last one in which something holds, 0 where it never does."""
        return largest_of(condition * (self.time.number.range + 1))


def add_returns(
    ground: Ground, vehicles: Records, cash: CashBlocks, waterfall: WaterfallBlocks
) -> Rates:
    """Add the columns of returns to the table of vehicles; return how their rates are found."""
    parts = Parts(ground.settings, ground.time, vehicles, cash)
    _amounts(parts, waterfall)
    _values(parts, waterfall)
    _paybacks(parts)
    rates = rates_of(ground.base, ground.settings, ground.time, cash)
    _rate(parts, rates)
    for claims in waterfall.claims:
        _recovery(parts, claims)
    return rates


def _amounts(parts: Parts, waterfall: WaterfallBlocks) -> None:
    cash = parts.cash
    parts.add("capex", "Capex", Kind.MONEY, "USD m", -cash.capex.total)
    parts.add("capital", "Capital", Kind.MONEY, "USD m", cash.capital.total)
    for claims in waterfall.claims:
        title, key = claims.terms.title, f"calls{claims.terms.number}"
        parts.add(key, f"Calls on {title}", Kind.MONEY, "USD m", claims.calls.total)


def _values(parts: Parts, waterfall: WaterfallBlocks) -> None:
    """NPV to the program, to each source, and to the host, which has the rest."""
    free = parts.cash.free.periods
    npv = parts.add("npv", "NPV program", Kind.MONEY, "USD m", parts.present_value(free))
    rest = npv.here
    for claims in waterfall.claims:
        flow = -claims.calls.periods
        if claims.balance is not None:
            flow = claims.balance.receipts.periods - claims.calls.periods
        key = f"npv{claims.terms.number}"
        value = parts.present_value(flow)
        field = parts.add(key, f"NPV {claims.terms.title}", Kind.MONEY, "USD m", value)
        rest = rest - field.here
    parts.add("npv_host", f"NPV {HOST}", Kind.MONEY, "USD m", rest)


def _paybacks(parts: Parts) -> None:
    """Years until cumulative cash is not negative for good, interpolated inside its period."""
    cash, zero, horizon = parts.cash, parts.settings.zero, parts.settings.horizon
    never = parts.first(cash.capital.periods > zero)
    spent = parts.add("spent", "First capital", Kind.WHOLE, "period, the horizon = none", never)
    since = either(spent.here.equals(horizon), cash.since.constant, spent.here)
    begun = parts.add("begun", "Counted from", Kind.WHOLE, "period", since)
    kinds = (("payback", "Payback", cash.cumulative), ("discounted", "Discounted payback",
                                                       cash.discounted))  # fmt: skip
    for key, name, cumulative in kinds:
        turned, point = _crossing(parts, key, name, cumulative)
        last = item(cumulative.periods, horizon)
        for suffix, words, origin in (
            ("", "from first spend", begun.here),
            ("_operation", "from operation", cash.running.constant),
        ):
            years = (turned.here > 0) * (point.here - origin) * parts.settings.years
            content = either(last < -zero, NEVER, years)
            parts.add(f"{key}{suffix}", f"{name}, {words}", Kind.YEARS, "years", content)


def _crossing(parts: Parts, key: str, name: str, cumulative: Line) -> tuple[Field, Field]:
    """Say where cumulative cash last turns from negative to not: number and point of the period.

    The number is 0 where it never was negative; the point, in periods, is then 0 as well.
    """
    zero = parts.settings.zero
    turns = (cumulative.periods_before < -zero) * (cumulative.periods >= -zero)
    turned = parts.add(
        f"{key}_turn", f"{name}: number of its period", Kind.WHOLE, "0 = none",
        parts.after_last(turns),
    )  # fmt: skip
    before = most(turned.here - 1, 1)
    missing = parts.add(
        f"{key}_missing", f"{name}: missing before its period", Kind.MONEY, "USD m",
        (turned.here > 0) * -item(cumulative.periods, before),
    )  # fmt: skip
    closing = parts.add(
        f"{key}_closing", f"{name}: cumulative cash after it", Kind.MONEY, "USD m",
        item(cumulative.periods, most(turned.here, 1)),
    )  # fmt: skip
    inside = parts.add(
        f"{key}_inside", f"{name}: part of its period", Kind.FACTOR, "of a period",
        either(turned.here > 0, missing.here / (missing.here + closing.here), 0),
    )  # fmt: skip
    point = (turned.here > 0) * (turned.here - 1 + least(1, inside.here))
    return turned, parts.add(f"{key}_point", f"{name}: point", Kind.FACTOR, "periods", point)


def _rate(parts: Parts, rates: Rates) -> None:
    """Internal rate of return, where the cash changes its sign once; else words."""
    content = either(rates.once.here > 0, rates.rate, rates.note.here)
    parts.add("irr", "IRR", Kind.SHARE, "% a year", content)


def _recovery(parts: Parts, claims: Claims) -> None:
    """Years from the first call to the period from which nothing is owed any more."""
    if claims.balance is None:
        return
    zero, number, title = parts.settings.zero, claims.terms.number, claims.terms.title
    first = parts.add(
        f"first_call{number}", f"First call on {title}", Kind.WHOLE, "period",
        parts.first(claims.calls.periods > zero),
    )  # fmt: skip
    owed = parts.add(
        f"owed{number}", f"Nothing owed to {title} from", Kind.WHOLE, "number of the period",
        parts.after_last(claims.balance.closing.periods > zero),
    )  # fmt: skip
    years = most(0, owed.here - first.here) * parts.settings.years
    never = owed.here.equals(parts.settings.horizon)
    content = either(never, NEVER, years)
    parts.add(f"recovery{number}", f"Recovery of {title}", Kind.YEARS, "years", content)
