"""The bytes of the issues workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC

from xlsxwriter.workbook import Workbook

from optmodel._version import __version__
from optmodel.errors import Finding
from optmodel.results.cells import one_line
from optmodel.results.formats import NAVY, Formats
from optmodel.results.issues.about import About
from optmodel.results.issues.codes import write_codes
from optmodel.results.issues.issues import write_issues
from optmodel.results.issues.summary import verdict, write_summary

OPTIONS = {
    # In memory the parts of the file carry a fixed time, so that bytes can be compared.
    "in_memory": True,
    # Names are text for ever, also those that look like formulas or addresses.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_bytes(about: About, findings: Sequence[Finding]) -> bytes:
    """Return the workbook; the same findings and the same time give the same bytes."""
    stream = io.BytesIO()
    workbook = Workbook(stream, OPTIONS)
    workbook.set_properties(
        {
            "title": f"Issues of {one_line(about.source.name)}",
            "subject": "What a check of an input workbook found",
            "author": f"optmodel {__version__}",
            "comments": verdict(findings)[0],
            "created": about.created.astimezone(UTC).replace(tzinfo=None),
        }
    )
    formats = Formats(workbook)
    sheets = {"Summary": write_summary, "Issues": write_issues, "Codes": write_codes}
    for name, write in sheets.items():
        page = workbook.add_worksheet(name)
        write(page, formats, about, findings)
        if name == "Summary":
            page.set_tab_color(NAVY)
    workbook.close()
    return stream.getvalue()
