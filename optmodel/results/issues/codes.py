"""The sheet Codes: what the codes that occur mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from optmodel.errors import Finding
from optmodel.messages import CODES
from optmodel.results.formats import Formats
from optmodel.results.issues.about import About
from optmodel.results.issues.page import Column, Table, set_up, write_table, write_title

HEADER_ROW = 3
"""Zero-based."""
COLUMNS = (
    Column("Code", 10),
    Column("Stage", 16),
    Column("Times", 10, whole=True),
    Column("Meaning", 44),
    Column("Why it matters", 50),
    Column("What to do", 50),
)
NONE = "No code occurs."


def write_codes(
    page: Worksheet, formats: Formats, about: About, findings: Sequence[Finding]
) -> None:
    """Write the sheet."""
    write_title(page, formats, "Codes", "What the codes of the sheet Issues mean.")
    times = Counter(it.code for it in findings)
    rows = [
        (it.code, str(it.stage), times[it.code], it.meaning, it.why, it.repair)
        for it in CODES.values()
        if it.code in times
    ]
    table = Table("Codes", "The codes that occur", COLUMNS, rows or [("", "", "", NONE, "", "")])
    write_table(page, formats, table, HEADER_ROW)
    set_up(page, COLUMNS, HEADER_ROW, footer=about.footer)
