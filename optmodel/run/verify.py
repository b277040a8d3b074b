"""A second look at what was written: reopened from disk and compared with the plan."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from optmodel.errors import WriteError
from optmodel.plan.plan import Plan

SHEETS = (
    "About", "Summary", "Plan", "Timeline", "Sites", "Funding", "Cash flow", "Waterfall",
    "Not funded", "Limits", "Inputs", "Checks", "Log",
)  # fmt: skip
"""Sheets of the results workbook in their order."""

RELATIVE = 1e-9
"""A workbook keeps 16 significant digits; a difference beyond this is another number."""


def verify_workbook(path: Path, plan: Plan) -> None:
    """Reopen the results workbook and compare its key figures and decisions with the plan.

    Raises
    ------
    WriteError
        Where it cannot be read or says something else than the plan.
    """
    try:
        workbook = load_workbook(path, data_only=True, read_only=True)
    except Exception as error:  # openpyxl lets zipfile's, XML's and its own errors through
        raise WriteError(f"{path.name} cannot be read back: {error}.") from error
    try:
        difference = next(_differences(workbook, plan), None)
    finally:
        workbook.close()
    if difference is not None:
        raise WriteError(f"{path.name} read back says something else than the plan: {difference}.")


def verify_json(path: Path, text: str) -> None:
    """Reload ``run.json`` and compare it with what was meant.

    Raises
    ------
    WriteError
        Where it cannot be read or differs.
    """
    try:
        same = json.loads(path.read_text(encoding="utf-8")) == json.loads(text)
    except ValueError as error:
        raise WriteError(f"{path.name} cannot be read back: {error}.") from error
    if not same:
        raise WriteError(f"{path.name} read back differs from what was written.")


def _differences(workbook: Workbook, plan: Plan) -> Iterator[str]:
    """Give what the workbook says differently, in words."""
    if tuple(workbook.sheetnames) != SHEETS:
        yield f"its sheets are {', '.join(workbook.sheetnames)}"
        return
    figures = dict(_key_figures(workbook))
    for name, expected in (
        ("Value in the chosen perspective", plan.value_musd),
        ("Clusters funded", float(len(plan.funded))),
        ("Sites opened", float(len(plan.openings))),
    ):
        found = figures.get(name)
        same = isinstance(found, int | float) and math.isclose(
            found, expected, rel_tol=RELATIVE, abs_tol=RELATIVE
        )
        if not same:
            yield f"Summary, {name}: {found}, not {expected}"
    decided = [(d.site, d.start) for d in (plan.decisions[index] for index in plan.funded)]
    written = list(_placed(workbook))
    if written != decided:
        yield f"Plan: {len(written)} rows that are not the {len(decided)} decisions"


def _key_figures(workbook: Workbook) -> Iterator[tuple[str, object]]:
    """Give label and figure of every row of Summary that has both."""
    for row in workbook["Summary"].iter_rows(max_col=2, values_only=True):
        if isinstance(row[0], str) and len(row) > 1:
            yield row[0], row[1]


def _placed(workbook: Workbook) -> Iterator[tuple[object, object]]:
    """Give site and start of every row of the table in Plan, found by its headers."""
    columns: tuple[int, int, int] | None = None
    for row in workbook["Plan"].iter_rows(values_only=True):
        texts = [str(value).split(" (")[0] if value is not None else "" for value in row]
        if columns is None and {"Cluster", "Site", "Start"} <= set(texts):
            columns = texts.index("Cluster"), texts.index("Site"), texts.index("Start")
            continue
        if columns is not None:
            _, site, start = (row[index] for index in columns)
            if not isinstance(start, datetime):
                return  # past the last decision: the row of sums, or nothing
            yield site, start.date()
