"""Whether a file can be an input workbook at all, before anything opens it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from optmodel.errors import Finding
from optmodel.workbook.guard.archive import Archive
from optmodel.workbook.guard.book import CONTENT_TYPES, refuse_macros
from optmodel.workbook.guard.limits import LARGEST_FILE, MEGABYTE
from optmodel.workbook.guard.refusal import RefusedError, damaged
from optmodel.workbook.kind import (
    COMPOUND,
    NOT_A_WORKBOOK,
    kind_of_archive,
    kind_of_bytes,
    refusal_of_compound,
)
from optmodel.workbook.near_file import near_file

MACRO_SUFFIXES = {".xlsm", ".xltm", ".xlam"}

HOW_TO_OPEN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Without waiting: a named pipe would wait for ever for somebody to write to it."""


def load_bytes(path: Path) -> tuple[bytes, tuple[Finding, ...]]:
    """Read a file and refuse what is not an Excel workbook of a bounded size.

    Returns
    -------
    tuple
        The bytes, and at most one finding: the first reason to refuse the file.
    """
    try:
        if not path.exists():
            return b"", _refused("E901", f"{path} does not exist.{near_file(path)}")
        if path.is_dir():
            return b"", _refused("E902", f"{path} is a folder; expected a file.")
        content = _content(path)
        _judge(path, content)
    except RefusedError as refusal:
        return b"", _refused(refusal.code, f"{path.name} {refusal.reason}")
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        reason = getattr(error, "strerror", None) or type(error).__name__
        return b"", _refused("E903", f"{path} cannot be read: {reason}.")
    return content, ()


def _refused(code: str, message: str) -> tuple[Finding, ...]:
    return (Finding(code, message),)


def _content(path: Path) -> bytes:
    """Read an ordinary file, at most as much of it as is allowed."""
    descriptor = os.open(path, HOW_TO_OPEN)
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise RefusedError("E915", "is a device or a pipe; expected a file.")
        if before.st_size > LARGEST_FILE:
            raise RefusedError(
                "E905", f"is larger than {LARGEST_FILE // MEGABYTE} MB. Save it without pictures."
            )
        content = stream.read(before.st_size + 1)
        after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or (
        len(content) != after.st_size
    ):
        raise RefusedError("E917", "changed while it was read. Wait until it is saved, try again.")
    return content


def _judge(path: Path, content: bytes) -> None:
    """Refuse what is no .xlsx workbook, or one that must not be opened."""
    if not content:
        raise RefusedError("E904", "is empty.")
    if content.startswith(COMPOUND):
        raise RefusedError(*refusal_of_compound(content))
    if not content.startswith(b"PK"):
        raise RefusedError("E908", f"is {kind_of_bytes(content)}, {NOT_A_WORKBOOK}")
    with Archive(content) as archive:
        if path.suffix.lower() in MACRO_SUFFIXES:
            raise RefusedError("E911", "has macros. Save it as .xlsx without macros.")
        if not any(name.startswith("xl/") and name.endswith(".xml") for name in archive.names):
            raise RefusedError("E908", f"is {kind_of_archive(archive.names)}, {NOT_A_WORKBOOK}")
        if CONTENT_TYPES not in archive:
            raise damaged(f"the part {CONTENT_TYPES} is missing")
        refuse_macros(archive)
