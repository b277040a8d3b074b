"""The sheet Site supply, and the further resources of Clusters' columns ``Use: NAME``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.capacity import Step
from optmodel.program.findings import at
from optmodel.program.names import KnownNames, Spellings
from optmodel.program.program import Site
from optmodel.program.resources import HEADERS, USE_PREFIX, base_resource
from optmodel.program.steps import StepRows
from optmodel.workbook.tables import Record, Tables

SupplySteps = dict[str, Mapping[str, tuple[Step, ...]]]
"""Site id to resource to its steps."""


def further_resources(tables: Tables) -> tuple[tuple[str, ...], list[Finding]]:
    """Names after ``Use:`` in the headers of Clusters, sorted."""
    rows = tables.rows("Clusters")
    headers = [it for it in rows[0].values if it.startswith(USE_PREFIX)] if rows else []
    spellings = Spellings()
    names: list[str] = []
    findings: list[Finding] = []
    for header in headers:
        name = header.removeprefix(USE_PREFIX)
        base, twin = base_resource(name), spellings.twin(name)
        if base:
            message = f'"{name}" has a column of its own, {HEADERS[base]}. Use that column.'
            findings.append(at(rows[0], header, "E226", message))
        elif twin:
            message = f'"{name}" and "{twin}" look alike. Use one column for both.'
            findings.append(at(rows[0], header, "E226", message))
        else:
            names.append(name)
    return tuple(sorted(names)), findings


def build_site_supply(
    tables: Tables, calendar: Calendar, further: tuple[str, ...]
) -> tuple[SupplySteps, list[Finding]]:
    """Collect the steps of every site and resource."""
    known = (*(header.partition(" (")[0] for header in HEADERS.values()), *further)
    names = KnownNames(known, "the site resources or a column Use: NAME of Clusters")
    rows = StepRows(calendar, "Available")
    for record in tables.rows("Site supply"):
        name = record.text("Resource")
        resource = base_resource(name) or (name if name in further else "")
        if resource:
            rows.add((record.text("Site"), resource), record)
        else:
            rows.findings += names.findings(record, "Resource")
    supply: dict[str, dict[str, tuple[Step, ...]]] = {}
    for (site, resource), steps in rows.steps().items():
        supply.setdefault(site, {})[resource] = steps
    frozen: SupplySteps = {
        site: MappingProxyType(by_resource) for site, by_resource in supply.items()
    }
    return frozen, rows.findings


def open_until_findings(tables: Tables, sites: Sequence[Site], calendar: Calendar) -> list[Finding]:
    """Warn of a supply that has no limit until its first row begins."""
    by_cell: dict[str, Record] = {
        record.address("Available"): record for record in tables.rows("Site supply")
    }
    findings: list[Finding] = []
    for site in sites:
        for resource, steps in site.supply_steps.items():
            if resource in site.supply or not steps or steps[0].from_period == 0:
                continue
            record = by_cell[steps[0].cell]
            before = calendar.label(steps[0].from_period)
            advice = "Add a row from the first period where there is less."
            if resource in HEADERS:
                advice = f"Fill {HEADERS[resource]} in Sites where there is less."
            message = f"{site.id} has no limit of {record['Resource']} before {before}. {advice}"
            findings.append(at(record, "From", "W232", message))
    return findings
