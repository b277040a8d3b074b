"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., object])

as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on stdout."
)
quiet_option = click.option(
    "-q", "--quiet", is_flag=True, help="Print errors and the final line only."
)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a command tells."""

    quiet: bool = False
    verbose: bool = False


def verbose_option(help_text: str) -> Callable[[Function], Function]:
    """The option for more, in the words of a command."""
    return click.option("-v", "--verbose", is_flag=True, help=help_text)


def amount_of(*, quiet: bool, verbose: bool) -> Amount:
    """Say how much to tell.

    Raises
    ------
    click.UsageError
        Where both are asked for.
    """
    if quiet and verbose:
        raise click.UsageError("Expected one of --quiet and --verbose, got both.")
    return Amount(quiet, verbose)
