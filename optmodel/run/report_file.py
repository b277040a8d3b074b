"""Writes the issues workbook of an input, never over a file that is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from optmodel.errors import Finding
from optmodel.messages.rank import ranked
from optmodel.run.new_file import write_new


def write_report(file: Path, source: Path, findings: Iterable[Finding]) -> None:
    """Write what a check found about an input as a workbook.

    Parameters
    ----------
    file
        A new file in a folder that exists.
    source
        The input workbook; the cells are linked to it. It may be missing or damaged.
    findings
        What the check found; none = the report says so. The report has them by rank.

    Raises
    ------
    InputError
        Where the name cannot be used.
    WriteError
        Where it cannot be written. Nothing is left then.
    """
    from optmodel.results.issues.about import About
    from optmodel.results.issues.workbook import workbook_bytes

    about = About(source, file.resolve().parent, _sha256(source), datetime.now(UTC))
    write_new(file, lambda draft: draft.write_bytes(workbook_bytes(about, ranked(findings))))


def _sha256(source: Path) -> str:
    """Hash of the input; ``""`` where it cannot be read."""
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
