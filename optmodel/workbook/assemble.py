"""From raw sheets to Tables: the validation that files and plain rows share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.workbook.describe import described
from optmodel.workbook.example_rows import example_findings
from optmodel.workbook.partial import partial_tables
from optmodel.workbook.raw import RawSheet
from optmodel.workbook.records import Typing, add_records
from optmodel.workbook.references import add_duplicates, add_unknown_references
from optmodel.workbook.remarks import without_remarks
from optmodel.workbook.schema import SETTINGS_SHEET, SHEETS
from optmodel.workbook.settings import add_settings
from optmodel.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of reading an input."""

    tables: Tables | None
    """None where there is an error."""
    findings: tuple[Finding, ...]
    """Every error and warning, with what was expected and what stands there."""
    partial: Tables | None = None
    """Where there is an error the rows that are right, for the checks that follow; None where
    too little is."""
    rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Sheet name to the number of rows that were read, right or wrong."""


def assemble(
    sheets: Mapping[str, RawSheet],
    *,
    file_name: str,
    sha256: str,
    earlier: Iterable[Finding] = (),
    unread: Iterable[tuple[str, str]] = (),
    merged: Iterable[tuple[str, int, str]] = (),
) -> Reading:
    """Type every cell and check every reference.

    Parameters
    ----------
    sheets
        Sheet name to what was found of it; a sheet that is missing is not in it.
    earlier
        Findings of the stages before, kept in front.
    unread
        Sheet and header of columns that could not be read; references into them stay open.

    merged
        Sheet, row and header of cells in merged ranges, of which is said what there is to say.
    """
    typing = Typing(unread=set(unread), wrong=set(merged))
    if SETTINGS_SHEET.name in sheets:
        add_settings(typing, sheets[SETTINGS_SHEET.name])
    for sheet in SHEETS:
        if sheet.name in sheets:
            add_records(typing, without_remarks(typing, sheets[sheet.name]))
    add_duplicates(typing)
    add_unknown_references(typing)
    examples = example_findings(typing.records, typing.settings)
    findings = described((*earlier, *typing.findings, *examples), sheets)
    rows = MappingProxyType({name: len(sheet.rows) for name, sheet in sheets.items()})
    if any(finding.is_error for finding in findings):
        return Reading(None, findings, partial_tables(typing, sheets), rows)
    tables = Tables(
        sheets=MappingProxyType(typing.records),
        settings=MappingProxyType(typing.settings),
        file_name=file_name,
        sha256=sha256,
        raw=MappingProxyType(dict(sheets)),
    )
    return Reading(tables, findings, None, rows)
