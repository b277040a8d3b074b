"""The sheet Summary: one page that says that no plan is possible, why, and what would mend it."""

from __future__ import annotations

from optmodel.results.conflicts.case import Case
from optmodel.results.layout import Block, Column, Kind, Row, Sheet

MOST_REPAIRS = 8
"""Repairs on the page; all stand on the sheet Repairs."""
MOST_ITEMS = 12

NEXT = (
    "Choose a repair, or another way out, and change the cells in the input workbook.",
    "Run optmodel check, then optmodel solve: only that finds the best plan.",
)


def summary(case: Case) -> Sheet:
    """Describe the sheet Summary."""
    return Sheet(
        "Summary",
        f"{case.plan_name}: no plan is possible",
        "No plan can meet all limits. This is proven, not a failure of the search.",
        (_conflict(case), _repairs(case), _why(case), _next()),
        frozen_columns=0,
        one_page=True,
    )


def _why(case: Case) -> Block:
    found = case.explanation
    # The first reason is the conflict in words, which has a table of its own here.
    reasons = found.reasons if found.conflict is None else found.reasons[1:]
    columns = (Column("Reason", Kind.NOTE, width=90),)
    rows = tuple(Row((reason,)) for reason in reasons)
    return Block("SummaryWhy", "What else is proven", columns, rows, filters=False)


def _conflict(case: Case) -> Block:
    found = case.explanation.conflict
    items = () if found is None else found.items
    rows = [Row((item.words, ", ".join(item.cells) or None)) for item in items[:MOST_ITEMS]]
    if len(items) > MOST_ITEMS:
        rows.append(Row((f"and {len(items) - MOST_ITEMS} more, see the sheet Conflict", None)))
    columns = (
        Column("Limit or decision", Kind.NOTE, width=90),
        Column("Cells", Kind.NOTE, width=34),
    )
    return Block(
        "SummaryConflict",
        "What cannot all be kept",
        columns,
        tuple(rows),
        empty="Not known: the time did not suffice.",
        filters=False,
    )


def _repairs(case: Case) -> Block:
    found = case.explanation.repairs
    rows = [
        Row((repair.words, ", ".join(edit.cell or edit.sheet for edit in repair.edits)))
        for repair in found[:MOST_REPAIRS]
    ]
    if len(found) > MOST_REPAIRS:
        rows.append(Row((f"and {len(found) - MOST_REPAIRS} more, see the sheet Repairs", None)))
    columns = (
        Column("Repair", Kind.NOTE, width=90),
        Column("Cells to change", Kind.NOTE, width=34),
    )
    return Block(
        "SummaryRepairs",
        "Each of these alone makes a plan possible, the cheapest first; each was tried",
        columns,
        tuple(rows),
        empty="None was found in the time for it.",
        filters=False,
    )


def _next() -> Block:
    rows = tuple(Row((step,)) for step in NEXT)
    return Block(
        "SummaryNext", "What to do", (Column("Step", Kind.NOTE, width=90),), rows, filters=False
    )
