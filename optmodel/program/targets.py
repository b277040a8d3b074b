"""The sheet Targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.findings import at
from optmodel.program.markets import mixed_units_findings
from optmodel.program.names import KnownNames
from optmodel.program.policy import Target
from optmodel.workbook.tables import Record, Tables

FILTERS = {
    "sector": ("Clusters", "Sector"),
    "product": ("Clusters", "Product"),
    "state": ("Sites", "State"),
    "site": ("Sites", "Site"),
    "source": ("Funding", "Source"),
}
"""What a filter is compared with: sheet and column."""

MUCH = 2.0
"""Receipts of twice the calls and more are rarely asked for: a percentage typed as a number."""


def build_targets(tables: Tables, calendar: Calendar) -> tuple[tuple[Target, ...], list[Finding]]:
    """Collect the targets, in the order of the sheet."""
    targets: list[Target] = []
    findings: list[Finding] = []
    names = {
        filter_by: KnownNames(
            {other.text(header) for other in tables.rows(sheet)}, f"the column {header} of {sheet}"
        )
        for filter_by, (sheet, header) in FILTERS.items()
    }
    for record in tables.rows("Targets"):
        by_period, by_findings = _by_period(record, calendar)
        findings += [
            *_filter_findings(record, names),
            *_amount_findings(record),
            *by_findings,
            *_unit_findings(record, tables),
        ]
        targets.append(_target(record, tables, by_period))
    return tuple(targets), findings


def _target(record: Record, tables: Tables, by_period: int) -> Target:
    metric = record.text("Metric")
    filter_by, wanted = record.text("Filter by"), record.text("Filter")
    if metric == "receipts":
        filter_by = "source"
        wanted = wanted or tables.rows("Funding")[0].text("Source")
    return Target(
        metric=metric,
        filter_by=filter_by,
        filter=wanted,
        sense=record.text("Sense"),
        amount=record.number("Amount"),
        by_period=by_period,
        is_share=metric == "receipts" or record["Amount is"] == "share",
        price_musd=None if record["Strength"] == "must" else record.number("Strength"),
        cell=record.address("Amount"),
    )


def _by_period(record: Record, calendar: Calendar) -> tuple[int, list[Finding]]:
    """Period by whose end the target holds; after the horizon nothing changes any more."""
    last = calendar.horizon_periods - 1
    day = record.day("By")
    if day is None:
        return last, []
    period = calendar.period_of(day)
    if period < 0:
        message = f"{day} lies before the first period ({calendar.first_day})."
        return 0, [at(record, "By", "E222", message)]
    return min(period, last), []


def _filter_findings(record: Record, names: Mapping[str, KnownNames]) -> list[Finding]:
    """Check that the filter says what it is compared with, and that something passes it."""
    filter_by, wanted = record.text("Filter by"), record.text("Filter")
    receipts = record["Metric"] == "receipts"
    if receipts and filter_by not in {"all", "source"}:
        message = f"receipts are those of a source, not of a {filter_by}. Use source, or clear it."
        return [at(record, "Filter by", "E234", message)]
    if filter_by == "all":
        if not wanted:
            return []
        message = (
            f'there is the filter "{wanted}", but Filter by does not say with what it is '
            f"compared. Use one of {', '.join(FILTERS)} there, or clear the filter."
        )
        return [at(record, "Filter", "E234", message)]
    if not wanted:
        if receipts:
            return []
        message = f"is blank, but Filter by is {filter_by}. Name a {filter_by}, or use all there."
        return [at(record, "Filter", "E234", message)]
    return names[filter_by].findings(record, "Filter")


def _amount_findings(record: Record) -> list[Finding]:
    """Check the amount of a share, and that receipts are one."""
    amount = record.number("Amount")
    percent = f"For {amount:g} percent enter {amount:g}%."
    if record["Metric"] == "receipts":
        if "Amount is" in record.given and record["Amount is"] == "amount":
            message = "receipts are a share of the calls. Use share, or clear the cell."
            return [at(record, "Amount is", "E235", message)]
        message = f"asks for receipts of {amount:g} times the calls. {percent}"
        return [at(record, "Amount", "W235", message)] if amount >= MUCH else []
    if record["Amount is"] != "share":
        return []
    if amount > 1:
        message = f"got {amount:g}; expected a share between 0 and 1. {percent}"
        return [at(record, "Amount", "E235", message)]
    if record["Filter by"] == "all":
        message = "a share without a filter is a share of itself, always 100%. Add a filter."
        return [at(record, "Amount is", "W235", message)]
    return []


def _unit_findings(record: Record, tables: Tables) -> list[Finding]:
    """Warn where a target on output adds up outputs in different units."""
    if record["Metric"] != "output":
        return []
    return mixed_units_findings(record, "Metric", _counted(record, tables))


def _counted(record: Record, tables: Tables) -> Iterable[Record]:
    """Rows of Clusters whose output counts, in the share's whole as well."""
    clusters = tables.rows("Clusters")
    header = {"sector": "Sector", "product": "Product"}.get(record.text("Filter by"))
    if header is None or record["Amount is"] == "share":
        return clusters
    return (it for it in clusters if it[header] == record["Filter"])
