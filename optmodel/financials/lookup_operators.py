"""The tables of operators on the sheet Lookups, and of who could run which cluster."""

from __future__ import annotations

from optmodel.audit.operators import fits_of
from optmodel.financials.base import Base
from optmodel.financials.input_rows import cluster_positions, positions
from optmodel.financials.settings import SHEET, is_word
from optmodel.live.records import Records, numbers
from optmodel.results.layout import Column, Kind


def operator_lookup(base: Base) -> Records:
    """Describe the table, a record per row of Operators; one of nobody without any."""
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


def fit_lookup(base: Base, clusters: Records, operators: Records) -> Records:
    """Candidates: rows of Operator fit, else the operator that Clusters names."""
    rows = {
        (row.text("Cluster"), row.text("Operator")): row for row in base.tables.rows("Operator fit")
    }
    cluster_at = cluster_positions(base)
    operator_at = positions(base.tables.rows("Operators"), "Operator")
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
