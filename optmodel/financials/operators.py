"""What operators can carry: clusters that each of them runs, and their capital."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optmodel.financials.core import Core
from optmodel.financials.over_time import NO_LIMIT, SHEET, Part
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.live.functions import (
    count_where,
    exact,
    figure,
    is_number,
    item_or,
    most,
    sum_of,
    sum_where,
    total,
)
from optmodel.live.records import Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

CLUSTERS, CAPITAL = "Maximum clusters", "Maximum capital (USD m)"
"""Columns of Operators."""
RULE = "operator_capacity"


def operators_of(core: Core) -> Part:
    """Operators with what they run, and who runs every vehicle."""
    rows = core.base.tables.rows("Operators")
    if not rows:
        return Part()
    runs = _runs(core)
    table = _table(core, rows, runs)
    return Part(
        blocks=(
            table.block("Operators: what each of them carries"),
            runs.block("Operators: who runs every vehicle"),
        ),
        limits=tuple(_limits(rows, table)),
        checks=(RuleCheck(RULE, total(table.field("broken").range)),),
    )


def _runs(core: Core) -> Records:
    """Say who runs every vehicle: the operator that Plan names, candidate or not."""
    vehicles, known = core.vehicles, core.lookups.operators
    table = Records(core.base.names, SHEET, "OperatorVehicles", "run_by", vehicles.count)
    table.add("id", Column("Cluster"), vehicles.field("label").here)
    named = item_or(
        core.decisions.plan.field("operator").range, vehicles.field("row").here, ""
    ).joined("")
    name = table.add("operator", Column("Operator"), named)
    same = exact(known.field("id").range, name.here)
    table.add(
        "of", Column("Number", Kind.WHOLE, "position, 0 = none"),
        sum_of(same * known.field("no").range),
    )  # fmt: skip
    return table


def _table(core: Core, rows: Sequence[Record], runs: Records) -> Records:
    """Describe clusters and capital of every operator beside what it can carry."""
    base, known = core.base, core.lookups.operators
    table = Records(base.names, SHEET, "OperatorsCarry", "carry", len(rows))
    every = range(len(rows))
    table.add("id", Column("Operator"), known.field("id").cells(every))
    no = table.add("no", Column("Number", Kind.WHOLE, "position"), known.field("no").cells(every))
    table.add("status", Column("Status"), base.inputs.column(rows, "Status", ""))
    mine = (runs.field("of").range, "=", no.here)
    loads = (
        ("clusters", "Clusters", Kind.WHOLE, "number", count_where(mine), CLUSTERS),
        ("capital", "Capital", Kind.MONEY, "USD m",
         sum_where(core.vehicles.field("capital").range, mine), CAPITAL),
    )  # fmt: skip
    for key, name, kind, unit, used, header in loads:
        table.add(key, Column(name, kind, unit), used)
        maximum = base.inputs.column(rows, header, NO_LIMIT)
        table.add(f"most_{key}", Column(f"Most {name.lower()}", kind, unit), maximum)

    def over(key: str) -> Term:
        return table.field(key).here - figure(table.field(f"most_{key}").here)

    def limited(key: str) -> Term:
        return is_number(table.field(f"most_{key}").here)

    tolerance = core.settings.rounding * most(1, figure(table.field("most_capital").here))
    table.add(
        "broken", Column("Limits broken", Kind.WHOLE, "number"),
        limited("clusters") * (over("clusters") > 0)
        + limited("capital") * (over("capital") > tolerance),
    )  # fmt: skip
    return table


def _limits(rows: Sequence[Record], table: Records) -> Iterator[LimitLine]:
    """Give the limits of each operator that has any."""
    for index, row in enumerate(rows):
        for key, unit, header in (
            ("clusters", "clusters", CLUSTERS),
            ("capital", "USD m", CAPITAL),
        ):
            if row.optional_number(header) is not None:
                used, limit = (table.field(name).cell(index) for name in (key, f"most_{key}"))
                subject, cell = row.text("Operator"), row.address(header)
                yield LimitLine(RULE, subject, unit, used, limit, cell=cell)
