"""Writes an empty input workbook or an example, never over a file that is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from optmodel.errors import Finding, InputError, WriteError
from optmodel.run.folder import PARTIAL, flush


def names() -> tuple[str, ...]:
    """Names of the examples."""
    from optmodel import examples

    return tuple(examples.names())


def described() -> dict[str, str]:
    """Name of each example to a line about it."""
    from optmodel import examples

    return {name: examples.about(name) for name in names()}


def write(file: Path, example: str | None, *, blank: bool = False) -> None:
    """Write an empty template, or the example of that name.

    Parameters
    ----------
    file
        The workbook to write.
    example
        Name of the example; None for the empty template.
    blank
        Whether the empty template comes without its example rows.

    Raises
    ------
    InputError
        Where the file is there already, does not end in .xlsx, or there is no such example.
    WriteError
        Where it cannot be written, for one because its folder does not exist.
    """
    if example is not None and example not in names():
        raise _wrong(f'there is no example "{example}"; there are {", ".join(names())}.')
    write_new(file, partial(_fill, example=example, blank=blank))


def write_new(file: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new workbook under another name and give it its own when it is complete.

    Raises
    ------
    InputError
        Where the file is there already or does not end in .xlsx; or what ``fill`` raises.
    WriteError
        Where it cannot be written, for one because its folder does not exist.
    """
    if file.suffix.lower() != ".xlsx":
        raise _wrong(f"expected a name that ends in .xlsx, got {file.name}.")
    # A link that leads nowhere is there as well, although nothing exists behind it.
    if os.path.lexists(file):
        raise _wrong(f"{file} is there already; choose another name or move it away.")
    if not file.parent.is_dir():
        raise WriteError(f"Cannot write {file}: the folder {file.parent} does not exist.")
    draft = file.with_name(f"{PARTIAL}{os.getpid()}-{file.name}")
    try:
        fill(draft)
        flush(draft)
        draft.rename(file)
    except (OSError, WriteError) as error:
        # What a user asked for is named, never the file that is filled in the meantime.
        cause = error.__cause__ if isinstance(error, WriteError) else error
        reason = getattr(cause, "strerror", None) or type(cause).__name__
        raise WriteError(f"Cannot write {file}: {reason}.") from error
    finally:
        # A name that is too long cannot even be looked for.
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _fill(path: Path, *, example: str | None, blank: bool) -> None:
    """Write the workbook under its partial name."""
    if example is None:
        from optmodel.workbook.template import write_starter, write_template

        (write_template if blank else write_starter)(path)
    else:
        from optmodel import examples

        examples.write(example, path)


def _wrong(message: str) -> InputError:
    return InputError([Finding("E191", message)])
