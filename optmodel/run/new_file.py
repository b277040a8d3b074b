"""Writes a new workbook where the user says, never over a file that is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from optmodel.errors import Finding, InputError, WriteError
from optmodel.run.folder import PARTIAL, flush


def unusable(file: Path) -> tuple[Finding, ...]:
    """Say why a name cannot be used: it does not end in .xlsx, or such a file is there already."""
    if file.suffix.lower() != ".xlsx":
        got = file.name or "nothing"
        return (Finding("E191", f"expected a name that ends in .xlsx, got {got}."),)
    # A link that leads nowhere is there as well, although nothing exists behind it.
    if os.path.lexists(file):
        message = f"{file} is there already; choose another name or move it away."
        return (Finding("E191", message),)
    return ()


def require_usable(file: Path) -> None:
    """Refuse a name that cannot be used.

    Raises
    ------
    InputError
        Where it does not end in .xlsx, or a file of that name is there already.
    """
    if refusal := unusable(file):
        raise InputError(refusal)


def write_new(file: Path, fill: Callable[[Path], object]) -> None:
    """Fill a new workbook under another name and give it its own when it is complete.

    Raises
    ------
    InputError
        Where the name cannot be used; or what ``fill`` raises.
    WriteError
        Where it cannot be written, for one because its folder does not exist. Nothing is left
        then.
    """
    require_usable(file)
    if not file.parent.is_dir():
        raise WriteError(f"Cannot write {file}: the folder {file.parent} does not exist.")
    draft = file.with_name(f"{PARTIAL}{os.getpid()}-{file.name}")
    try:
        fill(draft)
        flush(draft)
        draft.rename(file)
    except (OSError, XlsxWriterException, WriteError) as error:
        # What a user asked for is named, never the file that is filled in the meantime.
        cause = error.__cause__ if isinstance(error, WriteError) else error
        reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        raise WriteError(f"Cannot write {file}: {reason}.") from error
    finally:
        # A name that is too long cannot even be looked for.
        with suppress(OSError):
            draft.unlink(missing_ok=True)
