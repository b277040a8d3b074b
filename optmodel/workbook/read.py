"""Read an input workbook: file, structure, types, references; every problem at once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from os import PathLike
from pathlib import Path

from optmodel.errors import Finding
from optmodel.workbook.assemble import Reading, assemble
from optmodel.workbook.file import load_bytes
from optmodel.workbook.find import find_sheets
from optmodel.workbook.grid import open_workbook
from optmodel.workbook.guard.refusal import RefusedError
from optmodel.workbook.linked import link_findings
from optmodel.workbook.own_output import own_output
from optmodel.workbook.schema import SCHEMA_VERSION
from optmodel.workbook.tables import Tables


def read(path: str | PathLike[str]) -> tuple[Tables | None, tuple[Finding, ...]]:
    """Read an input workbook: its tables, or None where there is an error; and every finding."""
    found = reading(path)
    return found.tables, found.findings


def reading(path: str | PathLike[str]) -> Reading:
    """Read an input workbook, as far as it is right.

    Parameters
    ----------
    path
        An ``.xlsx`` file. It is only read, never changed.
    """
    file = Path(path)
    content, findings = load_bytes(file)
    if findings:
        return Reading(None, findings)
    try:
        opened = open_workbook(content)
    except RefusedError as refusal:
        return Reading(None, (Finding(refusal.code, f"{file.name} {refusal.reason}"),))
    version = opened.version
    if version not in {None, SCHEMA_VERSION}:
        message = (
            f"{file.name} is written for version {version} of the input workbook; this program "
            f"reads version {SCHEMA_VERSION}. {version_advice(file.name, version)}"
        )
        return Reading(None, (Finding("E912", message),))
    if other := own_output(file, opened.grids):
        return Reading(None, other)
    found = find_sheets(opened.grids)
    assembled = assemble(
        found.sheets,
        file_name=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        earlier=(
            *link_findings(file.name, opened.other_files, found.findings),
            *found.findings,
        ),
        unread=found.unread,
        merged=found.merged,
    )
    if assembled.tables is None:
        return assembled
    return replace(assembled, tables=replace(assembled.tables, content=content))


def version_advice(name: str, version: object) -> str:
    """Say what to do about a workbook of another version of the schema."""
    if isinstance(version, int | float) and version > SCHEMA_VERSION:
        return "Install a newer optmodel."
    return f'Upgrade it by: optmodel template --from "{name}" NEW.xlsx'
