"""Writes the results workbook: from the plan, the input tables and the run to one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from optmodel.errors import WriteError
from optmodel.financials.model import FinancialModel, financial_model
from optmodel.plan.plan import Plan
from optmodel.results.collection import without_collection
from optmodel.results.header import stamp_of
from optmodel.results.layout import Report, Sheet
from optmodel.results.render import render
from optmodel.results.sheets.about import about
from optmodel.results.sheets.bridge import bridge
from optmodel.results.sheets.capacity import capacity
from optmodel.results.sheets.cash_flow import cash_flow
from optmodel.results.sheets.checks import checks
from optmodel.results.sheets.funding import funding
from optmodel.results.sheets.inputs import inputs
from optmodel.results.sheets.limits import limits
from optmodel.results.sheets.log import log
from optmodel.results.sheets.lookups import lookups
from optmodel.results.sheets.not_funded import not_funded
from optmodel.results.sheets.plan import plan_sheet
from optmodel.results.sheets.returns import returns
from optmodel.results.sheets.site_map import site_map
from optmodel.results.sheets.sites import sites
from optmodel.results.sheets.summary import summary
from optmodel.results.sheets.time import time
from optmodel.results.sheets.timeline import timeline
from optmodel.results.sheets.waterfall import waterfall
from optmodel.results.sheets.workings import workings
from optmodel.run.info import RunInfo
from optmodel.workbook.tables import Tables

SHEETS: tuple[Callable[[Report], Sheet | None], ...] = (
    about,
    summary,
    plan_sheet,
    timeline,
    sites,
    site_map,
    funding,
    cash_flow,
    waterfall,
    returns,
    capacity,
    not_funded,
    limits,
    bridge,
    inputs,
    lookups,
    time,
    workings,
    checks,
    log,
)
"""The sheets in their order; None where there is nothing to show."""


def describe(plan: Plan, tables: Tables, info: RunInfo) -> tuple[Sheet, ...]:
    """Describe every sheet; nothing is formatted yet."""
    return sheets_of(Report(plan, tables, info, financial_model(plan, tables)))


def sheets_of(report: Report) -> tuple[Sheet, ...]:
    """Describe every sheet of a report."""
    found = (sheet(report) for sheet in SHEETS)
    return tuple(sheet for sheet in found if sheet is not None)


def workbook_bytes(
    plan: Plan, tables: Tables, info: RunInfo, model: FinancialModel | None = None
) -> bytes:
    """Return the workbook; the same plan, tables and run give the same bytes.

    ``model`` is the plan's financial model where there is one already.
    """
    with without_collection():
        report = Report(plan, tables, info, model or financial_model(plan, tables))
        return render(sheets_of(report), stamp_of(report), report.model.core.base.names.ranges)


def write_results(
    plan: Plan, tables: Tables, info: RunInfo, path: Path, model: FinancialModel | None = None
) -> None:
    """Write the results workbook to a new file.

    Parameters
    ----------
    plan
        The verified plan.
    tables
        The input that it was made from.
    info
        The stamp of the run.
    path
        Where to write. The caller gives a temporary name in the folder of the run and renames it.
    model
        Its financial model, where there is one already.

    Raises
    ------
    WriteError
        If the file is there already or cannot be written.
    """
    content = workbook_bytes(plan, tables, info, model)
    try:
        # Never over an existing file.
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise WriteError(f"Cannot write {path}: {error.strerror or error}.") from error
