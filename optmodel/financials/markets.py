"""What markets take: output of every product at the ramp of what operates, against its limit."""

from __future__ import annotations

from optmodel.financials.core import Core
from optmodel.financials.over_time import (
    SHEET,
    Limited,
    Part,
    Things,
    over_time,
    things_of,
)
from optmodel.live.functions import entry, exact, item_or, least, sum_of, sum_where
from optmodel.live.line import Line, Look
from optmodel.live.records import Records
from optmodel.live.stack import Stack
from optmodel.results.layout import Column, Kind

UNIT = "units/year"
ABOUT = Limited(
    rule="market_limit",
    sheet="Markets",
    thing="Product",
    amount="Maximum output (units/year)",
    key="market",
    table="MarketsOverTime",
    title="Markets",
    used="Output",
    unit=UNIT,
)


def markets_of(core: Core) -> Part:
    """Output against what can be sold, the output of every vehicle, and the table behind."""
    things = things_of(core, ABOUT)
    if things is None:
        return Part()
    makers = _makers(core, things)
    stack, line = _output(core, makers)
    made = sum_where(
        line.everywhere, (makers.field("of").range, "=", things.table.field("no").here)
    )
    blocks = (makers.block("Markets: what every vehicle makes"),)
    return over_time(core, things, made).with_more((stack,), blocks)


def _makers(core: Core, things: Things) -> Records:
    """Describe what every vehicle makes: its product, if it has a market, and how much of it."""
    vehicles, clusters = core.vehicles, core.lookups.clusters
    table = Records(core.base.names, SHEET, "MarketVehicles", "market_of", vehicles.count)
    table.add("id", Column("Cluster"), vehicles.field("label").here)
    cluster = table.add(
        "cluster", Column("Cluster number", Kind.WHOLE, "row of Lookups, 0 = free"),
        core.own("cluster"),
    )  # fmt: skip
    product = table.add(
        "product", Column("Product"), item_or(clusters.field("product").range, cluster.here, "")
    )
    same = exact(things.table.field("id").range, product.here)
    of = table.add(
        "of",
        Column("Market", Kind.WHOLE, "position, 0 = none"),
        sum_of(same * things.table.field("no").range),
    )
    full = core.own("output")
    table.add("full", Column("Output at full rate", Kind.QUANTITY, UNIT), full * (of.here > 0))
    table.add(
        "ramp", Column("Ramp", Kind.WHOLE, "row of Lookups"),
        core.own("ramp", 1),
    )  # fmt: skip
    return table


def _output(core: Core, makers: Records) -> tuple[Stack, Line]:
    """Output at full rate x the step of the ramp, of every vehicle while it operates."""
    stack = Stack(
        core.base.names,
        SHEET,
        "market_by",
        core.base.horizon,
        blocks=makers.count,
        subject=makers.field("id").here,
    )
    line = stack.add("output", Look("Output for a market", UNIT, Kind.QUANTITY))
    ramps = core.lookups.profiles
    step = least(core.cash.running.now, ramps.ramp_steps) + 1
    line.content = makers.field("full").here * entry(ramps.ramp, makers.field("ramp").here, step)
    return stack, line
