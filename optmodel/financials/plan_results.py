"""What follows from the decisions, cluster by cluster: the rest of the sheet Plan.

A cluster that is funded shows what its vehicle returns; one that is not shows blanks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optmodel.financials.base import Base
from optmodel.financials.input_rows import cluster_rows
from optmodel.financials.notice import add_notice
from optmodel.financials.recovered import add_recovered
from optmodel.financials.returns import VehicleColumns
from optmodel.live.functions import added, either, item, largest, months_after
from optmodel.live.line import Line, Look
from optmodel.live.term import Term
from optmodel.program.program import Cluster
from optmodel.results.layout import Column, Kind
from optmodel.results.names import BEFORE_POOLS, HOST

if TYPE_CHECKING:
    from optmodel.financials.core import Core

NO_PLACE = "site or start is not known"
NO_VEHICLE = "no vehicle is free to show it"
"""What is said of a row that says yes and cannot be shown."""
MONEY = Kind.MONEY, "USD m"


def add_plan_results(core: Core) -> None:
    """Add to Plan what follows for each cluster; first to Returns what is still missing there."""
    columns = VehicleColumns(core.settings, core.time, core.vehicles, core.cash)
    _of_vehicles(core, columns)
    add_notice(core.ground, columns, core.waterfall, core.holidays)
    add_recovered(core.ground, columns, core.waterfall)
    rows = _Rows(core)
    _when(core, rows)
    _amounts(core, rows)
    _values(core, rows)
    _returns(core, rows)
    _who(core, rows)


class _Rows:
    """The rows of Plan, and the vehicle that shows each of them."""

    def __init__(self, core: Core) -> None:
        self.plan = core.decisions.plan
        self._vehicles = core.vehicles
        workings = core.decisions.workings
        room = core.settings.table.add(
            "set_vehicles",
            "Vehicles that the time sheets have room for",
            "number",
            largest(core.vehicles.field("no").range),
            Kind.WHOLE,
        )
        vehicle, funded = workings.field("vehicle").here, workings.field("funded").here
        shown = workings.add(
            "shown",
            Column("Vehicle that shows it", Kind.WHOLE, "number, 0 = none"),
            vehicle * (vehicle <= room),
        )
        self.shown = shown.here
        full = workings.add(
            "full",
            Column("Where there is no vehicle"),
            either(vehicle > self.shown, NO_VEHICLE, ""),
        )
        counts = workings.field("on").here
        self.plan.add("note", Column("Note"), either(funded > counts, NO_PLACE, full.here))

    def say(self, key: str, column: Column, content: Term) -> None:
        """Add a column that is blank where a cluster is not shown."""
        self.plan.add(key, column, either(self.shown > 0, content, ""))

    def of_vehicle(self, key: str, column: Column) -> None:
        """Add a column of what the vehicle returns."""
        self.say(key, column, item(self._vehicles.field(key).range, self.shown))


def _of_vehicles(core: Core, columns: VehicleColumns) -> None:
    """Add sums to Returns: support, and the calls on all sources."""
    stack = core.cash.stack
    support = stack.line("support").total if stack.has("support") else 0 * core.cash.capital.total
    columns.add("support", "Support", *MONEY, support)
    calls = added(claims.calls.total for claims in core.waterfall.claims)
    columns.add("calls", "Calls on all sources", *MONEY, calls)


def _when(core: Core, rows: _Rows) -> None:
    """Where and when, in words and dates."""
    settings, decisions = core.settings, core.decisions
    site, start = decisions.field("site").here, decisions.field("start").here
    labels = _labels(core).range
    rows.say("state", Column("State"), item(core.lookups.sites.field("state").range, site))
    rows.say("start_period", Column("Start period"), item(labels, start + 1))
    months = settings.months * decisions.field("first").here
    operation = months_after(settings.first_day, months)
    rows.say("operation", Column("Operation", Kind.DATE, "date"), operation)
    rows.of_vehicle("notice", Column("Notice by", Kind.DATE, "date"))


def _labels(core: Core) -> Line:
    """Add the names of the periods to the sheet Time."""
    calendar = core.base.program.calendar
    names = [calendar.label(period) for period in range(core.base.horizon)]
    line = core.time.stack.add("label", Look("Period", "name", Kind.TEXT))
    line.content = [names]
    return line


def _amounts(core: Core, rows: _Rows) -> None:
    """Capital, and who is called for it."""
    rows.of_vehicle("capex", Column("Capex", *MONEY))
    rows.of_vehicle("support", Column("Support", *MONEY))
    rows.of_vehicle("calls", Column("Calls", *MONEY))
    terms = core.sources.terms
    for one in terms if len(terms) > 1 else ():
        rows.of_vehicle(f"calls{one.number}", Column(f"Calls {one.title}", *MONEY))


def _values(core: Core, rows: _Rows) -> None:
    """What it is worth to whom."""
    terms = core.sources.terms
    pooled = any(one.source.is_pooled for one in terms)
    rows.of_vehicle("npv", Column("NPV program", *MONEY))
    rows.of_vehicle("npv_host", Column(f"NPV {HOST}{BEFORE_POOLS if pooled else ''}", *MONEY))
    for one in terms:
        words = BEFORE_POOLS if one.source.is_pooled else ""
        rows.of_vehicle(f"npv{one.number}", Column(f"NPV {one.title}{words}", *MONEY))


def _returns(core: Core, rows: _Rows) -> None:
    """Rate of return, years until the money is back, and until each source has its own."""
    measured = core.base.program.settings.payback_from
    suffix = "_operation" if measured == "first operation" else ""
    rows.of_vehicle("irr", Column("IRR", Kind.SHARE, "% a year"))
    for key, name in (("payback", "Payback"), ("discounted", "Discounted payback")):
        for wanted, words in (
            (suffix, f"measured from {measured}"),
            ("_operation", "counted from operation"),
        ):
            field = core.vehicles.field(f"{key}{wanted}")
            content = item(field.range, rows.shown)
            column = Column(f"{name}, {words}", Kind.YEARS, "years")
            rows.say(f"{key}{'_operation' if words.startswith('c') else ''}", column, content)
    terms = core.sources.terms
    for one in terms:
        title = "of the pledge" if len(terms) == 1 else one.title
        column = Column(f"Recovery {title}", Kind.YEARS, "years from first call")
        rows.of_vehicle(f"recovered{one.number}", column)
    rows.of_vehicle("recovered_by", Column("Recovered by", Kind.DATE, "date"))


def _who(core: Core, rows: _Rows) -> None:
    """What the input says about the cluster, funded or not."""
    clusters, cluster = core.lookups.clusters, core.decisions.field("cluster").here
    clusters.add("stage", Column("Stage"), _stages(core.base))
    for key, name in (
        ("sector", "Sector"),
        ("product", "Product"),
        ("stage", "Stage"),
        ("decision", "Decision asked"),
    ):
        rows.plan.add(key, Column(name), item(clusters.field(key).range, cluster))
    chosen = core.decisions.clusters
    estimates = ["yes" if is_estimate(one) else "no" for one in chosen]
    rows.plan.add("estimate", Column("Marked as estimate"), estimates)
    cells = [one.cells.get("Cluster", "") for one in chosen]
    rows.plan.add("input_row", Column("Input row"), cells)


def _stages(base: Base) -> Term:
    return base.inputs.column(cluster_rows(base), "Stage", "")


def is_estimate(cluster: Cluster) -> bool:
    """Whether the Source or the Notes of the input row say the word estimate."""
    return "estimate" in f"{cluster.source_note} {cluster.notes}".casefold()
