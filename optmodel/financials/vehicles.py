"""Which vehicle shows which cluster: the beginning of the sheet Returns.

Vehicle k is the k-th funded cluster of the sheet Plan, so that the time sheets hold rows for what
is funded and some to spare, and none for the rest.
"""

from __future__ import annotations

from optmodel.financials.base import Base
from optmodel.financials.decisions import Decisions
from optmodel.live.functions import either, item_or, position
from optmodel.live.records import Records, numbers
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

SHEET = "Returns"
FREE = "(free)"
"""Name of a vehicle that shows nothing."""
SPARE = 30
"""Further vehicles for clusters that a reader may want to fund, at least."""


def vehicle_count(base: Base) -> int:
    """How many vehicles the time sheets have room for."""
    clusters, funded = len(base.plan.decisions), len(base.plan.funded)
    return max(1, min(clusters, funded + max(SPARE, funded // 2)))


def vehicles_of(base: Base, decisions: Decisions) -> Records:
    """Describe the table of vehicles, so far with what each of them shows."""
    table = Records(base.names, SHEET, "Returns", "v", vehicle_count(base))
    label = table.add("label", Column("Cluster"), [FREE] * table.count)
    table.add("no", Column("Vehicle", Kind.WHOLE, "number"), numbers(table, label))
    row = table.add("row", Column("Row of Plan", Kind.WHOLE, "number, 0 = free"))
    row.content = _row(decisions, table)
    label.content = item_or(decisions.field("label").range, row.here, FREE)
    return table


def _row(decisions: Decisions, table: Records) -> Term:
    """``MATCH`` of the vehicle's number, 0 where there are fewer funded clusters."""
    here = table.field("no").here
    found = position(decisions.field("vehicle").range, here)
    return either(here <= decisions.funded_count, found, 0)
