"""Rows of the sheet Cash flows, by cluster."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.program.program import CashLines
from optmodel.workbook.tables import Tables


def build_cash_lines(tables: Tables) -> tuple[dict[str, CashLines], list[Finding]]:
    """Collect the lines of each cluster that has any; a blank between two figures is 0."""
    lines: dict[str, dict[str, tuple[float, ...]]] = {}
    findings: list[Finding] = []
    for record in tables.rows("Cash flows"):
        steps = record.steps("Period")
        line = record.text("Line")
        if not steps:
            message = "no period has a figure. Enter 0 in Period 0 where nothing is meant."
            findings.append(at(record, "Period 0", "E223", message))
        lines.setdefault(record.text("Cluster"), {})[line] = steps
        if line == "capex" and any(amount < 0 for amount in steps):
            message = (
                "capex is negative in a period, and nobody calls a negative amount. "
                "A grant belongs into Support in Clusters, a resale into revenue."
            )
            findings.append(at(record, "Line", "E224", message))
    built = {
        cluster: CashLines(
            capex_musd=by_line.get("capex"),
            revenue_musd=by_line.get("revenue"),
            operating_cost_musd=by_line.get("operating cost"),
            net_musd=by_line.get("net"),
        )
        for cluster, by_line in lines.items()
    }
    return built, findings
