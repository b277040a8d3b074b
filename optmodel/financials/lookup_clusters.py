"""The table of clusters on the sheet Lookups."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base, period_of
from optmodel.financials.input_rows import cluster_rows, use_columns
from optmodel.financials.profiles import Profiles
from optmodel.financials.settings import SHEET, Settings, is_word
from optmodel.live.by_record import chosen_by_row
from optmodel.live.functions import rounded
from optmodel.live.records import Records, numbers
from optmodel.live.term import Term
from optmodel.program.resources import UNITS
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

PAYBACK = "Maximum payback (years)"
"""Header of Clusters."""


@dataclass(frozen=True, slots=True)
class _Clusters:
    """What the columns are made from."""

    base: Base
    settings: Settings
    profiles: Profiles
    rows: tuple[Record, ...]
    table: Records

    def typed(self, header: str, otherwise: Term | float | str = 0) -> Term:
        """Return a column of the input; ``otherwise`` where it is blank."""
        return self.base.inputs.column(self.rows, header, otherwise)

    def add(self, key: str, name: str, kind: Kind, unit: str, content: Term) -> Term:
        """Add a column; return its cell."""
        return self.table.add(key, Column(name, kind, unit), content).here

    def period_or(self, header: str, otherwise: Term | float) -> Term:
        """Return the period that a column of dates names, something else where it is blank."""
        settings = self.settings
        day = self.typed(header, settings.first_day)
        named_period = period_of(day, settings.first_month, settings.months)
        is_given = [self.base.inputs.has(row, header) for row in self.rows]
        return chosen_by_row(is_given, named_period, otherwise)


def cluster_lookup(base: Base, settings: Settings, profiles: Profiles) -> Records:
    """Describe the table, a record per row of Clusters."""
    rows = cluster_rows(base)
    table = Records(base.names, SHEET, "LookupClusters", "lc", len(rows))
    clusters = _Clusters(base, settings, profiles, rows, table)
    _who(clusters)
    _build(clusters)
    usual = _given_rows(clusters)
    _operation(clusters, usual)
    _terms(clusters, usual)
    _window(clusters)
    _at_full_rate(clusters)
    return table


def _who(clusters: _Clusters) -> None:
    """Add what it is called, and what is asked for it."""
    table = clusters.table
    name = table.add("id", Column("Cluster"), clusters.typed("Cluster"))
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    table.add("decision", Column("Decision"), clusters.typed("Decision", ""))
    table.add("fixed_site", Column("Fixed site"), clusters.typed("Site", ""))


def _build(clusters: _Clusters) -> None:
    """Add how long it is built, what that costs and how long capital is spent."""
    base, rows, profiles, table = clusters.base, clusters.rows, clusters.profiles, clusters.table
    periods = clusters.typed("Build (periods)")
    build = table.add("build", Column("Build", Kind.WHOLE, "periods"), periods)
    clusters.add("capex", "Capex", Kind.MONEY, "USD m", profiles.capex_of_clusters(base, rows))
    clusters.add("run", "Spending", Kind.WHOLE, "periods", profiles.run_of_clusters(build))


def _given_rows(clusters: _Clusters) -> Term:
    """Add its rows of Cash flows; return 1 where none of them is its net cash.

    A row of net cash stands for revenue and cost, whatever else is given.
    """
    name, number_of = clusters.table.field("id").here, clusters.profiles.number_of_line
    row, unit = Kind.WHOLE, "position"
    net = clusters.add("net_row", "Row of net cash", row, unit, number_of(name, "net"))
    usual = net.equals(0)
    for key, line in (("revenue_row", "revenue"), ("cost_row", "operating cost")):
        clusters.add(key, f"Row of {line}", row, unit, usual * number_of(name, line))
    return usual


def _operation(clusters: _Clusters, usual: Term) -> None:
    """Add what it earns and costs in a period of operation, and how long it operates."""
    years, money, unit = clusters.settings.years, Kind.MONEY, "USD m a period"
    revenue = clusters.typed("Revenue (USD m/year)") * years * usual
    is_typed = clusters.table.field("revenue_row").here.equals(0)
    clusters.add("revenue", "Revenue at full rate", money, unit, revenue * is_typed)
    cost = clusters.typed("Operating cost (USD m/year)") * years * usual
    is_typed = clusters.table.field("cost_row").here.equals(0)
    clusters.add("cost", "Operating cost", money, unit, cost * is_typed)
    sustaining = clusters.typed("Sustaining capex (% of capex/year)") * years * usual
    unit = "of capex a period"
    clusters.add("sustaining", "Sustaining capex", Kind.SHARE, unit, sustaining)
    clusters.add("pays_rent", "Pays rent", Kind.WHOLE, "1 or 0", usual * 1)
    ramp = clusters.profiles.ramp_of_clusters(clusters.base, clusters.rows)
    clusters.add("ramp", "Ramp", Kind.WHOLE, "position", ramp)
    life = clusters.typed("Life (years)", clusters.settings.horizon * years)
    clusters.add("life", "Life", Kind.WHOLE, "periods", rounded(life / years))


def _terms(clusters: _Clusters, usual: Term) -> None:
    """Add support and tax."""
    support = clusters.typed("Support (% of capex)")
    clusters.add("support", "Support", Kind.SHARE, "of capex", support)
    taxable = is_word(clusters.typed("Taxable owner", "no"), "yes")
    rate = clusters.settings.tax_rate * taxable * usual
    clusters.add("tax", "Tax rate", Kind.SHARE, "of income", rate)


def _window(clusters: _Clusters) -> None:
    """Add when it may start, and how soon it must have paid back."""
    earliest = clusters.period_or("Earliest start", 0)
    clusters.add("earliest", "Earliest start", Kind.WHOLE, "period", earliest)
    latest = clusters.period_or("Latest start", clusters.settings.horizon - 1)
    clusters.add("latest", "Latest start", Kind.WHOLE, "period", latest)
    if any(clusters.base.inputs.has(row, PAYBACK) for row in clusters.rows):
        longest, unit = clusters.typed(PAYBACK, -1), "years, -1 = none"
        clusters.add("payback", "Maximum payback", Kind.YEARS, unit, longest)


def _at_full_rate(clusters: _Clusters) -> None:
    """Add what it belongs to, and what it brings and uses at full rate."""
    for key, header in (("sector", "Sector"), ("product", "Product"), ("operator", "Operator")):
        clusters.table.add(key, Column(header), clusters.typed(header, ""))
    clusters.add("jobs", "Jobs", Kind.QUANTITY, "jobs", clusters.typed("Jobs"))
    output = clusters.typed("Output (units/year)")
    clusters.add("output", "Output at full rate", Kind.QUANTITY, "units a year", output)
    for key, resource, header in use_columns(clusters.base):
        unit = UNITS.get(resource, "units")
        name = f"Use of {resource}"
        clusters.add(key, name, Kind.QUANTITY, unit, clusters.typed(header))
