"""Writes the issues workbook of an input, never over a file that is there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from optmodel.errors import Finding, InputError, WriteError
from optmodel.messages.rank import ranked
from optmodel.run.folder import PARTIAL, write_durably


def unusable(file: Path) -> tuple[Finding, ...]:
    """Say why a name cannot be used: it does not end in .xlsx, or such a file is there already."""
    if file.suffix.lower() != ".xlsx":
        got = file.name or "nothing"
        return (Finding("E191", f"expected a name that ends in .xlsx, got {got}."),)
    if file.exists():
        message = f"{file} is there already; choose another name or move it away."
        return (Finding("E191", message),)
    return ()


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

    if refusal := unusable(file):
        raise InputError(refusal)
    about = About(source, file.resolve().parent, _sha256(source), datetime.now(UTC))
    partial = file.with_name(f"{PARTIAL}{os.getpid()}-{file.name}")
    try:
        write_durably(partial, workbook_bytes(about, ranked(findings)))
        partial.rename(file)
    except (OSError, XlsxWriterException) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(f"Cannot write {file}: {reason}.") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _sha256(source: Path) -> str:
    """Hash of the input; ``""`` where it cannot be read."""
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
