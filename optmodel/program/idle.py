"""Rows that change nothing: capacity that nothing uses, limits on nothing, one-sided supply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.program.resources import USE_PREFIX
from optmodel.program.sector_limits import MAXIMUM, MINIMUM
from optmodel.workbook.tables import Record, Tables

OUTPUT = "Output (units/year)"


def idle_findings(tables: Tables, further: Iterable[str]) -> list[Finding]:
    """Warn of rows that the plan cannot feel, in the order of the sheets."""
    return [
        *_unused_construction(tables),
        *_unused_operators(tables),
        *_limits_without_figures(tables),
        *_markets_without_output(tables),
        *_targets_without_output(tables),
        *(found for name in further for found in _uneven_supply(tables, name)),
    ]


def _unused_construction(tables: Tables) -> Iterator[Finding]:
    """Warn of a construction resource of which no cluster uses anything."""
    used = {
        record.text("Resource") for record in tables.rows("Construction use") if _has_step(record)
    }
    for record in _first_of_each(tables.rows("Construction"), "Resource"):
        if record.text("Resource") not in used:
            message = "no cluster uses it in Construction use: its rows change nothing."
            yield at(record, "Resource", "W241", message)


def _has_step(record: Record) -> bool:
    return any(record.steps("Step"))


def _unused_operators(tables: Tables) -> Iterator[Finding]:
    """Warn of an operator that no cluster names, unless the row says that it has declined."""
    sheets = ("Operator fit", "Clusters")
    named = {record.text("Operator") for sheet in sheets for record in tables.rows(sheet)}
    for record in tables.rows("Operators"):
        if record.text("Operator") not in named and record["Status"] != "declined":
            message = "neither Operator fit nor Clusters names it: the row changes nothing."
            yield at(record, "Operator", "W241", message)


def _limits_without_figures(tables: Tables) -> Iterator[Finding]:
    """Warn of a limit by sector that is none: no minimum above 0, no maximum."""
    for record in tables.rows("Sector limits"):
        if record.number(MINIMUM) == 0 and record[MAXIMUM] is None:
            message = "the row has neither a minimum above 0 nor a maximum: it changes nothing."
            yield at(record, MINIMUM, "W240", message)


def _markets_without_output(tables: Tables) -> Iterator[Finding]:
    """Warn of the market of a product whose clusters have no output."""
    for record in _first_of_each(tables.rows("Markets"), "Product"):
        product = record.text("Product")
        makers = [it for it in tables.rows("Clusters") if it.text("Product") == product]
        if makers and not _make_something(makers):
            message = f"no cluster of {product} has an {OUTPUT} in Clusters: nothing is limited."
            yield at(record, "Product", "W237", message)


def _targets_without_output(tables: Tables) -> Iterator[Finding]:
    """Warn of a target on the output of clusters that have none."""
    for record in tables.rows("Targets"):
        filter_by = record.text("Filter by")
        header = {"sector": "Sector", "product": "Product"}.get(filter_by)
        counted = [
            it for it in tables.rows("Clusters") if header is None or it[header] == record["Filter"]
        ]
        if record["Metric"] == "output" and counted and not _make_something(counted):
            whose = "no cluster" if header is None else f"no cluster of {record['Filter']}"
            message = f"{whose} has an {OUTPUT} in Clusters: what is reached is always 0."
            yield at(record, "Metric", "W237", message)


def _make_something(clusters: Iterable[Record]) -> bool:
    return any(record.number(OUTPUT) > 0 for record in clusters)


def _uneven_supply(tables: Tables, name: str) -> Iterator[Finding]:
    """Warn of a further resource that is used, and that all sites or some have without limit."""
    header = f"{USE_PREFIX}{name}"
    users = [it for it in tables.rows("Clusters") if it[header] and it["Decision"] != "skip"]
    rows = [it for it in tables.rows("Site supply") if it.text("Resource") == name]
    limited = {record.text("Site") for record in rows}
    sites = [it.text("Site") for it in tables.rows("Sites") if it["Decision"] != "closed"]
    free = [site for site in sites if site not in limited]
    if not users or not free:
        return
    if not rows:
        message = f'no site has "{name}" in Site supply: there is no limit of it anywhere.'
        yield at(users[0], header, "W243", message)
        return
    shown = ", ".join(free[:3]) + (f" and {len(free) - 3} more" if len(free) > 3 else "")
    message = (
        f'there is no row for "{name}" at {shown}: no limit of it there. Add a row with Available '
        "0 where there is none."
    )
    yield at(rows[0], "Resource", "W243", message)


def _first_of_each(records: Iterable[Record], header: str) -> list[Record]:
    """First row of each thing that the rows are about."""
    first: dict[str, Record] = {}
    for record in records:
        first.setdefault(record.text(header), record)
    return list(first.values())
