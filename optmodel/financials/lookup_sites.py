"""The table of sites on the sheet Lookups."""

from __future__ import annotations

from optmodel.financials.base import Base
from optmodel.financials.settings import SHEET, Settings
from optmodel.live.functions import either, exponential, logarithm, most, normal_quantile, whole
from optmodel.live.records import Field, Records, numbers
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

TINY_MONTHS = 1e-9
"""A permit of exactly n periods is in hand at the start of period n, whatever the last digit."""


def site_lookup(base: Base, settings: Settings) -> Records:
    """Describe the table, a record per row of Sites."""
    rows, inputs = base.tables.rows("Sites"), base.inputs
    table = Records(base.names, SHEET, "LookupSites", "ls", len(rows))
    name = table.add("id", Column("Site"), inputs.column(rows, "Site"))
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    table.add("name", Column("Name"), inputs.column(rows, "Name", ""))
    table.add("state", Column("State"), inputs.column(rows, "State", ""))
    table.add("decision", Column("Decision"), inputs.column(rows, "Decision", ""))

    def add(key: str, title: str, unit: str, header: str, kind: Kind = Kind.GIVEN) -> Field:
        return table.add(key, Column(title, kind, unit), inputs.column(rows, header))

    median = add("median", "Permit median", "months", "Permit median (months)")
    late = add("late", "Permit P80", "months", "Permit P80 (months)")
    table.add(
        "spread",
        Column("Spread of the permit time", Kind.FACTOR, "of the logarithm"),
        _permit_spread(settings, median.here, late.here),
    )
    waits = median.here * late.here > 0
    months = median.here * exponential(
        normal_quantile(settings.permit_confidence) * table.field("spread").here
    )
    tiny = settings.table.add(
        "set_tiny", "Rounding of a permit time", "periods", TINY_MONTHS, Kind.GIVEN
    )
    table.add(
        "permit",
        Column("Permit in hand", Kind.WHOLE, "period"),
        either(waits, -whole(tiny - months / settings.months), 0),
    )
    add("prepare_cost", "Preparation", "USD m", "Preparation cost (USD m)", Kind.MONEY)
    add("prepare", "Preparation time", "periods", "Preparation (periods)", Kind.WHOLE)
    add("capex_factor", "Capex factor", "factor", "Capex factor", Kind.FACTOR)
    add("cost_factor", "Operating cost factor", "factor", "Operating cost factor", Kind.FACTOR)
    add("rent", "Land rent", "USD an acre a year", "Land rent (USD/acre/year)", Kind.MONEY)
    add("latitude", "Latitude", "degrees", "Latitude")
    add("longitude", "Longitude", "degrees", "Longitude")
    return table


def _permit_spread(settings: Settings, median: Term, late: Term) -> Term:
    """Logarithm of P80 over the median, in units of the normal quantile of 0.8; 0 without one."""
    eighty = settings.table.add(
        "set_eighty", "Probability of the late permit time", "probability", 0.8, Kind.SHARE
    )
    known = median * late > 0
    # Where nothing is typed, logarithms of 1 instead of 0.
    rise = logarithm(most(late, 1 - known)) - logarithm(most(median, 1 - known))
    return known * rise / normal_quantile(eighty)
