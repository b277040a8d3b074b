"""The settings that formulas use, each under its name."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base, month_number
from optmodel.live.functions import either, months_after
from optmodel.live.scalars import Scalars
from optmodel.live.term import Term
from optmodel.results.layout import Kind

SHEET = "Lookups"
ZERO_MUSD = 1e-9
"""As everywhere: a balance below a thousandth of a dollar is paid off."""
ROUNDING = 1e-6
"""Part of a limit, or of a unit, that is rounding of the solver's."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Single figures that the whole workbook shares."""

    table: Scalars
    first_day: Term
    first_month: Term
    """Its number, counted through all years."""
    months: Term
    end: Term
    """First day after the horizon."""
    years: Term
    """Length of a period in years."""
    decisions: Term
    horizon: Term
    discount_rate: Term
    discount_point: Term
    """Where in a period its cash counts, as a part of the period."""
    revenue_growth: Term
    cost_growth: Term
    capex_growth: Term
    tax_rate: Term
    permit_confidence: Term
    zero: Term
    """USD m up to which nothing is owed or left."""
    rounding: Term
    """Part of a limit that is rounding."""


def settings_of(base: Base) -> Settings:
    """Describe the settings."""
    table = Scalars(base.names, SHEET, "LookupSettings")

    def setting(name: str, key: str, unit: str, kind: Kind = Kind.GIVEN) -> Term:
        record = base.tables.settings[name]
        return table.add(key, name, unit, base.inputs.of(record, "Value"), kind)

    months = setting("Months per period", "set_months", "months")
    years = table.add("set_years", "Length of a period", "years", months / 12, Kind.FACTOR)
    first_day = setting("First period", "set_first_day", "date", Kind.DATE)
    first_month = table.add(
        "set_first_month",
        "Month of the first period",
        "number",
        month_number(first_day),
        Kind.WHOLE,
    )
    horizon = setting("Horizon periods", "set_horizon", "periods")
    end = months_after(first_day, months * horizon)
    timing = setting("Discount timing", "set_timing", "choice", Kind.TEXT)
    point = table.add(
        "set_point",
        "Where in a period its cash counts",
        "part of a period",
        timing.equals("middle") / (1 + timing.equals("middle")) + timing.equals("end"),
        Kind.FACTOR,
    )
    return Settings(
        table=table,
        first_day=first_day,
        first_month=first_month,
        months=months,
        end=table.add("set_end", "First day after the horizon", "date", end, Kind.DATE),
        years=years,
        decisions=setting("Decision periods", "set_decisions", "periods"),
        horizon=horizon,
        discount_rate=setting("Discount rate", "set_discount", "a year", Kind.SHARE),
        discount_point=point,
        revenue_growth=setting("Revenue escalation", "set_revenue_growth", "a year", Kind.SHARE),
        cost_growth=setting("Cost escalation", "set_cost_growth", "a year", Kind.SHARE),
        capex_growth=setting("Capex escalation", "set_capex_growth", "a year", Kind.SHARE),
        tax_rate=setting("Tax rate", "set_tax_rate", "of income", Kind.SHARE),
        permit_confidence=setting("Permit confidence", "set_confidence", "probability", Kind.SHARE),
        zero=table.add("set_zero", "Amount that counts as nothing", "USD m", ZERO_MUSD),
        rounding=table.add("set_rounding", "Part of a limit that is rounding", "share", ROUNDING),
    )


def is_word(cell: Term, word: str) -> Term:
    """1 where a cell says a word, else 0."""
    return either(cell.equals(word), 1, 0)
