"""The sheet Lookups: input rows as tables that formulas can look things up in.

Every figure is a formula that refers to its cell on the sheet Inputs, where the cell of the input
workbook stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.audit.operators import fits_of
from optmodel.audit.resources import resources_of
from optmodel.financials.base import Base, period_of
from optmodel.financials.profiles import Profiles, profiles_of
from optmodel.financials.settings import SHEET, Settings, is_word
from optmodel.live.functions import (
    either,
    exponential,
    logarithm,
    most,
    normal_quantile,
    rounded,
    whole,
)
from optmodel.live.records import Field, Records, numbers
from optmodel.live.term import Place, Term, term
from optmodel.program.resources import UNITS
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

PAYBACK = "Maximum payback (years)"
"""Header of Clusters."""
TINY_MONTHS = 1e-9
"""A permit of exactly n periods is in hand at the start of period n, whatever the last digit."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """Tables of the input, a record per row."""

    clusters: Records
    sites: Records
    pairs: Records
    """Rows of Placement; one that is blank where there is none."""
    fits: Records
    """Who could run which cluster; one that is blank where nobody has to be chosen."""
    operators: Records
    profiles: Profiles
    resources: tuple[str, ...]
    """Names, in the order of the keys ``use1``, ``use2`` … of clusters and pairs."""


def lookups_of(base: Base, settings: Settings) -> Lookups:
    """Describe the tables."""
    resources = tuple(resources_of(base.tables))
    profiles = profiles_of(base, settings.table)
    operators = _operators(base)
    sites = _sites(base, settings)
    clusters = _clusters(base, settings, profiles)
    return Lookups(
        clusters=clusters,
        sites=sites,
        pairs=_pairs(base, clusters, sites),
        fits=_fits(base, clusters, operators),
        operators=operators,
        profiles=profiles,
        resources=resources,
    )


def cluster_rows(base: Base) -> tuple[Record, ...]:
    """Rows of the sheet Clusters, in its order."""
    return base.tables.rows("Clusters")


def _clusters(base: Base, settings: Settings, profiles: Profiles) -> Records:
    rows, inputs = cluster_rows(base), base.inputs
    table = Records(base.names, SHEET, "LookupClusters", "lc", len(rows))

    def add(key: str, header: str, unit: str, kind: Kind = Kind.GIVEN) -> Field:
        return table.add(key, Column(header, kind, unit), inputs.column(rows, header_of(header)))

    def header_of(title: str) -> str:
        return HEADERS.get(title, title)

    name = add("id", "Cluster", "", Kind.TEXT)
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    table.add("decision", Column("Decision"), inputs.column(rows, "Decision", ""))
    table.add("fixed_site", Column("Fixed site"), inputs.column(rows, "Site", ""))
    build = add("build", "Build", "periods", Kind.WHOLE)
    table.add("capex", Column("Capex", Kind.MONEY, "USD m"), profiles.capex_of_clusters(base, rows))
    table.add("run", Column("Spending", Kind.WHOLE, "periods"), profiles.run_of_clusters(build))
    net = profiles.number_of_line(name.here, "net")
    table.add("net_row", Column("Row of net cash", Kind.WHOLE, "position"), net)
    # A row of net cash stands for revenue and cost, whatever else is given.
    usual = table.field("net_row").here.equals(0)
    for key, line in (("revenue_row", "revenue"), ("cost_row", "operating cost")):
        table.add(
            key,
            Column(f"Row of {line}", Kind.WHOLE, "position"),
            usual * profiles.number_of_line(name.here, line),
        )
    revenue = inputs.column(rows, "Revenue (USD m/year)")
    cost = inputs.column(rows, "Operating cost (USD m/year)")
    table.add(
        "revenue",
        Column("Revenue at full rate", Kind.MONEY, "USD m a period"),
        revenue * settings.years * usual * table.field("revenue_row").here.equals(0),
    )
    table.add(
        "cost",
        Column("Operating cost", Kind.MONEY, "USD m a period"),
        cost * settings.years * usual * table.field("cost_row").here.equals(0),
    )
    sustaining = inputs.column(rows, "Sustaining capex (% of capex/year)")
    table.add(
        "sustaining",
        Column("Sustaining capex", Kind.SHARE, "of capex a period"),
        sustaining * settings.years * usual,
    )
    table.add("pays_rent", Column("Pays rent", Kind.WHOLE, "1 or 0"), usual * 1)
    table.add("ramp", Column("Ramp", Kind.WHOLE, "position"), profiles.ramp_of_clusters(base, rows))
    life = rounded(
        inputs.column(rows, "Life (years)", settings.horizon * settings.years) / settings.years
    )
    table.add("life", Column("Life", Kind.WHOLE, "periods"), life)
    table.add(
        "support",
        Column("Support", Kind.SHARE, "of capex"),
        inputs.column(rows, "Support (% of capex)"),
    )
    taxable = is_word(inputs.column(rows, "Taxable owner", "no"), "yes")
    table.add(
        "tax", Column("Tax rate", Kind.SHARE, "of income"), settings.tax_rate * taxable * usual
    )
    table.add(
        "earliest",
        Column("Earliest start", Kind.WHOLE, "period"),
        _period_or(base, settings, rows, "Earliest start", otherwise=0),
    )
    table.add(
        "latest",
        Column("Latest start", Kind.WHOLE, "period"),
        _period_or(base, settings, rows, "Latest start", otherwise=settings.horizon - 1),
    )
    if any(inputs.has(row, PAYBACK) for row in rows):
        longest = inputs.column(rows, PAYBACK, -1)
        table.add("payback", Column("Maximum payback", Kind.YEARS, "years, -1 = none"), longest)
    for key, header in (("sector", "Sector"), ("product", "Product"), ("operator", "Operator")):
        table.add(key, Column(header), inputs.column(rows, header, ""))
    table.add("jobs", Column("Jobs", Kind.QUANTITY, "jobs"), inputs.column(rows, "Jobs"))
    table.add(
        "output",
        Column("Output at full rate", Kind.QUANTITY, "units a year"),
        inputs.column(rows, "Output (units/year)"),
    )
    for key, resource, header in use_columns(base):
        column = Column(f"Use of {resource}", Kind.QUANTITY, UNITS.get(resource, "units"))
        table.add(key, column, inputs.column(rows, header))
    return table


HEADERS = {"Build": "Build (periods)"}
"""Short title to header of the input."""


def use_columns(base: Base) -> list[tuple[str, str, str]]:
    """Key, name and header in Clusters of every resource."""
    return [
        (f"use{number}", resource, header)
        for number, (resource, header) in enumerate(resources_of(base.tables).items(), 1)
    ]


def _period_or(
    base: Base, settings: Settings, rows: Sequence[Record], header: str, otherwise: Term | float
) -> Term:
    """Period that a date column names, and something else where it is blank."""
    day = base.inputs.column(rows, header, settings.first_day)
    named_period = period_of(day, settings.first_month, settings.months)
    return chosen_by_row([base.inputs.has(row, header) for row in rows], named_period, otherwise)


def chosen_by_row(first: Sequence[bool], one: Term, other: Term | float) -> Term:
    """Return one formula for some records and another for the rest: what is blank is known."""
    two = term(other)

    def text(place: Place) -> str:
        return (one if first[place.index] else two).text(place)

    def number(period: int) -> object:
        given = np.broadcast_to(np.asarray(one.number(period)), (len(first),))
        rest = np.broadcast_to(np.asarray(two.number(period)), (len(first),))
        return np.where(np.array(first, dtype=bool), given, rest)

    return Term(text, number, min(one.rank, two.rank), has_if=one.has_if or two.has_if)


def _sites(base: Base, settings: Settings) -> Records:
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


def _pairs(base: Base, clusters: Records, sites: Records) -> Records:
    rows, inputs = base.tables.rows("Placement"), base.inputs
    cluster_at = {row.text("Cluster"): i for i, row in enumerate(cluster_rows(base))}
    site_at = {row.text("Site"): i for i, row in enumerate(base.tables.rows("Sites"))}
    table = Records(base.names, SHEET, "LookupPairs", "lp", max(1, len(rows)))
    if not rows:
        table.add("no", Column("Number", Kind.WHOLE, "position"), [0])
        for key in ("cluster", "site", "allowed", "capex", "margin"):
            table.add(key, Column(key.capitalize(), Kind.WHOLE, "none"), [0])
        for key, resource, _ in use_columns(base):
            table.add(key, Column(f"Use of {resource}", Kind.QUANTITY, "none"), [0])
        return table
    own = [cluster_at[row.text("Cluster")] for row in rows]
    there = [site_at[row.text("Site")] for row in rows]
    cluster = table.add(
        "cluster", Column("Cluster", Kind.WHOLE, "position"), clusters.field("no").cells(own)
    )
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, cluster))
    table.add("site", Column("Site", Kind.WHOLE, "position"), sites.field("no").cells(there))
    table.add(
        "allowed",
        Column("Allowed", Kind.WHOLE, "1 or 0"),
        is_word(inputs.column(rows, "Allowed", "yes"), "yes"),
    )
    table.add(
        "capex",
        Column("Extra capex", Kind.MONEY, "USD m"),
        inputs.column(rows, "Extra capex (USD m)"),
    )
    table.add(
        "margin",
        Column("Extra margin", Kind.MONEY, "USD m a year"),
        inputs.column(rows, "Extra margin (USD m/year)"),
    )
    for key, resource, header in use_columns(base):
        column = Column(f"Use of {resource}", Kind.QUANTITY, UNITS.get(resource, "units"))
        table.add(key, column, inputs.column(rows, header, clusters.field(key).cells(own)))
    return table


def _operators(base: Base) -> Records:
    rows, inputs = base.tables.rows("Operators"), base.inputs
    table = Records(base.names, SHEET, "LookupOperators", "lo", max(1, len(rows)))
    if not rows:
        table.add("id", Column("Operator"), ["(none)"])
        table.add("declined", Column("Declined", Kind.WHOLE, "1 or 0"), [0])
        return table
    name = table.add("id", Column("Operator"), inputs.column(rows, "Operator"))
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    table.add(
        "declined",
        Column("Declined", Kind.WHOLE, "1 or 0"),
        is_word(inputs.column(rows, "Status", ""), "declined"),
    )
    return table


def _fits(base: Base, clusters: Records, operators: Records) -> Records:
    """Candidates: rows of Operator fit, else the operator that Clusters names."""
    rows = {
        (row.text("Cluster"), row.text("Operator")): row for row in base.tables.rows("Operator fit")
    }
    cluster_at = {row.text("Cluster"): i for i, row in enumerate(cluster_rows(base))}
    operator_at = {row.text("Operator"): i for i, row in enumerate(base.tables.rows("Operators"))}
    fits = [(cluster, name) for cluster, by in fits_of(base.tables).items() for name in by]
    table = Records(base.names, SHEET, "LookupFits", "lf", max(1, len(fits)))
    if not fits:
        for key in ("cluster", "operator", "capex", "cost", "declined"):
            table.add(key, Column(key.capitalize(), Kind.WHOLE, "none"), [0])
        table.add("operator_id", Column("Operator id"), ["(none)"])
        table.add("no", Column("Number", Kind.WHOLE, "position"), [0])
        return table
    who = [operator_at[name] for _, name in fits]
    cluster = table.add(
        "cluster",
        Column("Cluster", Kind.WHOLE, "position"),
        clusters.field("no").cells([cluster_at[cluster] for cluster, _ in fits]),
    )
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, cluster))
    table.add(
        "operator", Column("Operator", Kind.WHOLE, "position"), operators.field("no").cells(who)
    )
    table.add("operator_id", Column("Operator id"), operators.field("id").cells(who))
    given = [rows.get(pair) for pair in fits]
    table.add(
        "capex",
        Column("Extra capex", Kind.MONEY, "USD m"),
        base.inputs.cells([(row, "Extra capex (USD m)") for row in given]),
    )
    table.add(
        "cost",
        Column("Extra operating cost", Kind.MONEY, "USD m a year"),
        base.inputs.cells([(row, "Extra operating cost (USD m/year)") for row in given]),
    )
    table.add(
        "declined",
        Column("Declined", Kind.WHOLE, "1 or 0"),
        operators.field("declined").cells(who),
    )
    return table
