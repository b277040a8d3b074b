"""What the schema knows and the model does not yet act on: refused, never ignored."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.schema import SHEETS
from optmodel.workbook.tables import Record, Tables

CODE = "E190"


def refused(tables: Tables) -> list[Finding]:
    """Find every input that is not supported yet."""
    return [*_sheets(tables), *_further_resources(tables), *_funding(tables)]


def _sheets(tables: Tables) -> list[Finding]:
    findings = []
    for sheet in SHEETS:
        rows = tables.rows(sheet.name)
        if rows and not sheet.supported:
            count = f"{len(rows)} rows" if len(rows) > 1 else "1 row"
            message = f"{sheet.name} is not supported yet. Clear its data ({count})."
            findings.append(at(rows[0], sheet.columns[0].header, CODE, message))
    return findings


def _further_resources(tables: Tables) -> list[Finding]:
    first: dict[str, Record] = {}
    for record in tables.rows("Clusters"):
        for header in record.given:
            if header.startswith("Use: "):
                first.setdefault(header, record)
    return [
        at(record, header, CODE, f'the column "{header}" is not supported yet. Clear it.')
        for header, record in sorted(first.items())
    ]


def _funding(tables: Tables) -> list[Finding]:
    findings = []
    for position, record in enumerate(tables.rows("Funding")):
        if position:
            message = "more than one funding source is not supported yet. Keep one row."
            findings.append(at(record, "Source", CODE, message))
        if record["Vehicle"] == "pooled":
            message = "a pooled vehicle is not supported yet. Use cluster."
            findings.append(at(record, "Vehicle", CODE, message))
        if record.number("Maximum share of a cluster") < 1:
            header = "Maximum share of a cluster"
            message = "a share below 100% is not supported yet: the only source pays all."
            findings.append(at(record, header, CODE, message))
    return findings
