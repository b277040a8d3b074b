"""Writes an empty input workbook or an example, never over a file that is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from optmodel.errors import Finding, InputError
from optmodel.run.new_file import write_new


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
