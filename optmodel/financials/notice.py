"""By when a selection must be announced, so that the money is there in time."""

from __future__ import annotations

from datetime import timedelta

from pandas.tseries.holiday import USFederalHolidayCalendar

from optmodel.financials.base import Base
from optmodel.financials.ground import Ground
from optmodel.financials.returns import VehicleColumns
from optmodel.financials.settings import SHEET
from optmodel.financials.sources import SourceTerms
from optmodel.financials.waterfall import Claims, WaterfallBlocks
from optmodel.live.functions import either, item, least, working_day
from optmodel.live.records import Records
from optmodel.live.term import Term, term
from optmodel.results.layout import Column, Kind

DAYS_OF_NOTICE = 2
"""Calendar days that a business day takes at most, over a month or more."""
SPARE_DAYS = 31


def holidays_of(base: Base) -> Records:
    """List the federal holidays of the United States, as observed, that notices may meet."""
    calendar = base.program.calendar
    longest = max(source.notice_business_days for source in base.program.sources)
    before = timedelta(days=DAYS_OF_NOTICE * longest + SPARE_DAYS)
    first, last = calendar.start_of(0) - before, calendar.end_of(calendar.horizon_periods - 1)
    found = USFederalHolidayCalendar().holidays(
        first, last + timedelta(days=SPARE_DAYS), return_name=True
    )
    table = Records(base.names, SHEET, "LookupHolidays", "lh", len(found))
    table.add("name", Column("Holiday"), [str(name) for name in found])
    days = [day.date() for day in found.index]
    table.add("day", Column("Observed", Kind.DATE, "date"), days)
    return table


def add_notice(
    ground: Ground, columns: VehicleColumns, waterfall: WaterfallBlocks, holidays: Records
) -> None:
    """Add to the vehicles the day of notice: the earliest of all sources that are called."""
    # Later than any day that can be meant.
    none = term(1000) * 1000
    said = least(*(_notice(ground, columns, claims, holidays, none) for claims in waterfall.claims))
    first = columns.add("notice_first", "Earliest notice", Kind.WHOLE, "day", said).here
    columns.add("notice", "Notice by", Kind.DATE, "date", either(first < none, first, ""))


def _notice(
    ground: Ground, columns: VehicleColumns, claims: Claims, holidays: Records, none: Term
) -> Term:
    """Day of notice to one source, by business days before its first call."""
    terms, days = claims.terms, holidays.field("day").range
    first, horizon = first_call(columns, claims), columns.settings.horizon
    # The first business day of the period or after it.
    begins = item(columns.time.first_day.range, least(first + 1, horizon))
    due = columns.add(
        f"due{terms.number}", f"Money due from {terms.title}", Kind.DATE, "date",
        working_day(begins - 1, 1, days),
    )  # fmt: skip
    called = (claims.calls.constant > ground.sources.pays) * (first < horizon)
    before = working_day(due.here, -_business_days(ground, terms), days)
    field = columns.add(
        f"notice{terms.number}", f"Notice to {terms.title}", Kind.WHOLE,
        "day, a million = none", either(called, before, none),
    )  # fmt: skip
    return field.here


def _business_days(ground: Ground, terms: SourceTerms) -> Term:
    """Give the business days of notice of a source a name."""
    return ground.sources.table.add(
        f"{terms.key}_notice",
        f"{terms.title}: notice",
        "business days",
        ground.base.inputs.of(terms.record, "Notice (business days)"),
        Kind.WHOLE,
    )


def first_call(columns: VehicleColumns, claims: Claims) -> Term:
    """Return the period of the first call on a source; the horizon where there is none."""
    key = f"first_call{claims.terms.number}"
    if claims.balance is None:
        found = columns.first(claims.calls.periods > columns.settings.zero)
        name = f"First call on {claims.terms.title}"
        return columns.add(key, name, Kind.WHOLE, "period", found).here
    return columns.vehicles.field(key).here
