"""The sheet Issues: one row for each finding, with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from optmodel.errors import Finding
from optmodel.results.cells import clean
from optmodel.results.formats import Formats
from optmodel.results.issues.about import About
from optmodel.results.issues.link import MOST_LINKS, link_to
from optmodel.results.issues.page import A3, Column, Table, set_up, write_table, write_title

HEADER_ROW = 3
"""Zero-based."""
COLUMNS = (
    Column("No.", 7, whole=True),
    Column("Severity", 12),
    Column("Code", 9),
    Column("Stage", 13),
    Column("Sheet", 16),
    Column("Cell", 12),
    Column("Row", 20),
    Column("Column", 20),
    Column("Expected", 26),
    Column("Found", 26),
    Column("Message", 52),
    Column("Why it matters", 40),
    Column("What to do", 40),
    Column("Further cells", 20),
)
SEVERITY, CELL = (
    next(i for i, it in enumerate(COLUMNS) if it.header == header)
    for header in ("Severity", "Cell")
)
MOST_NAMED = 200
"""Further cells that a row names; the rest are counted."""
NONE = "No problem was found."


def write_issues(
    page: Worksheet, formats: Formats, about: About, findings: Sequence[Finding]
) -> None:
    """Write the sheet."""
    write_title(
        page,
        formats,
        "Issues",
        "One row for each problem. Click on a cell to go to it in the input workbook; an error"
        " stops the run, a warning does not.",
    )
    rows = [_row(number, it) for number, it in enumerate(findings, start=1)]
    nothing = ("", *("" for _ in COLUMNS[1:-4]), NONE, "", "", "")
    table = Table("Issues", "Every problem that the check found", COLUMNS, rows or [nothing])
    write_table(page, formats, table, HEADER_ROW)
    for at, finding in enumerate(findings, start=HEADER_ROW + 1):
        link = link_to(finding, about.source, about.folder) if at < MOST_LINKS else ""
        if link:
            page.write_url(at, CELL, link, formats.link(), clean(_cell(finding)))
    for word, look in (("error", formats.bad), ("warning", formats.noted)):
        same = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        page.conditional_format(
            HEADER_ROW + 1, SEVERITY, HEADER_ROW + max(1, len(rows)), SEVERITY, same
        )
    set_up(page, COLUMNS, HEADER_ROW, footer=about.footer, paper=A3)


def _row(number: int, finding: Finding) -> tuple[str | int, ...]:
    return (
        number,
        finding.severity,
        finding.code,
        str(finding.entry.stage),
        finding.sheet,
        _cell(finding),
        finding.key,
        finding.column,
        finding.expected,
        finding.got,
        finding.message,
        finding.entry.why,
        finding.entry.repair,
        _further(finding),
    )


def _cell(finding: Finding) -> str:
    """Name what is linked: the cell, the sheet, or the file."""
    return finding.cell or ("sheet" if finding.sheet else "file")


def _further(finding: Finding) -> str:
    """Name the cells of a merged run that its range does not show, and those involved."""
    more = len(finding.involved) - MOST_NAMED
    named = ", ".join(finding.involved[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named
