"""Links from the issues workbook to the cells of the input workbook."""

from __future__ import annotations

import os
from pathlib import Path

from optmodel.errors import Finding

LONGEST_LINK = 2_000
"""Characters of a file or an anchor; Excel takes 2080, and a few are added to them."""
MOST_LINKS = 65_000
"""Excel takes 65,530 on a sheet."""

ESCAPES = {"%": "%25", "#": "%23", '"': "%22", " ": "%20", "<": "%3c", ">": "%3e"} | {
    character: f"%{ord(character):02x}" for character in "[]^`{}"
}
"""What Excel escapes in the name of a file, and only that."""


def link_to(finding: Finding, source: Path, folder: Path) -> str:
    """Give the link to the cell of a finding, ``""`` where there is none to give.

    Parameters
    ----------
    finding
        What was found; without a sheet it is about the file, which is linked.
    source
        The input workbook.
    folder
        The folder of the issues workbook: links are relative to it where there is a way.
    """
    path = _relative(source, folder)
    anchor = _anchor(finding)
    if not path or max(len(path), len(anchor)) > LONGEST_LINK:
        return ""
    escaped = "".join(ESCAPES.get(character, character) for character in path)
    return f"external:{escaped}#{anchor}" if anchor else f"external:{escaped}"


def _relative(source: Path, folder: Path) -> str:
    """Give the path from a folder to a file; the whole path where they share no drive."""
    try:
        return os.path.relpath(source.resolve(), folder.resolve())
    except (OSError, ValueError):
        return str(source)


def _anchor(finding: Finding) -> str:
    if not finding.sheet:
        return ""
    quoted = finding.sheet.replace("'", "''")
    return f"'{quoted}'!{finding.cell or 'A1'}"
