"""What every vehicle returns: values, payback, rate of return, recovery; the sheet Returns."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.cash import CashBlocks
from optmodel.financials.ground import Ground
from optmodel.financials.rates import Rates, rates_of
from optmodel.financials.settings import Settings
from optmodel.financials.time import Time
from optmodel.financials.waterfall import Claims, WaterfallBlocks
from optmodel.live.functions import either, item, largest_of, least, most
from optmodel.live.line import Line
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind
from optmodel.results.names import HOST

NEVER = "never"
"""Not within the horizon."""


@dataclass(frozen=True, slots=True)
class VehicleColumns:
    """What the columns are made from."""

    settings: Settings
    time: Time
    vehicles: Records
    cash: CashBlocks

    def add(self, key: str, name: str, kind: Kind, unit: str, content: Term) -> Field:
        """Add a column to the table of vehicles."""
        return self.vehicles.add(key, Column(name, kind, unit), content)

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
    columns = VehicleColumns(ground.settings, ground.time, vehicles, cash)
    _amounts(columns, waterfall)
    _values(columns, waterfall)
    _paybacks(columns)
    rates = rates_of(ground.base, ground.settings, ground.time, cash)
    _rate(columns, rates)
    for claims in waterfall.claims:
        _recovery(columns, claims)
    return rates


def _amounts(columns: VehicleColumns, waterfall: WaterfallBlocks) -> None:
    cash = columns.cash
    columns.add("capex", "Capex", Kind.MONEY, "USD m", -cash.capex.total)
    columns.add("capital", "Capital", Kind.MONEY, "USD m", cash.capital.total)
    for claims in waterfall.claims:
        title, key = claims.terms.title, f"calls{claims.terms.number}"
        columns.add(key, f"Calls on {title}", Kind.MONEY, "USD m", claims.calls.total)


def _values(columns: VehicleColumns, waterfall: WaterfallBlocks) -> None:
    """NPV to the program, to each source, and to the host, which has the rest."""
    free = columns.cash.free.periods
    npv = columns.add("npv", "NPV program", Kind.MONEY, "USD m", columns.time.present_value(free))
    rest = npv.here
    for claims in waterfall.claims:
        flow = -claims.calls.periods
        if claims.balance is not None:
            flow = claims.balance.receipts.periods - claims.calls.periods
        key = f"npv{claims.terms.number}"
        value = columns.time.present_value(flow)
        field = columns.add(key, f"NPV {claims.terms.title}", Kind.MONEY, "USD m", value)
        rest = rest - field.here
    columns.add("npv_host", f"NPV {HOST}", Kind.MONEY, "USD m", rest)


def _paybacks(columns: VehicleColumns) -> None:
    """Years until cumulative cash is not negative for good, interpolated inside its period."""
    cash, zero, horizon = columns.cash, columns.settings.zero, columns.settings.horizon
    never = columns.first(cash.capital.periods > zero)
    spent = columns.add("spent", "First capital", Kind.WHOLE, "period, the horizon = none", never)
    since = either(spent.here.equals(horizon), cash.since.constant, spent.here)
    begun = columns.add("begun", "Counted from", Kind.WHOLE, "period", since)
    kinds = (("payback", "Payback", cash.cumulative), ("discounted", "Discounted payback",
                                                       cash.discounted))  # fmt: skip
    for key, name, cumulative in kinds:
        turned, point = _crossing(columns, key, name, cumulative)
        last = item(cumulative.periods, horizon)
        for suffix, words, origin in (
            ("", "from first spend", begun.here),
            ("_operation", "from operation", cash.running.constant),
        ):
            years = (turned.here > 0) * (point.here - origin) * columns.settings.years
            content = either(last < -zero, NEVER, years)
            columns.add(f"{key}{suffix}", f"{name}, {words}", Kind.YEARS, "years", content)


def _crossing(
    columns: VehicleColumns, key: str, name: str, cumulative: Line
) -> tuple[Field, Field]:
    """Say where cumulative cash last turns from negative to not: number and point of the period.

    The number is 0 where it never was negative; the point, in periods, is then 0 as well.
    """
    zero = columns.settings.zero
    turns = (cumulative.periods_before < -zero) * (cumulative.periods >= -zero)
    turned = columns.add(
        f"{key}_turn", f"{name}: number of its period", Kind.WHOLE, "0 = none",
        columns.after_last(turns),
    )  # fmt: skip
    before = most(turned.here - 1, 1)
    missing = columns.add(
        f"{key}_missing", f"{name}: missing before its period", Kind.MONEY, "USD m",
        (turned.here > 0) * -item(cumulative.periods, before),
    )  # fmt: skip
    closing = columns.add(
        f"{key}_closing", f"{name}: cumulative cash after it", Kind.MONEY, "USD m",
        item(cumulative.periods, most(turned.here, 1)),
    )  # fmt: skip
    inside = columns.add(
        f"{key}_inside", f"{name}: part of its period", Kind.FACTOR, "of a period",
        either(turned.here > 0, missing.here / (missing.here + closing.here), 0),
    )  # fmt: skip
    point = (turned.here > 0) * (turned.here - 1 + least(1, inside.here))
    return turned, columns.add(f"{key}_point", f"{name}: point", Kind.FACTOR, "periods", point)


def _rate(columns: VehicleColumns, rates: Rates) -> None:
    """Internal rate of return, where the cash changes its sign once; else words."""
    content = either(rates.once.here > 0, rates.rate, rates.note.here)
    columns.add("irr", "IRR", Kind.SHARE, "% a year", content)


def _recovery(columns: VehicleColumns, claims: Claims) -> None:
    """Years from the first call to the period from which nothing is owed any more."""
    if claims.balance is None:
        return
    zero, number, title = columns.settings.zero, claims.terms.number, claims.terms.title
    first = columns.add(
        f"first_call{number}", f"First call on {title}", Kind.WHOLE, "period",
        columns.first(claims.calls.periods > zero),
    )  # fmt: skip
    owed = columns.add(
        f"owed{number}", f"Nothing owed to {title} from", Kind.WHOLE, "number of the period",
        columns.after_last(claims.balance.closing.periods > zero),
    )  # fmt: skip
    years = most(0, owed.here - first.here) * columns.settings.years
    never = owed.here.equals(columns.settings.horizon)
    content = either(never, NEVER, years)
    columns.add(f"recovery{number}", f"Recovery of {title}", Kind.YEARS, "years", content)
