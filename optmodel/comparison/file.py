"""The file of a comparison: its name, and writing it, never over one that is there."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from optmodel.comparison.result import Comparison
from optmodel.errors import Finding, InputError, WriteError
from optmodel.run.folder import PARTIAL, write_durably

OUTPUTS = Path("outputs")
"""Where a comparison goes that was given no name."""


def require_usable(file: Path) -> None:
    """Refuse a name that cannot be used, before anything is read.

    Raises
    ------
    InputError
        Where it does not end in .xlsx, or a file of that name is there already.
    """
    if file.suffix.lower() != ".xlsx":
        raise _wrong(f"expected a name that ends in .xlsx, got {file.name or 'nothing'}.")
    if file.exists():
        raise _wrong(f"{file} is there already; choose another name or move it away.")


def free_name(comparison: Comparison) -> Path:
    """Name a file after both runs in the folder of outputs; with a number where it is taken."""
    stem = f"comparison-{comparison.a.run_id}-{comparison.b.run_id}"
    for turn in count(1):
        file = OUTPUTS / f"{stem}{'' if turn == 1 else f'-{turn}'}.xlsx"
        if not file.exists():
            return file
    raise AssertionError


def write(comparison: Comparison, file: Path | None = None) -> Path:
    """Write the workbook and return where it stands.

    Parameters
    ----------
    comparison
        What was compared.
    file
        A new file in a folder that exists; None = named after both runs, in ``outputs``.

    Raises
    ------
    InputError
        Where the name cannot be used.
    WriteError
        Where it cannot be written. Nothing is left then.
    """
    from optmodel.comparison.workbook import workbook_bytes

    if file is not None:
        require_usable(file)
    target = file or free_name(comparison)
    partial = target.with_name(f"{PARTIAL}{os.getpid()}-{target.name}")
    try:
        content = workbook_bytes(comparison, datetime.now(UTC))
        if file is None:
            OUTPUTS.mkdir(exist_ok=True)
        write_durably(partial, content)
        partial.rename(target)
    except (OSError, XlsxWriterException) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(f"Cannot write {target}: {reason}.") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return target


def _wrong(message: str) -> InputError:
    return InputError([Finding("E191", message)])
