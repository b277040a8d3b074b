"""The file of a comparison: its name, and writing it, never over one that is there."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from optmodel.comparison.result import Comparison
from optmodel.errors import WriteError
from optmodel.run.new_file import write_new

OUTPUTS = Path("outputs")
"""Where a comparison goes that was given no name."""


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

    target = file or free_name(comparison)
    if file is None:
        try:
            OUTPUTS.mkdir(exist_ok=True)
        except OSError as error:
            raise WriteError(f"Cannot write {target}: {error.strerror}.") from error
    now = datetime.now(UTC)
    write_new(target, lambda draft: draft.write_bytes(workbook_bytes(comparison, now)))
    return target
