"""The sheet Time: periods, price indices and discount factors."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.settings import Settings
from optmodel.live.functions import months_after, sum_of
from optmodel.live.line import FIRST, Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import NOW, Place, Term
from optmodel.results.layout import Kind

SHEET = "Time"


@dataclass(frozen=True, slots=True)
class Time:
    """Rows by period that every time sheet looks at."""

    stack: Stack
    number: Line
    """0, 1, 2 … the period."""
    first_day: Line
    last_day: Line
    revenue: Line
    """Prices of revenue, 1 in period 0; likewise the next two."""
    cost: Line
    capex: Line
    discount: Line

    def present_value(self, flow: Term) -> Term:
        """Flow x discount factors, added up; ``flow`` is a range along the periods."""
        return sum_of(flow * self.discount.range)


def time_of(base: Base, settings: Settings) -> Time:
    """Describe the rows."""
    stack = Stack(base.names, SHEET, "time", base.horizon, subject="Time")
    number = stack.add("number", Look("Period", "number", Kind.WHOLE))
    number.content = columns_so_far(number) - 1
    first = stack.add(
        "first_day",
        Look("First day", "date", Kind.DATE),
        months_after(settings.first_day, settings.months * number.now),
    )
    last = stack.add(
        "last_day",
        Look("Last day", "date", Kind.DATE),
        months_after(settings.first_day, settings.months * (number.now + 1)) - 1,
    )

    def index(key: str, label: str, growth: Term) -> Line:
        line = stack.add(
            key,
            Look(label, "factor", Kind.FACTOR, constant_kind=Kind.SHARE),
            constant=growth,
        )
        line.content = (1 + line.constant) ** (number.now * settings.years)
        return line

    revenue = index("revenue", "Prices of revenue", settings.revenue_growth)
    cost = index("cost", "Prices of operating cost", settings.cost_growth)
    capex = index("capex", "Prices of capex", settings.capex_growth)
    discount = stack.add(
        "discount",
        Look("Discount factor", "factor", Kind.FACTOR, constant_kind=Kind.SHARE),
        constant=settings.discount_rate,
    )
    when = (number.now + settings.discount_point) * settings.years
    discount.content = 1 / (1 + discount.constant) ** when
    return Time(stack, number, first, last, revenue, cost, capex, discount)


def columns_so_far(line: Line) -> Term:
    """1 in the first period, 2 in the second and so on: ``COLUMNS`` from the first to here."""

    def text(place: Place) -> str:
        cell = line.now.text(place)
        return f"COLUMNS({cell.replace(NOW, '$' + FIRST)}:{cell})"

    return Term(text, lambda period: period + 1.0)
