"""How large the program is: what other amounts of money are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from statistics import median

from optmodel.sense.column_units import column_slips
from optmodel.sense.sourced_ranges import sourced_ranges
from optmodel.workbook.tables import Record, Tables

CAPEX, REVENUE = "Capex (USD m)", "Revenue (USD m/year)"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Capex and revenue of clusters, after columns that slipped as a whole are put right."""

    capex_musd: Mapping[str, float]
    """Cluster to capex of one copy."""
    revenue_musd: Mapping[str, float]
    """Cluster to revenue of one copy, a year."""
    sector: Mapping[str, str]
    """Cluster to its sector; those that are skipped are in none of the sums."""
    total_capex_musd: float
    """Of all copies of all clusters that are not skipped."""

    @property
    def is_usual(self) -> bool:
        """Whether the middle cluster costs what a sourced factory does: capex is not the slip."""
        span = next(it for it in sourced_ranges("Clusters") if it.headers == (CAPEX,))
        costs = [cost for cost in self.capex_musd.values() if cost > 0]
        return bool(costs) and span.least <= median(costs) <= span.most

    def yearly_musd(self, cluster: str) -> float:
        """Revenue of one copy; its capex where that is more, because some have no revenue."""
        return max(self.revenue_musd.get(cluster, 0.0), self.capex_musd.get(cluster, 0.0))

    def least_capex_musd(self, sector: str = "") -> float:
        """Capex of the smallest cluster that costs anything, of a sector or of all; 0 = none."""
        named = (name for name, own in self.sector.items() if not sector or own == sector)
        return min((self.capex_musd[name] for name in named if self.capex_musd[name]), default=0.0)


def sizes_of(tables: Tables) -> Sizes:
    """Add up what is typed in Clusters; of a cluster with a row in Cash flows its own capex."""
    slips = column_slips(tables, "Clusters")
    capex, revenue, sector, total = {}, {}, {}, []
    given = _given_capex(tables)
    for record in tables.rows("Clusters"):
        figures: Mapping[str, float] = {it: record.number(it) for it in (CAPEX, REVENUE)}
        for slip in slips:
            figures = slip.mended(record, figures)
        name = record.text("Cluster")
        capex[name] = figures[CAPEX] or given.get(name, 0.0)
        revenue[name] = figures[REVENUE]
        if record["Decision"] != "skip":
            sector[name] = record.text("Sector")
            total.append(capex[name] * record.number("Copies"))
    return Sizes(capex, revenue, sector, fsum(total))


def _given_capex(tables: Tables) -> dict[str, float]:
    """Cluster to the sum of its row of capex in Cash flows."""
    rows: list[Record] = [it for it in tables.rows("Cash flows") if it["Line"] == "capex"]
    return {record.text("Cluster"): fsum(record.steps("Period")) for record in rows}
