"""A second look at what was written: reopened from disk and compared with the plan."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from optmodel.errors import ContradictionError, WriteError
from optmodel.financials.plan_table import share_column
from optmodel.plan.plan import Decision, Plan
from optmodel.results.cells import one_line
from optmodel.results.names import title_of_source

SHEETS = (
    "About", "Summary", "Plan", "Timeline", "Sites", "Map", "Funding", "Cash flow", "Waterfall",
    "Returns", "Capacity", "Not funded", "Limits", "Bridge", "Inputs", "Lookups", "Time",
    "Workings", "Checks", "Log",
)  # fmt: skip
"""Sheets of the results workbook in their order."""
NOT_ALWAYS = frozenset({"Map", "Bridge"})
"""Sheets that are left out where there is nothing to show."""

RELATIVE = 1e-9
"""A workbook keeps 16 significant digits; a difference beyond this is another number."""


def verify_workbook(path: Path, plan: Plan) -> None:
    """Reopen the results workbook and compare its decisions and key figures with the plan.

    Only the sheets Plan and Summary are read, as values.

    Raises
    ------
    WriteError
        Where it cannot be read, or a sheet is missing.
    ContradictionError
        Where it says something else than the plan.
    """
    try:
        workbook = load_workbook(path, data_only=True, read_only=True)
    except Exception as error:  # openpyxl lets zipfile's, XML's and its own errors through
        raise WriteError(f"{path.name} cannot be read back: {error}.") from error
    try:
        there = workbook.sheetnames
        if there != [name for name in SHEETS if name in there or name not in NOT_ALWAYS]:
            names = ", ".join(there)
            raise WriteError(f"{path.name} read back is not complete: its sheets are {names}.")
        found = [*_of_summary(workbook, plan), *_of_plan(workbook, plan)]
    finally:
        workbook.close()
    if found:
        raise ContradictionError([f"{path.name} read back: {difference}" for difference in found])


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


def _of_summary(workbook: Workbook, plan: Plan) -> Iterator[str]:
    """Give the key figures that differ, in words."""
    figures = dict(_key_figures(workbook))
    for name, expected in (
        ("Value in the chosen perspective", plan.value_musd),
        ("Clusters funded", float(len(plan.funded))),
        ("Sites opened", float(len(plan.openings))),
    ):
        if not _same(figures.get(name), expected):
            yield f"Summary, {name}: {figures.get(name)}, not {expected}"


def _key_figures(workbook: Workbook) -> Iterator[tuple[str, object]]:
    """Give label and figure of every row of Summary that has both."""
    for row in workbook["Summary"].iter_rows(max_col=2, values_only=True):
        if isinstance(row[0], str) and len(row) > 1:
            yield row[0], row[1]


def _of_plan(workbook: Workbook, plan: Plan) -> Iterator[str]:
    """Give the first row of the sheet Plan that differs, in words; or how many rows there are."""
    decided = [plan.decisions[index] for index in plan.funded]
    written = [row for row in _rows(workbook) if row.get("Fund") == "yes"]
    if len(written) != len(decided):
        yield f"Plan: {len(written)} rows say yes, not {len(decided)}"
        return
    for row, decision in zip(written, decided, strict=True):
        for header, expected in _expected(plan, decision):
            if header not in row or not _same(row[header], expected):
                where = f"Plan, {row.get('Cluster')}, {header}"
                yield f"{where}: {row.get(header, 'no such column')}, not {expected}"
                return


def _rows(workbook: Workbook) -> Iterator[Mapping[str, object]]:
    """Give the rows of the table in Plan by header without its unit."""
    headers: tuple[str, ...] = ()
    for row in workbook["Plan"].iter_rows(values_only=True):
        if headers:
            yield dict(zip(headers, row, strict=False))
        elif row and row[0] == "Cluster":
            headers = tuple(str(value).rsplit(" (", 1)[0] for value in row)


def _expected(plan: Plan, decision: Decision) -> Iterator[tuple[str, object]]:
    """Give what the row of a funded cluster must say."""
    sources = plan.program.sources
    yield "Site", decision.site
    yield "Start", decision.start
    yield "Operation", decision.operation
    yield "Capex", decision.capex_musd
    yield "Calls", decision.calls_musd
    yield "NPV program", decision.npv_musd
    for index, source in enumerate(sources) if len(sources) > 1 else ():
        title = title_of_source(plan.program, source)
        yield one_line(share_column(title).name), decision.shares[index]
        yield one_line(f"Calls {title}"), decision.source_calls_musd[index]


def _same(found: object, expected: object) -> bool:
    """Whether a cell says what is meant: words and days as they are, figures but for rounding."""
    if isinstance(found, datetime):
        return found.date() == expected
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return math.isclose(found, expected, rel_tol=RELATIVE, abs_tol=RELATIVE)
    return found == expected
