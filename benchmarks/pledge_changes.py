"""What the plan for Japan's pledge rests on: one thing changed at a time, solved again.

Run with ``python -m benchmarks.pledge_changes``; prints the table of docs/examples.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import optmodel
from optmodel.examples import rows
from optmodel.examples.park_clusters import cluster_rows
from optmodel.examples.source_tables import Sheets

GAP = 0.005
"""Close enough to compare values that differ by tens of percent."""


def _nothing(sheets: Sheets) -> None:
    """Leave the sheets as they are."""


def _recovery_reported(sheets: Sheets) -> None:
    sheets["Funding"][0]["Recovery rule"] = "report"


def _as_spent(sheets: Sheets) -> None:
    sheets["Funding"][0] |= {"Draw": "as spent", "Last call": None}


def _no_credit(sheets: Sheets) -> None:
    for row in sheets["Clusters"]:
        if row["Cluster"] in {"FAB1", "FAB2"}:
            row["Support (% of capex)"] = None


def _market_terms(sheets: Sheets) -> None:
    """Take support and the part of revenue that is a price above the template."""
    plain = {row["Cluster"]: row for row in cluster_rows(on_market_terms=True)}
    for row in sheets["Clusters"]:
        for header in ("Revenue (USD m/year)", "Support (% of capex)"):
            row[header] = plain[row["Cluster"]].get(header)


def _market_terms_reported(sheets: Sheets) -> None:
    _market_terms(sheets)
    _recovery_reported(sheets)


def _no_builders(sheets: Sheets) -> None:
    del sheets["Construction use"], sheets["Construction"]


def _no_markets(sheets: Sheets) -> None:
    del sheets["Markets"]


def _no_operator_limits(sheets: Sheets) -> None:
    for row in sheets["Operators"]:
        row.pop("Maximum clusters", None)


def _nobody_for_fabs(sheets: Sheets) -> None:
    """Let the operator that is still to be found decline as well."""
    for row in sheets["Operators"]:
        if row["Operator"] == "Chip maker to be found":
            row["Status"] = "declined"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different."""

    sheets: Callable[[Sheets], None] = _nothing
    settings: Mapping[str, object] = field(default_factory=dict)


CHANGES = {
    "none": Change(),
    "recovery only reported": Change(_recovery_reported),
    "no credit for fabs": Change(_no_credit),
    "nobody runs the fabs": Change(_nobody_for_fabs),
    "no offtake, no support": Change(_market_terms),
    "the same, recovery only reported": Change(_market_terms_reported),
    "permits at 80 %": Change(settings={"Permit confidence": 0.8}),
    "permits at 50 %": Change(settings={"Permit confidence": 0.5}),
    "drawn as spent, no last call": Change(_as_spent),
    "operators without a limit": Change(_no_operator_limits),
    "builders without a limit": Change(_no_builders),
    "markets without a limit": Change(_no_markets),
    "value to Japan instead": Change(settings={"Perspective": "Japan"}),
}


def main() -> None:
    """Solve each change and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("changes", nargs="*", help="default: all")
    arguments = parser.parse_args()
    for name in arguments.changes or CHANGES:
        print(_line(name, CHANGES[name]), flush=True)


def _line(name: str, change: Change) -> str:
    settings, sheets = rows("us_japan_pledge")
    settings |= change.settings
    change.sheets(sheets)
    plan = optmodel.solve({"Settings": settings, **sheets}, gap=GAP, time_limit=300)
    called = sum(sum(calls) for calls in plan.calls_musd.values())
    return (
        f"| {name} | {plan.value_musd / 1000:.0f} bn | {called / 1000:.0f} bn | "
        f"{len(plan.funded)} at {len(plan.openings)} sites | {plan.status}, gap "
        f"{plan.search.gap or 0.0:.2%}, {plan.seconds['solve']:.0f} s |"
    )


if __name__ == "__main__":
    main()
