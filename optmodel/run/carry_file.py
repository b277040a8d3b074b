"""Carries an old workbook over into a new file, never over one that is there."""

from __future__ import annotations

from pathlib import Path

from optmodel.errors import Finding, InputError
from optmodel.run.new_file import write_new
from optmodel.workbook.carry import Carried, carry


def carry_over(old: Path, new: Path) -> Carried:
    """Carry an old workbook over into a new file.

    Raises
    ------
    InputError
        Where both are the same file, the new one is there already, or the old one cannot be
        carried without losing something.
    WriteError
        Where the new file cannot be written.
    """
    if new.exists() and old.exists() and new.samefile(old):
        message = f"{new} is the old workbook itself; choose another name for the new one."
        raise InputError([Finding("E193", message)])
    done: list[Carried] = []
    write_new(new, lambda draft: done.append(carry(old, draft)))
    return done[0]
