"""The sheet Checks: the independent second calculation, line by line."""

from __future__ import annotations

from optmodel.audit.reconcile import NEVER_YEARS
from optmodel.results.layout import Block, Column, Kind, Report, Row, Sheet, Value, finite_or
from optmodel.results.words import failures

IN_YEARS = frozenset({"payback", "recovery"})
"""Checks whose figures are years."""


def checks(report: Report) -> Sheet:
    """Describe the sheet Checks."""
    return Sheet(
        "Checks",
        "Checks",
        "The plan calculated a second time from the input tables alone, by code that shares"
        " nothing with the model. The master check is the number of lines that FAIL.",
        (_master(report), _lines(report)),
        frozen_columns=2,
    )


def _master(report: Report) -> Block:
    plan = report.plan
    columns = (
        Column("Id"),
        Column("Master check", width=24),
        Column("Description", Kind.NOTE, width=64),
        Column("Result", Kind.WHOLE, "number"),
    )
    rows = (
        Row(("M1", "lines", "Number of checks", len(plan.checks))),
        Row(("M2", "failures", "Number of checks that FAIL: the master check", failures(plan))),
    )
    return Block("MasterCheck", "Master check", columns, rows, filters=False)


def _lines(report: Report) -> Block:
    columns = (
        Column("Id"),
        Column("Check", width=24),
        Column("Description", Kind.NOTE, width=64),
        Column("Expected", Kind.EXACT, "unit as described"),
        Column("Actual", Kind.EXACT, "unit as described"),
        Column("Difference", Kind.EXACT, "unit as described"),
        Column("Tolerance", Kind.EXACT, "unit as described"),
        Column("Result", Kind.VERDICT),
        Column("What disagrees", Kind.NOTE, width=50),
    )
    rows = tuple(
        Row(
            (
                f"C{number:02d}",
                check.name,
                check.description,
                _figure(check.name, check.expected),
                _figure(check.name, check.actual),
                finite_or(check.difference, "none"),
                finite_or(check.tolerance, "none"),
                "PASS" if check.passed else "FAIL",
                check.detail,
            )
        )
        for number, check in enumerate(report.plan.checks, 1)
    )
    return Block("Checks", "Checks", columns, rows, empty="No check was run.")


def _figure(check: str, figure: float) -> Value:
    """Give a figure of a check; years that stand for never say so."""
    if check in IN_YEARS and figure == NEVER_YEARS:
        return "never"
    return finite_or(figure, "none")
