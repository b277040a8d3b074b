"""Limits and targets in money against what clusters cost: dollars typed for millions, or billions.

A limit in dollars limits nothing, one in billions allows nothing; both look like a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from optmodel.economics.funding import commitment_left
from optmodel.errors import Finding
from optmodel.program.call_windows import call_windows
from optmodel.program.findings import at
from optmodel.program.program import Program
from optmodel.sense.figures import figure
from optmodel.sense.money_units import CODE
from optmodel.sense.sizes import Sizes
from optmodel.sense.words import finding
from optmodel.workbook.tables import Record, Tables

MUCH = 1000.0
"""A limit of a thousand times what everything costs limits nothing."""

LITTLE = 100.0
"""A limit of a hundredth of the smallest thing that it is about allows nothing."""

LIMITS = {
    "Funding calls": ("Maximum call (USD m/period)",),
    "Sector limits": ("Minimum (USD m)", "Maximum (USD m)"),
    "Operators": ("Maximum capital (USD m)",),
}
"""Sheet to its columns of limits in money."""

MONEY = frozenset({"capex", "value"})
"""Metrics of targets that are in money."""


def limit_findings(tables: Tables, program: Program | None, sizes: Sizes) -> Iterator[Finding]:
    """Ask about limits and targets that are far above or below the program, once for each row."""
    if sizes.total_capex_musd <= 0:
        return
    for sheet, headers in LIMITS.items():
        for record in tables.rows(sheet):
            yield from _limit(record, headers, sizes)
    for record in tables.rows("Targets"):
        yield from _target(record, sizes)
    yield from _calls(program, sizes) if program is not None else ()


def _limit(record: Record, headers: tuple[str, ...], sizes: Sizes) -> Iterator[Finding]:
    """Ask about the first column of a row that is too large, or a maximum that is too small."""
    amounts = {header: record.optional_number(header) or 0.0 for header in headers}
    total, last = sizes.total_capex_musd, headers[-1]
    large = [header for header, amount in amounts.items() if amount > MUCH * total]
    if large:
        yield _too_large(
            record,
            large[0],
            amounts[large[0]],
            sizes,
            "The column is in USD m; a blank is no limit.",
        )
        return
    sector = record.text("Sector") if record.sheet == "Sector limits" else ""
    least = 0.0 if record.sheet == "Funding calls" else sizes.least_capex_musd(sector)
    if 0 < amounts[last] < least / LITTLE:
        of = f" of {sector}" if sector else ""
        message = (
            f"{amounts[last]:,.15g} is less than a hundredth of the capex of the smallest cluster"
            f"{of} (USD {figure(least)} m). Was it typed in USD bn? The column is in USD m."
        )
        yield at(record, last, CODE, message)


def _target(record: Record, sizes: Sizes) -> Iterator[Finding]:
    """Ask about a target on money, and about what it costs to miss one."""
    amount, strength = record.number("Amount"), record["Strength"]
    if record["Amount is"] == "share" or record["Metric"] == "receipts":
        return
    if record["Metric"] in MONEY and amount > MUCH * sizes.total_capex_musd:
        yield _too_large(
            record, "Amount", amount, sizes, "Targets on capex and value are in USD m."
        )
    elif record["Metric"] == "capex" and 0 < amount < sizes.least_capex_musd() / LITTLE:
        message = (
            f"{amount:,.15g} is less than a hundredth of the capex of the smallest cluster (USD "
            f"{figure(sizes.least_capex_musd())} m). Was it typed in USD bn? It is in USD m."
        )
        yield at(record, "Amount", CODE, message)
    elif isinstance(strength, int | float) and strength * amount > MUCH * sizes.total_capex_musd:
        yield _priced(record, float(strength), amount, sizes)


def _priced(record: Record, price: float, amount: float, sizes: Sizes) -> Finding:
    """Ask about a price that is paid for each unit missed."""
    times = figure(price * amount / sizes.total_capex_musd)
    message = (
        f"at a price of {price:,.15g} missing {amount:,.15g} costs {times} times the capex of all "
        "clusters. Was it typed in USD? A price is in USD m for each unit missed."
    )
    return at(record, "Strength", CODE, message)


def _too_large(record: Record, header: str, amount: float, sizes: Sizes, hint: str) -> Finding:
    total = sizes.total_capex_musd
    message = (
        f"{amount:,.15g} is {figure(amount / total)} times the capex of all clusters (USD "
        f"{figure(total)} m). Was it typed in USD? {hint}"
    )
    return at(record, header, CODE, message)


def _calls(program: Program, sizes: Sizes) -> Iterator[Finding]:
    """Ask about calls that all together reach no hundredth of what could be called."""
    horizon = program.calendar.horizon_periods
    for source in program.sources:
        windows = call_windows(source, horizon)
        wanted = min(commitment_left(source), sizes.total_capex_musd)
        total = fsum(amount for window in windows for amount in window.maximum_musd)
        unlimited = sum(len(window.periods) for window in windows) < horizon
        if unlimited or not 0 < total < wanted / LITTLE:
            continue
        largest = max(source.call_limits, key=lambda it: it.maximum_musd or 0.0)
        message = (
            f"over all periods no more than USD {figure(total)} m can be called, of USD "
            f"{figure(wanted)} m that could be used. Were calls typed in USD bn? They are in USD m "
            "a period."
        )
        yield finding(
            CODE,
            message,
            largest.cell,
            key=f"source {source.id}",
            column="Maximum call (USD m/period)",
            involved=(source.cells.get("Commitment (USD m)", ""),),
        )
