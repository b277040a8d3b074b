"""Printing where the other end may be gone: a full disk, a closed pipe, a closed terminal."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

import click

from optmodel.errors import WriteError
from optmodel.run.colors import shown, wants_color
from optmodel.run.strict_json import strict_json


class UnprintedError(WriteError):
    """The answer cannot be written to standard output."""

    def __init__(self, error: OSError, results: Path | None = None) -> None:
        where = "" if results is None else f"; the results are in {results}"
        reason = error.strerror or type(error).__name__
        super().__init__(f"The answer cannot be written to standard output ({reason}){where}.")


def say(lines: Iterable[str], results: Path | None = None) -> None:
    """Print lines on stdout, wrapped and colored on a terminal only.

    A reader that has gone, as behind ``| head``, is no failure.

    Parameters
    ----------
    lines
        What to print.
    results
        Folder of the results, for the message.

    Raises
    ------
    UnprintedError
        Where the lines cannot be written, as on a full disk.
    """
    _print(list(shown(lines, sys.stdout)), results)


def say_document(document: Mapping[str, object], results: Path | None = None) -> None:
    """Print one JSON document on stdout, the same on a terminal as in a pipe.

    Raises
    ------
    UnprintedError
        Where it cannot be written.
    """
    _print([strict_json(document)], results)


def _print(lines: list[str], results: Path | None) -> None:
    try:
        for line in lines:
            # What is colored was decided before: click knows no NO_COLOR.
            click.echo(line, color=True if wants_color(sys.stdout) else None)
    except OSError as error:
        _let_go(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            raise UnprintedError(error, results) from error


def warn(lines: Iterable[str]) -> None:
    """Print lines on stderr; where that is impossible there is nobody left to tell."""
    ready = list(shown(lines, sys.stderr))
    try:
        for line in ready:
            click.echo(line, err=True, color=True if wants_color(sys.stderr) else None)
    except OSError:
        _let_go(sys.stderr)


def unprinted(error: OSError) -> UnprintedError | None:
    """The failure to print a text that click prints itself, such as help; else None."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None or place.tb_frame.f_code is not click.echo.__code__:
        return None
    _let_go(sys.stdout)
    return UnprintedError(error)


def leave_closed_terminal() -> None:
    """Print to nowhere from now on what would go to a terminal that is closed."""
    if sys.platform == "win32":
        return
    import termios

    for descriptor in (1, 2):
        try:
            termios.tcgetattr(descriptor)
        except termios.error as error:
            # Anything that is no terminal says ENOTTY, and stays as it is.
            if error.args[0] == errno.EIO:
                _to_nowhere(descriptor)


def _let_go(stream: TextIO) -> None:
    """Send to nowhere what is still to come: Python flushes at its end and would complain."""
    _to_nowhere(stream.fileno())


def _to_nowhere(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
