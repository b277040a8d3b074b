"""The sheets Construction and Construction use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.capacity import ConstructionResource
from optmodel.program.findings import at
from optmodel.program.names import Spellings
from optmodel.program.steps import StepRows
from optmodel.workbook.tables import Tables

ConstructionUse = dict[str, Mapping[str, tuple[float, ...]]]
"""Cluster id to construction resource to its use by period from the start."""


def build_construction(
    tables: Tables, calendar: Calendar
) -> tuple[tuple[ConstructionResource, ...], list[Finding]]:
    """Collect the capacity of every construction resource, in the order of the sheet."""
    rows = StepRows(calendar, "Capacity")
    spellings = Spellings()
    for record in tables.rows("Construction"):
        rows.findings += spellings.findings(record, "Resource")
        rows.add((record.text("Resource"),), record)
    built = tuple(ConstructionResource(name, steps) for (name,), steps in rows.steps().items())
    return built, rows.findings


def build_construction_use(tables: Tables) -> tuple[ConstructionUse, list[Finding]]:
    """Collect the use of every cluster; a blank between two figures is 0."""
    use: dict[str, dict[str, tuple[float, ...]]] = {}
    findings: list[Finding] = []
    for record in tables.rows("Construction use"):
        steps = record.steps("Step")
        if not steps:
            message = "no step has a figure. Fill Step 1 and the following ones."
            findings.append(at(record, "Step 1", "E223", message))
        use.setdefault(record.text("Cluster"), {})[record.text("Resource")] = steps
    frozen: ConstructionUse = {
        cluster: MappingProxyType(by_name) for cluster, by_name in use.items()
    }
    return frozen, findings
