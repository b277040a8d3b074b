"""Whether a file can be an input workbook at all, before anything opens it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from optmodel.errors import Finding

MEGABYTE = 1_000_000
LARGEST_FILE = 25 * MEGABYTE
MOST_ENTRIES = 2_000
LARGEST_EXPANDED = 200 * MEGABYTE
HIGHEST_RATIO = 200
"""Sheets compress about 10 to 30 times; repeated blanks somewhat more. Only above 1 MB."""

OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
"""First bytes of an old .xls and of every workbook with a password."""


def load_bytes(path: Path) -> tuple[bytes, tuple[Finding, ...]]:
    """Read a file and refuse what is not an Excel workbook of a bounded size.

    Returns
    -------
    tuple
        The bytes, and at most one finding: the first reason to refuse the file.
    """
    try:
        if not path.exists():
            return b"", _refused("E901", f"{path} does not exist.")
        if path.is_dir():
            return b"", _refused("E902", f"{path} is a folder; expected a file.")
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // MEGABYTE
            return b"", _refused("E905", f"{path.name} is larger than {limit} MB.")
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return b"", _refused("E903", f"{path} cannot be read: {reason}.")
    return content, _check_content(path, content)


def _refused(code: str, message: str) -> tuple[Finding, ...]:
    return (Finding(code, message),)


def _check_content(path: Path, content: bytes) -> tuple[Finding, ...]:
    name = path.name
    if not content:
        return _refused("E904", f"{name} is empty.")
    if content.startswith(OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return _refused("E906", f"{name} has a password. Save it without one.")
        return _refused("E907", f"{name} is an old .xls workbook. Save it as .xlsx.")
    if not content.startswith(b"PK"):
        return _refused(
            "E908", f"{name} is not an Excel workbook, whatever its name says. Save it as .xlsx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _check_entries(path, archive.infolist())
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds for flipped bits
        return _refused("E909", f"{name} is damaged or cut off. Save it again in Excel.")


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> tuple[Finding, ...]:
    names = {entry.filename.replace("\\", "/") for entry in entries}
    if len(entries) > MOST_ENTRIES or _expands_too_far(entries) or _leaves_folder(names):
        return _refused("E910", f"{path.name} is built like an attack (zip bomb). Save it again.")
    if path.suffix.lower() in {".xlsm", ".xltm"} or any("vbaproject" in it.lower() for it in names):
        return _refused("E911", f"{path.name} has macros. Save it as .xlsx without macros.")
    if "xl/workbook.xml" not in names:
        return _refused(
            "E908", f"{path.name} is not an .xlsx workbook, whatever its name says. Save it so."
        )
    return ()


def _expands_too_far(entries: list[zipfile.ZipInfo]) -> bool:
    """Judge declared sizes, which bound what is read: reading stops at the declared size."""
    if sum(entry.file_size for entry in entries) > LARGEST_EXPANDED:
        return True
    return any(
        entry.file_size > MEGABYTE and entry.file_size > HIGHEST_RATIO * entry.compress_size
        for entry in entries
    )


def _leaves_folder(names: set[str]) -> bool:
    return any(name.startswith("/") or ".." in name.split("/") for name in names)
