"""What of the old workbook goes where, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.errors import Finding, InputError
from optmodel.workbook.carry.match import match_sheets
from optmodel.workbook.carry.near import NotFilled
from optmodel.workbook.carry.old import OldBook, OldSheet
from optmodel.workbook.carry.settings import OldSettings, settings_of
from optmodel.workbook.carry.table import OldTable, table_of
from optmodel.workbook.schema import SETTINGS_SHEET, SHEETS


@dataclass(frozen=True, slots=True)
class Plan:
    """The tables of the old workbook by sheet of the schema, and every other sheet."""

    book: OldBook
    tables: Mapping[str, OldTable]
    settings: OldSettings | None
    others: tuple[OldSheet, ...]
    findings: tuple[Finding, ...]
    not_filled: tuple[NotFilled, ...]
    """Columns and settings that were not found, though a near name is there."""


def plan_of(book: OldBook) -> Plan:
    """Find what every sheet of the old workbook is.

    Raises
    ------
    InputError
        Where not one sheet is an input sheet.
    """
    pages, renamed = match_sheets(book.sheets)
    tables: dict[str, OldTable] = {}
    for sheet in (SETTINGS_SHEET, *SHEETS):
        table = table_of(sheet, pages[sheet.name]) if sheet.name in pages else None
        if table is not None:
            tables[sheet.name] = table
    if not tables:
        message = (
            f"{book.name} has no sheet with a table of the input workbook, such as Clusters. "
            "Check that it is the right file."
        )
        raise InputError([Finding("E195", message)])
    settings = settings_of(tables["Settings"]) if "Settings" in tables else None
    used = {table.page.name for table in tables.values()}
    return Plan(
        book=book,
        tables=tables,
        settings=settings,
        others=tuple(page for page in book.sheets if page.name not in used),
        findings=(
            *renamed,
            *(finding for table in tables.values() for finding in table.findings),
            *(settings.findings if settings is not None else ()),
        ),
        not_filled=(
            *(settings.not_filled if settings is not None else ()),
            *(it for table in tables.values() for it in table.not_filled),
        ),
    )
