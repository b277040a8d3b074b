"""A run's folder: filled under a partial name, renamed when complete, never over an old one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from optmodel.errors import WriteError

PARTIAL = ".partial-"
"""Prefix of a folder that is being filled; whatever bears it is not a result."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claimed place for results: the folder to fill and the name that it will get."""

    partial: Path
    final: Path
    run_id: str
    """With ``-2``, ``-3`` … where another run has the same second and the same input."""


def require_writable(output: Path) -> None:
    """Create the output folder if need be and prove that a folder in it can be written.

    Raises
    ------
    WriteError
        Where it is a file, cannot be created, or does not take a file.
    """
    probe = output / f"{PARTIAL}probe-{os.getpid()}"
    try:
        output.mkdir(parents=True, exist_ok=True)
        probe.mkdir()
        try:
            write_durably(probe / "probe", b"probe")
        finally:
            shutil.rmtree(probe, ignore_errors=True)
    except OSError as error:
        raise _cannot_write(output, error) from error


def unfinished(output: Path) -> tuple[str, ...]:
    """Names of the folders that runs began to fill and did not finish.

    A run that was killed leaves one for ever, and one that is writing right now has one.
    """
    try:
        return tuple(sorted(path.name for path in output.glob(f"{PARTIAL}*")))
    except OSError:
        return ()


@contextmanager
def new_folder(
    output: Path,
    plan: str,
    run_id: str,
    suffix: str = "",
    before_naming: Callable[[], None] | None = None,
) -> Iterator[Draft]:
    """Claim a folder ``<plan>-<run id><suffix>``, to be filled in the body.

    At the end of the body every file is flushed to disk and the folder gets its name in one
    step. If the body fails or is interrupted, nothing is left.

    Parameters
    ----------
    output
        The folder of all runs.
    plan
        A plan name that is safe in a file name.
    run_id
        Made of the time and the input's hash.
    suffix
        Added to the final name, such as ``-contradicted``.
    before_naming
        Called right before the folder gets its name: from then on the result stands, and whoever
        handles interrupts must let nothing end the run as if it did not.

    Raises
    ------
    WriteError
        Where the disk is full, the folder is read-only, and the like.
    """
    try:
        draft = _claim(output, plan, run_id, suffix)
    except OSError as error:
        raise _cannot_write(output, error) from error
    try:
        yield draft
        for path in sorted(draft.partial.iterdir()):
            flush(path)
        flush(draft.partial)
        if before_naming is not None:
            before_naming()
        draft.partial.rename(draft.final)
    except BaseException as error:
        shutil.rmtree(draft.partial, ignore_errors=True)
        if isinstance(error, OSError):
            raise _cannot_write(output, error) from error
        raise
    with suppress(OSError):
        # The result stands complete under its name; only the folder's own record may lag.
        flush(output)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders; its renames are journaled.
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _claim(output: Path, plan: str, run_id: str, suffix: str) -> Draft:
    """Take the first free name; the partial folder is the lock on its final name."""
    output.mkdir(parents=True, exist_ok=True)
    for turn in count(1):
        this_id = run_id if turn == 1 else f"{run_id}-{turn}"
        final = output / f"{plan}-{this_id}{suffix}"
        partial = output / f"{PARTIAL}{plan}-{this_id}{suffix}"
        try:
            partial.mkdir()
        except FileExistsError:
            continue
        # Looked at only under the lock: the run that held it before may just have finished.
        if not final.exists():
            return Draft(partial, final, this_id)
        partial.rmdir()
    raise AssertionError


def _cannot_write(output: Path, error: OSError) -> WriteError:
    if output.is_file():
        return WriteError(f"Cannot write results to {output}: it is a file; expected a folder.")
    return WriteError(f"Cannot write results to {output}: {error.strerror or error}.")
