"""Own cash flows of clusters against what Clusters says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.sense.figures import figure
from optmodel.sense.sizes import Sizes
from optmodel.workbook.tables import Record, Tables

MUCH = 1000.0
"""Cash that differs so often from what it replaces was typed in another unit."""


def cash_flow_findings(tables: Tables, sizes: Sizes) -> Iterator[Finding]:
    """Ask about rows far from capex, or far beyond what the cluster earns or costs."""
    for record in tables.rows("Cash flows"):
        amounts = [abs(amount) for amount in record.steps("Period")]
        if not amounts:
            continue
        if record["Line"] == "capex":
            yield from _capex(record, amounts, sizes)
        else:
            yield from _yearly(record, amounts, sizes)


def _capex(record: Record, amounts: Sequence[float], sizes: Sizes) -> Iterator[Finding]:
    """Compare the sum of a row of capex with that in Clusters, where there is one."""
    name, spent = record.text("Cluster"), fsum(amounts)
    capex = sizes.capex_musd.get(name, 0.0)
    if capex <= 0 or spent <= 0 or capex / MUCH <= spent <= MUCH * capex:
        return
    typed = "USD" if spent > capex else "USD bn"
    said = f"the row sums to {spent:,.15g}, but the capex of {name}"
    yield _asked(record, amounts, f"{said} is USD {figure(capex)} m in Clusters", typed)


def _yearly(record: Record, amounts: Sequence[float], sizes: Sizes) -> Iterator[Finding]:
    """Compare the largest amount of a period with what the cluster earns a year, or costs."""
    name, largest = record.text("Cluster"), max(amounts)
    size = sizes.yearly_musd(name)
    if 0 < MUCH * size < largest:
        said = f"in a period it is {largest:,.15g}, but what {name} earns a year or costs"
        yield _asked(record, amounts, f"{said} is USD {figure(size)} m in Clusters", "USD")


def _asked(record: Record, amounts: Sequence[float], said: str, typed: str) -> Finding:
    """Ask about a row at its largest amount."""
    header = f"Period {amounts.index(max(amounts))}"
    message = f"{said}. Was the row typed in {typed}? It is in USD m."
    return at(record, header, "W309", message)
