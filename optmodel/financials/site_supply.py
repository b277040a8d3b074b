"""What a site offers of a resource where that changes over time, a record per step."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.audit.resources import BASE_RESOURCES
from optmodel.audit.words import folded
from optmodel.financials.base import period_of
from optmodel.financials.core import Core
from optmodel.financials.site_openings import SHEET, Openings
from optmodel.live.by_record import chosen_by_row
from optmodel.live.functions import most
from optmodel.live.records import Records
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

FROM, AVAILABLE = "From", "Available"


@dataclass(frozen=True, slots=True)
class SupplySteps:
    """The table of steps, those of one site and resource together, by period."""

    table: Records
    pairs: tuple[tuple[str, str], ...]
    """Site and resource of each record."""

    def first(self, site: str, resource: str) -> int:
        """First record of a resource at a site."""
        return self.pairs.index((site, resource))


@dataclass(frozen=True, slots=True)
class _Step:
    site: int
    """Record of the openings."""
    resource: str
    record: Record
    """Row of the input: of Site supply, or of Sites for what holds before them."""

    @property
    def header(self) -> str:
        """Column of the amount."""
        return BASE_RESOURCES[self.resource] if self.is_base else AVAILABLE

    @property
    def is_base(self) -> bool:
        """Whether it holds from the first period on."""
        return self.record.sheet == "Sites"


def supply_steps(core: Core, openings: Openings) -> SupplySteps | None:
    """Describe the steps; None where no supply changes."""
    steps = _steps(core, openings)
    if not steps:
        return None
    base, settings = core.base, core.settings
    pairs = tuple((openings.sites[step.site].id, step.resource) for step in steps)
    known = list(dict.fromkeys(pairs))
    table = Records(base.names, SHEET, "SitesSupply", "ss", len(steps))
    table.add("site", Column("Site"), openings.table.field("site").cells([s.site for s in steps]))
    table.add("resource", Column("Resource"), [step.resource for step in steps])
    table.add(
        "pair",
        Column("Number", Kind.WHOLE, "site and resource"),
        [known.index(pair) + 1 for pair in pairs],
    )
    day = base.inputs.cells(
        [(None if step.is_base else step.record, FROM) for step in steps], settings.first_day
    )
    since = table.add(
        "from",
        Column("From", Kind.WHOLE, "period"),
        most(period_of(day, settings.first_month, settings.months), 0),
    )
    is_last = [at + 1 == len(pairs) or pairs[at + 1] != pairs[at] for at in range(len(pairs))]
    following = [min(at + 1, len(pairs) - 1) for at in range(len(pairs))]
    table.add(
        "until",
        Column("Until", Kind.WHOLE, "period, this one excluded"),
        chosen_by_row(is_last, settings.horizon, since.cells(following)),
    )
    table.add(
        "available",
        Column("On offer", Kind.GIVEN, "unit of the resource"),
        base.inputs.cells([(step.record, step.header) for step in steps]),
    )
    return SupplySteps(table, pairs)


def _steps(core: Core, openings: Openings) -> list[_Step]:
    """Steps by site, resource and period."""
    found = []
    for index, site in enumerate(openings.sites):
        for resource in core.lookups.resources:
            rows = [
                row
                for row in core.base.tables.rows("Site supply")
                if row.text("Site") == site.id and _names(row, resource)
            ]
            if not rows:
                continue
            if resource in BASE_RESOURCES and core.base.inputs.has(
                openings.rows[index], BASE_RESOURCES[resource]
            ):
                found.append(_Step(index, resource, openings.rows[index]))
            rows.sort(key=lambda row: _period(core, row))
            found += [_Step(index, resource, row) for row in rows]
    return found


def _names(row: Record, resource: str) -> bool:
    """Whether a row is about a resource: a base resource in any spelling, unit or not."""
    named = row.text("Resource")
    if resource in BASE_RESOURCES:
        return folded(named) in {resource, folded(BASE_RESOURCES[resource])}
    return named == resource


def _period(core: Core, row: Record) -> int:
    day = row.day(FROM)
    return 0 if day is None else max(0, core.base.program.calendar.period_of(day))
