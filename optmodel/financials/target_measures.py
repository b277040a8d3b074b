"""What every vehicle adds to each target: the measure of its metric, and what the filter takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.over_time import SHEET
from optmodel.live.functions import exact, item_or, magnitude, sum_of, total
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

FIGURES = {"jobs": "Jobs", "output": "Output at full rate"}
"""Metrics at full rate of what operates by the date."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Measures and weights of every target, a record per vehicle."""

    table: Records | None
    """None where all targets are about receipts."""
    measures: dict[int, Field]
    """By number of the target, from 0."""
    weights: dict[int, Field]
    """Of the targets that have a filter."""

    def whole(self, target: int) -> Term:
        """Return the metric over everything."""
        return total(self.measures[target].range)

    def reached(self, target: int) -> Term:
        """Return the metric over what passes the filter."""
        if target not in self.weights:
            return self.whole(target)
        return sum_of(self.measures[target].range * self.weights[target].range)


@dataclass(frozen=True, slots=True)
class _Vehicles:
    """The table of vehicles, which gets the columns that the targets ask for."""

    core: Core
    table: Records

    def column(self, key: str, column: Column, content: Term) -> Term:
        """Return a column, added the first time that it is asked for."""
        if not self.table.has(key):
            self.table.add(key, column, content)
        return self.table.field(key).here

    def measure(self, metric: str, by: Term) -> Term:
        """Return what each adds to a metric by a period; nothing of a free vehicle."""
        core = self.core
        if metric == "clusters":
            return (core.cash.since.constant <= by) * 1
        if metric == "capex":
            paid = core.cash.capex.periods
            return 0 - sum_of((core.time.number.range <= by) * paid)
        if metric == "value":
            return core.vehicles.field("npv").here * (core.cash.since.constant <= by)
        column = Column(FIGURES[metric], Kind.QUANTITY, "at full rate")
        figure = self.column(metric, column, self.core.own(metric))
        return figure * (core.cash.running.constant <= by)

    def weight(self, kind: str, wanted: str, filter_: Term) -> Term:
        """Return the part of each that passes a filter: of a source the part that it pays."""
        if kind == "source":
            return self._paid(wanted)
        lookups = self.core.lookups
        table, key = {
            "sector": (lookups.clusters, "sector"),
            "product": (lookups.clusters, "product"),
            "state": (lookups.sites, "state"),
            "site": (lookups.sites, "id"),
        }[kind]
        where = "cluster" if table is lookups.clusters else "site"
        number = self.column(
            where, Column(f"{where.capitalize()} number", Kind.WHOLE, "row of Lookups, 0 = free"),
            self.core.own(where),
        )  # fmt: skip
        words = item_or(table.field(key).range, number, "").joined("")
        return exact(self.column(f"is_{kind}", Column(kind.capitalize()), words), filter_)

    def _paid(self, source: str) -> Term:
        """Part that a source pays; a smaller one than can be paid is none."""
        core = self.core
        index = [each.id for each in core.base.program.sources].index(source)
        row = core.vehicles.field("row").here
        column = Column(f"Part of source {index + 1}", Kind.SHARE, "of calls")
        part = self.column(
            f"part{index + 1}", column, item_or(core.decisions.shares[index].range, row)
        )
        return part * (magnitude(part) > core.sources.pays)


def measured_of(core: Core, rows: Sequence[Record], targets: Records) -> Measured:
    """Describe what every vehicle adds to each row of Targets but those about receipts."""
    counted = [index for index, row in enumerate(rows) if _metric(row) != "receipts"]
    if not counted:
        return Measured(None, {}, {})
    table = Records(core.base.names, SHEET, "TargetVehicles", "tg_of", core.vehicles.count)
    table.add("id", Column("Cluster"), core.vehicles.field("label").here)
    vehicles = _Vehicles(core, table)
    measures, weights = {}, {}
    for index in counted:
        row, number = rows[index], index + 1
        content = vehicles.measure(_metric(row), targets.field("by").cell(index))
        column = Column(f"Target {number}: {_metric(row)}", Kind.QUANTITY, "its unit")
        measures[index] = table.add(f"m{number}", column, content)
        kind = row.text("Filter by").casefold()
        if kind not in {"", "all"} and row.text("Filter"):
            passed = vehicles.weight(kind, row.text("Filter"), targets.field("filter").cell(index))
            column = Column(f"Target {number}: passes the filter", Kind.FACTOR, "part")
            weights[index] = table.add(f"f{number}", column, passed)
    return Measured(table, measures, weights)


def _metric(row: Record) -> str:
    return row.text("Metric").casefold()
