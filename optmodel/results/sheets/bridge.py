"""The sheet Bridge: what each family of limits takes from the value."""

from __future__ import annotations

from optmodel.live.records import Records
from optmodel.results.layout import Block, Chart, Column, Report, Series, Sheet

BARS = (("Value", "total"), ("", "base"), ("Taken away", "above"), ("Taken away", "below"))
SIZE = (900, 360)
"""Pixels."""
FILLS = ("#1F3864", "", "#C55A11", "#C55A11")


def bridge(report: Report) -> Sheet:
    """Describe the sheet Bridge."""
    table = report.model.bridge
    blocks = (_nothing(),) if table is None else (table.block("Bridge", filters=False),)
    return Sheet(
        "Bridge",
        "Bridge",
        "From the value that there would be without common limits to that of the plan: what each"
        " family of limits takes away at most, in this order. Up to the last step the solver's"
        " figures are those of the run, with clusters that may be divided.",
        blocks,
        charts=() if table is None else (_chart(table),),
        frozen_columns=1,
    )


def _nothing() -> Block:
    columns = (Column("Step", width=14),)
    return Block(
        "Bridge", "Bridge", columns, (), empty="Nobody searched for this plan.", filters=False
    )


def _chart(table: Records) -> Chart:
    last = table.count - 1

    def column(key: str) -> Series:
        at = table.field(key).at
        return Series("Bridge", "Bridge", (0, at), (last, at))

    return Chart(
        "column",
        "Value bridge",
        "Columns from the value of every cluster at its best place and time, less what each family"
        " of limits takes away, to the value of the plan; figures in the table above.",
        column("label"),
        tuple((name, column(key)) for name, key in BARS),
        "USD m",
        table.count + 8,
        0,
        fills=FILLS,
        size=SIZE,
    )
