"""The table of placements on the sheet Lookups: what a cluster is at a site."""

from __future__ import annotations

from optmodel.financials.base import Base
from optmodel.financials.input_rows import cluster_positions, site_positions, use_columns
from optmodel.financials.settings import SHEET, is_word
from optmodel.live.records import Records, numbers
from optmodel.program.resources import UNITS
from optmodel.results.layout import Column, Kind


def pair_lookup(base: Base, clusters: Records, sites: Records) -> Records:
    """Describe the table, a record per row of Placement; one that is blank without any."""
    rows, inputs = base.tables.rows("Placement"), base.inputs
    table = Records(base.names, SHEET, "LookupPairs", "lp", max(1, len(rows)))
    if not rows:
        table.add("no", Column("Number", Kind.WHOLE, "position"), [0])
        for key in ("cluster", "site", "allowed", "capex", "margin"):
            table.add(key, Column(key.capitalize(), Kind.WHOLE, "none"), [0])
        for key, resource, _ in use_columns(base):
            table.add(key, Column(f"Use of {resource}", Kind.QUANTITY, "none"), [0])
        return table
    cluster_at, site_at = cluster_positions(base), site_positions(base)
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
