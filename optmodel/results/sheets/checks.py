"""The sheet Checks: what holds now, by formulas, and what the audit found in the run."""

from __future__ import annotations

from dataclasses import replace

from optmodel.audit.reconcile import NEVER_YEARS
from optmodel.financials.checks import Checks
from optmodel.results.layout import Block, Column, Kind, Report, Row, Sheet, Value, finite_or

IN_YEARS = frozenset({"payback", "recovery"})
"""Checks whose figures are years."""


def checks(report: Report) -> Sheet:
    """Describe the sheet Checks."""
    part = report.model.checks
    return Sheet(
        "Checks",
        "Checks",
        "Every rule and every sum as the plan stands now, by formulas. The master check is the"
        " number of lines that FAIL. Below, what the independent audit found in the run.",
        (
            lines_block(part),
            part.master.block("Master check"),
            part.edits.block("Decisions as of the run and now", filters=False),
            part.parts.block(
                "Where rules are looked at", empty="No rule can be broken.", filters=False
            ),
            _run_lines(report),
        ),
        frozen_columns=2,
    )


def lines_block(part: Checks) -> Block:
    """Give the table of checks; rules that nothing in this input can break show a plain 0."""
    block = part.lines.block("Checks of the plan as it stands now")
    at = part.lines.field("actual").at
    rows = tuple(
        replace(row, cells=(*row.cells[:at], 0.0, *row.cells[at + 1 :]))
        if index in part.unwatched
        else row
        for index, row in enumerate(block.rows)
    )
    return replace(block, rows=rows)


def _run_lines(report: Report) -> Block:
    columns = (
        Column("Id"),
        Column("Check", width=24),
        Column("Description", Kind.NOTE, width=64),
        Column("Unit"),
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
                f"R{number:02d}",
                check.name,
                check.description,
                "as described",
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
    title = "The audit of the run: values as of the run, which no edit changes"
    return Block("RunChecks", title, columns, rows, empty="No check was run.", filters=False)


def _figure(check: str, figure: float) -> Value:
    """Give a figure of a check; years that stand for never say so."""
    if check in IN_YEARS and figure == NEVER_YEARS:
        return "never"
    return finite_or(figure, "none")
