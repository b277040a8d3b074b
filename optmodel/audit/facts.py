"""The input rows looked up by id, and the figures that every start shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from optmodel.audit.calendar import Calendar, month_number
from optmodel.audit.limits import Limits
from optmodel.audit.operators import NO_EXTRA, Fit, Fits, fits_of
from optmodel.audit.resources import resources_of, supply_cells_of, supply_of
from optmodel.audit.source import Source, sources_of
from optmodel.audit.words import word
from optmodel.workbook.tables import Record, Tables

__all__ = ["DISCOUNT_POINT", "Facts", "Steps", "facts_of", "word"]

DISCOUNT_POINT = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Where in the period its cash falls, as a fraction of the period."""

Steps = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tables say, without any judgment."""

    tables: Tables
    calendar: Calendar
    clusters: Mapping[str, Record]
    sites: Mapping[str, Record]
    pairs: Mapping[tuple[str, str], Record]
    """(cluster, site) to its row of Placement."""
    profiles: Mapping[tuple[str, str], Steps]
    """(kind, name) to its steps."""
    cash_rows: Mapping[tuple[str, str], Steps]
    """(cluster, line) to its amounts by period from the start."""
    sources: Mapping[str, Source]
    """Source id to what the rows of Funding and Funding calls say, the pledge first."""
    funding: Mapping[str, Record]
    """Source id to its row of Funding."""
    operators: Mapping[str, Record]
    fits: Fits
    """Cluster id to the operators that could run it, for clusters that must have one."""
    resources: Mapping[str, str]
    """Site resource to its column in Clusters."""
    supply: Mapping[tuple[str, str], Limits]
    """(site, resource) to what is on offer by period, where there is a limit at all."""
    supply_cells: Mapping[tuple[str, str], tuple[str, ...]]
    """(site, resource) to the address, (H,) by period, of the cell that sets that limit."""
    discount: Steps
    """(H,) discount factor."""
    revenue_index: Steps
    """(H,) prices of revenue, 1 in period 0; likewise the next two."""
    cost_index: Steps
    capex_index: Steps

    def setting_number(self, name: str) -> float | None:
        """A setting as a number, None where blank."""
        return self.tables.settings[name].optional_number("Value")

    def setting_word(self, name: str) -> str:
        """A setting as a word in small letters."""
        return self.tables.settings[name].text("Value").casefold()

    def setting_cell(self, name: str) -> str:
        """Full address of a setting's value."""
        return self.tables.settings[name].address("Value")

    def source_cell(self, source: str, column: str) -> str:
        """Full address of what Funding says of a source."""
        return self.funding[source].address(column)

    def use(self, cluster: str, site: str, resource: str) -> float:
        """Use of a resource by a cluster at a site; Placement goes before Clusters."""
        column = self.resources[resource]
        pair = self.pairs.get((cluster, site))
        special = None if pair is None else pair.optional_number(column)
        usual = self.clusters[cluster].optional_number(column) or 0.0
        return usual if special is None else special

    def fit(self, cluster: str, operator: str) -> Fit:
        """What an operator adds to the cost of a cluster; nothing where it is no candidate."""
        return self.fits.get(cluster, {}).get(operator, NO_EXTRA)

    def period(self, record: Record, column: str, default: int) -> int:
        """The period that a date column names, a default where it is blank."""
        day = record.day(column)
        return default if day is None else self.calendar.period(day)


def facts_of(tables: Tables) -> Facts:
    """Look the rows up by their ids and work out calendar, prices and discount factors."""
    calendar = _calendar(tables)
    point = DISCOUNT_POINT[_word(tables, "Discount timing")]
    rate = _number(tables, "Discount rate")
    resources = resources_of(tables)
    return Facts(
        tables=tables,
        calendar=calendar,
        clusters={row.text("Cluster"): row for row in tables.rows("Clusters")},
        sites={row.text("Site"): row for row in tables.rows("Sites")},
        pairs={(row.text("Cluster"), row.text("Site")): row for row in tables.rows("Placement")},
        profiles={
            (word(row, "Kind"), row.text("Profile")): row.steps("Step")
            for row in tables.rows("Profiles")
        },
        cash_rows={
            (row.text("Cluster"), word(row, "Line")): row.steps("Period")
            for row in tables.rows("Cash flows")
        },
        sources=sources_of(tables, calendar),
        funding={row.text("Source"): row for row in tables.rows("Funding")},
        operators={row.text("Operator"): row for row in tables.rows("Operators")},
        fits=fits_of(tables),
        resources=resources,
        supply=supply_of(tables, calendar, resources),
        supply_cells=supply_cells_of(tables, calendar, resources),
        discount=tuple(
            (1.0 + rate) ** -((h + point) * calendar.years) for h in range(calendar.horizon)
        ),
        revenue_index=_index(tables, "Revenue escalation", calendar),
        cost_index=_index(tables, "Cost escalation", calendar),
        capex_index=_index(tables, "Capex escalation", calendar),
    )


def _calendar(tables: Tables) -> Calendar:
    """The calendar of the Settings; the first period begins on the first of its month."""
    first = tables.setting("First period")
    if not isinstance(first, date):
        raise TypeError(f"Expected a date as First period, got {first!r}.")
    return Calendar(
        first_month=month_number(first),
        months=round(_number(tables, "Months per period")),
        decisions=round(_number(tables, "Decision periods")),
        horizon=round(_number(tables, "Horizon periods")),
    )


def _index(tables: Tables, setting: str, calendar: Calendar) -> Steps:
    """(H,) price index (1+g)^(years since period 0)."""
    growth = 1.0 + _number(tables, setting)
    return tuple(growth ** (h * calendar.years) for h in range(calendar.horizon))


def _number(tables: Tables, setting: str) -> float:
    return tables.settings[setting].number("Value")


def _word(tables: Tables, setting: str) -> str:
    return tables.settings[setting].text("Value").casefold()
