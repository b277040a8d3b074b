"""Site resources: the four of the base sheets and any that a column of Clusters names."""

from __future__ import annotations

from collections.abc import Mapping

from optmodel.audit.calendar import Calendar
from optmodel.audit.limits import Limits, cells_of, limits_of
from optmodel.audit.words import folded
from optmodel.workbook.tables import Record, Tables

BASE_RESOURCES = {
    "land": "Land (acres)",
    "power": "Power (MW)",
    "water": "Water (mgd)",
    "workers": "Workers",
}
"""Resource to its column, the same in Clusters, Sites and Placement."""

USE = "Use: "
"""What stands before the name of a further resource in a header of Clusters."""


def resources_of(tables: Tables) -> dict[str, str]:
    """Every resource with its column in Clusters; further ones under their names as typed."""
    headers = dict.fromkeys(header for row in tables.rows("Clusters") for header in row.values)
    return BASE_RESOURCES | {
        header.removeprefix(USE): header for header in headers if header.startswith(USE)
    }


def supply_of(
    tables: Tables, calendar: Calendar, resources: Mapping[str, str]
) -> dict[tuple[str, str], Limits]:
    """(site, resource) to what is on offer by period; None = no limit.

    Rows of Site supply replace the figure of the sheet Sites from their period on; a further
    resource has no figure there, so that before its first row there is no limit.
    """
    supply: dict[tuple[str, str], Limits] = {}
    for site in tables.rows("Sites"):
        for resource, column in resources.items():
            rows = [row for row in tables.rows("Site supply") if _is_about(row, site, resource)]
            base = site.optional_number(column)
            if rows or base is not None:
                key = site.text("Site"), resource
                supply[key] = limits_of(calendar, rows, "Available", base)
    return supply


def supply_cells_of(
    tables: Tables, calendar: Calendar, resources: Mapping[str, str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """(site, resource) to the address, by period, of the cell that says what is on offer."""
    cells: dict[tuple[str, str], tuple[str, ...]] = {}
    for site in tables.rows("Sites"):
        for resource, column in resources.items():
            rows = [row for row in tables.rows("Site supply") if _is_about(row, site, resource)]
            before = site.address(column) if resource in BASE_RESOURCES else ""
            cells[site.text("Site"), resource] = cells_of(calendar, rows, "Available", before)
    return cells


def _is_about(row: Record, site: Record, resource: str) -> bool:
    """Whether a row of Site supply is about a resource at a site.

    The base resources are named in any spelling, with their unit or without.
    """
    named = row.text("Resource")
    if resource in BASE_RESOURCES:
        matches = folded(named) in {resource, folded(BASE_RESOURCES[resource])}
    else:
        matches = named == resource
    return matches and row.text("Site") == site.text("Site")
