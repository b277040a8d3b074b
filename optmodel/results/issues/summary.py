"""The sheet Summary of the issues workbook: which file, how many problems, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from optmodel._version import __version__
from optmodel.errors import Finding
from optmodel.messages import Stage
from optmodel.results.cells import one_line
from optmodel.results.formats import Formats
from optmodel.results.issues.about import About
from optmodel.results.issues.page import Column, Table, set_up, write_table, write_title
from optmodel.workbook.schema import SCHEMA_VERSION

VERDICT_ROW, FIRST_TABLE_ROW = 2, 4
"""Zero-based."""
COLUMNS = (
    Column("Item", 28),
    Column("Value", 72),
    Column("Errors", 12, whole=True),
    Column("Warnings", 12, whole=True),
)
STAGES = {
    Stage.COMMAND: "What was typed on the command line",
    Stage.FILE: "The file as a whole",
    Stage.STRUCTURE: "Sheets, header rows and columns",
    Stage.TYPES: "What kind of thing stands in a cell",
    Stage.RANGES: "Numbers and dates outside what a column takes",
    Stage.REFERENCES: "Names that stand for rows of other sheets",
    Stage.SENSE: "What the figures say together",
    Stage.POSSIBLE: "What no plan can do",
    Stage.PLANS: "Results and edited plans",
}
"""What each stage of a check looks at."""


def verdict(findings: Sequence[Finding]) -> tuple[str, bool]:
    """Say in a sentence whether the input is ready, and whether that is good news."""
    errors = [it for it in findings if it.is_error]
    warnings = len(findings) - len(errors)
    if not errors:
        if not warnings:
            return "Ready to solve: no problem was found.", True
        return f"Ready to solve, with {_count(warnings, 'warning')}: read them first.", True
    more = f" There {'is' if warnings == 1 else 'are'} {_count(warnings, 'warning')} as well."
    tail = more if warnings else ""
    if all(it.is_impossibility for it in errors):
        reasons = _count(len(errors), "reason")
        return f"No plan can meet all limits: {reasons} proven before any search.{tail}", False
    return f"Not ready to solve: {_count(len(errors), 'error')} to repair first.{tail}", False


def write_summary(
    page: Worksheet, formats: Formats, about: About, findings: Sequence[Finding]
) -> None:
    """Write the sheet."""
    write_title(
        page,
        formats,
        f"Issues of {about.source.name}",
        "What the check found in the input workbook. The sheet Issues has each problem with its"
        " cell and its repair.",
    )
    words, good = verdict(findings)
    page.write_string(VERDICT_ROW, 0, one_line(words), formats.banner(good=good))
    for column in range(1, len(COLUMNS)):
        page.write_blank(VERDICT_ROW, column, None, formats.banner(good=good))
    last = write_table(page, formats, _facts(about), FIRST_TABLE_ROW)
    write_table(page, formats, _counts(findings), last + 2)
    set_up(page, COLUMNS, VERDICT_ROW, footer=about.footer)


def _facts(about: About) -> Table:
    rows = (
        ("File", about.source.name),
        ("Folder", str(about.source.resolve().parent)),
        ("SHA-256 of the file", about.sha256 or "the file could not be read"),
        ("Checked (UTC)", f"{about.created:%Y-%m-%d %H:%M:%S}"),
        ("Version of the input workbook", f"{SCHEMA_VERSION} (the one this program reads)"),
        ("Program", f"optmodel {__version__}"),
    )
    return Table("IssuesFile", "The file that was checked", COLUMNS[:2], rows, filters=False)


def _counts(findings: Sequence[Finding]) -> Table:
    """Count errors and warnings by stage, in the order in which a check goes through them."""
    columns = (
        Column("Stage", COLUMNS[0].width),
        Column("What it looks at", COLUMNS[1].width),
        *COLUMNS[2:],
    )
    rows: list[tuple[str, str, int, int]] = []
    for stage in Stage:
        of_stage = [it for it in findings if it.entry.stage is stage]
        if of_stage:
            errors = sum(it.is_error for it in of_stage)
            words = str(stage).capitalize(), STAGES[stage]
            rows.append((*words, errors, len(of_stage) - errors))
    errors = sum(it.is_error for it in findings)
    rows.append(("All stages", "", errors, len(findings) - errors))
    return Table("IssuesByStage", "Problems by stage of the check", columns, rows, filters=False)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
