"""The table of the sheet Plan: what is decided, as values."""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.financials.base import Base
from optmodel.live.records import Records
from optmodel.plan.plan import Decision
from optmodel.results.layout import Column, Kind, Tone
from optmodel.results.names import cluster_of, title_of_source

SHEET = "Plan"
CLUSTER, COPY, FUND, SITE, START, OPERATOR = (
    Column("Cluster"),
    Column("Copy", Kind.WHOLE, "number"),
    Column("Fund", unit="yes or no", tone=Tone.SOLVER),
    Column("Site", tone=Tone.SOLVER),
    Column("Start", Kind.DATE, "date", tone=Tone.SOLVER),
    Column("Operator", tone=Tone.SOLVER),
)
"""The columns that say what is decided, and about which cluster."""
SHARE = "Share"
"""What the columns begin with that say which part a source pays."""


def share_column(title: str) -> Column:
    """Give the column of the part that a source pays, by the title of the source."""
    return Column(f"{SHARE} {title}", Kind.SHARE, "% of calls", tone=Tone.SOLVER)


def plan_table(base: Base, order: Sequence[Decision]) -> Records:
    """Describe the decisions, a record per cluster and copy."""
    table = Records(base.names, SHEET, "Plan", "plan", len(order))
    clusters = [cluster_of(base.plan, decision) for decision in order]
    table.add("label", CLUSTER, [cluster.label for cluster in clusters])
    table.add("name", Column("Name"), [cluster.name for cluster in clusters])
    table.add("copy", COPY, [cluster.copy for cluster in clusters])
    table.add("fund", FUND, ["yes" if decision.funded else "no" for decision in order])
    table.add("site", SITE, [decision.site or None for decision in order])
    table.add("start", START, [decision.start for decision in order])
    operators = [
        decision.operator or (cluster.operator if not cluster.fits else "") or None
        for decision, cluster in zip(order, clusters, strict=True)
    ]
    table.add("operator", OPERATOR if base.program.operators else Column(OPERATOR.name), operators)
    sources = base.program.sources
    for number, source in enumerate(sources, 1):
        if len(sources) > 1:
            title = title_of_source(base.program, source)
            shares = [
                decision.shares[number - 1] if decision.funded else None for decision in order
            ]
            table.add(f"share{number}", share_column(title), shares)
    return table
