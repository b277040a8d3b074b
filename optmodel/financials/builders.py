"""What builders can do: use of construction resources from each start on, against capacity."""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.financials.core import Core
from optmodel.financials.input_rows import cluster_positions
from optmodel.financials.over_time import (
    SHEET,
    Limited,
    Part,
    Things,
    over_time,
    things_of,
)
from optmodel.live.functions import count_where, sum_of, sum_where
from optmodel.live.line import Line, Look
from optmodel.live.records import Records
from optmodel.live.stack import Stack
from optmodel.live.term import Term, term
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

ABOUT = Limited(
    rule="builder_capacity",
    sheet="Construction",
    thing="Resource",
    amount="Capacity",
    key="build",
    table="Builders",
    title="Builders",
    used="Used",
    unit="units",
)
UNIT = "units a period"


def builders_of(core: Core) -> Part:
    """Use against capacity, the use of every cluster, and the tables behind."""
    things = things_of(core, ABOUT)
    if things is None:
        return Part()
    rows = [
        row
        for row in core.base.tables.rows("Construction use")
        if row.text("Resource") in things.names and row.steps("Step")
    ]
    if not rows:
        return over_time(core, things, term(0) * 1)
    length = max(len(row.steps("Step")) for row in rows)
    waits = _waits(core, length)
    use = _use_table(core, things, rows, length)
    stack, line = _use(core, use, waits, length)
    used = sum_where(line.everywhere, (use.field("of").range, "=", things.table.field("no").here))
    blocks = use.block("Builders: use by cluster"), waits.block("Builders: steps of use")
    return over_time(core, things, used).with_more((stack,), blocks)


def _waits(core: Core, length: int) -> Records:
    """Periods from the start to each step, above the steps."""
    table = Records(core.base.names, SHEET, "BuilderSteps", "build_wait", 1)
    table.add("title", Column("What"), ["Periods since the start"])
    for step in range(length):
        table.add(f"s{step + 1}", Column(f"Step {step + 1}", Kind.WHOLE, "periods"), [step])
    return table


def _use_table(core: Core, things: Things, rows: Sequence[Record], length: int) -> Records:
    """Describe rows of Construction use: which cluster takes how much of what, step by step."""
    inputs, clusters = core.base.inputs, core.lookups.clusters
    table = Records(core.base.names, SHEET, "BuilderUse", "build_use", len(rows))
    at = cluster_positions(core.base)
    own = [at[row.text("Cluster")] for row in rows]
    of = [things.names.index(row.text("Resource")) for row in rows]
    table.add("cluster_id", Column("Cluster"), clusters.field("id").cells(own))
    table.add("id", Column("Resource"), things.table.field("id").cells(of))
    table.add(
        "cluster", Column("Cluster number", Kind.WHOLE, "row of Lookups"),
        clusters.field("no").cells(own),
    )  # fmt: skip
    table.add(
        "of", Column("Resource number", Kind.WHOLE, "position"), things.table.field("no").cells(of)
    )
    for step in range(1, length + 1):
        amounts = inputs.column(rows, f"Step {step}")
        table.add(f"s{step}", Column(f"Step {step}", Kind.QUANTITY, UNIT), amounts)
    return table


def _use(core: Core, use: Records, waits: Records, length: int) -> tuple[Stack, Line]:
    """Steps x starts of the cluster so many periods before, for every row of use."""
    name = use.field("cluster_id").here.joined(": ").joined(use.field("id").here)
    stack = Stack(
        core.base.names, SHEET, "build_by", core.base.horizon, blocks=use.count, subject=name
    )
    line = stack.add("use", Look("Used by what has started", UNIT, Kind.QUANTITY))
    workings, now = core.decisions, core.time.number.now
    since = now - waits.across("s1", f"s{length}", fixed=True)
    started: Term = count_where(
        (workings.field("cluster").range, "=", use.field("cluster").here),
        (workings.field("on").range, "=", 1),
        (workings.field("start").range, "=", since),
    )
    line.content = sum_of(use.across("s1", f"s{length}") * started)
    return stack, line
