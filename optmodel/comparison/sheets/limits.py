"""The sheet Limits: what begins or ceases to bind."""

from __future__ import annotations

import math

from optmodel.comparison.limits import LimitChange
from optmodel.comparison.result import Comparison
from optmodel.plan.limit import Limit
from optmodel.results.layout import Block, Cell, Column, Formula, Kind, Row, Sheet, finite_or
from optmodel.results.sheets.limits import EXPLAINED, kind_of_unit

FIRST_OF = {"A": "F", "B": "I"}
"""Letter of the column Used of each side; Limit and Slack follow it."""


def limits(comparison: Comparison) -> Sheet:
    """Describe the sheet Limits."""
    columns = (
        Column("Limit"),
        Column("About", width=34),
        Column("What changed", width=18),
        Column("Sense"),
        Column("Unit"),
        *(
            Column(f"{figure} in {side}", Kind.BY_ROW)
            for side in "AB"
            for figure in ("Used", "Limit", "Slack")
        ),
        Column("Rule"),
        Column("Cell in A"),
        Column("Cell in B"),
    )
    rows = tuple(_row(change) for change in comparison.limits)
    block = Block("Limits", "Limits that bind", columns, rows, empty="Nothing binds in either.")
    return Sheet(
        "Limits",
        "Limits",
        "Every limit that binds in at least one of the plans: something is used and nothing to"
        " speak of is left. Those that begin to bind in B come first.",
        (block,),
        frozen_columns=2,
    )


def _row(change: LimitChange) -> Row:
    known = change.b or change.a
    assert known is not None  # noqa: S101 - a change is about at least one of the two
    name = EXPLAINED.get(change.rule, change.rule.replace("_", " ").capitalize())
    return Row(
        (
            name,
            change.subject,
            change.change,
            known.sense,
            known.unit,
            *_figures("A", change.a),
            *_figures("B", change.b),
            change.rule,
            change.a.cell if change.a else None,
            change.b.cell if change.b else None,
        ),
        kind_of_unit(known.unit),
    )


def _figures(side: str, limit: Limit | None) -> tuple[Cell, ...]:
    """Give used, limit and slack of a side."""
    if limit is None:
        return "no such limit", None, None
    used, bound = finite_or(limit.used, "never"), finite_or(limit.limit, "no limit")
    return used, bound, _slack(side, limit)


def _slack(side: str, limit: Limit) -> Cell:
    """Give what is left, as a formula where both figures are numbers."""
    if not (math.isfinite(limit.used) and math.isfinite(limit.limit)):
        return finite_or(limit.slack, "no limit")
    used = f"{FIRST_OF[side]}{{row}}"
    bound = f"{chr(ord(FIRST_OF[side]) + 1)}{{row}}"
    formulas = {
        "at most": f"={bound}-{used}",
        "at least": f"={used}-{bound}",
        "exactly": f"=-ABS({bound}-{used})",
    }
    return Formula(formulas[limit.sense], limit.slack)
