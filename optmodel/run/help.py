"""The texts of ``--help``: examples, exit codes, narrow terminals, near names."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

import click

WIDEST = 100
"""Columns beyond which lines are hard to read."""

NARROW = 60
"""Columns below which the words for an option stand below it."""

Example = tuple[str, str]
"""What is typed, and what it does."""

EXIT_CODES: tuple[tuple[str, str], ...] = (
    ("0", "Done; for solve, a plan proven within the requested gap."),
    ("1", "Internal fault."),
    ("2", "Something is wrong with the input or the command."),
    ("3", "No plan can meet all limits; for evaluate, the plan breaks limits."),
    ("4", "Stopped by the time limit or by you, with a plan that is not proven."),
    ("5", "Stopped or failed without a plan."),
    ("6", "The independent check contradicts the solver."),
    ("7", "The results cannot be written."),
)


class Formatter(click.HelpFormatter):
    """Puts the words for an option below it where the terminal is narrow."""

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of terms and their words."""
        if self.width < NARROW:
            col_max = 4
        super().write_dl(list(rows), col_max, col_spacing)


class Context(click.Context):
    """A context whose help is as wide as the terminal, up to a width that reads well."""

    formatter_class = Formatter

    def make_formatter(self) -> click.HelpFormatter:
        """Make the formatter for the width that the terminal has now."""
        width = max(20, min(shutil.get_terminal_size().columns, WIDEST) - 2)
        return Formatter(width=width)


class HelpfulCommand(click.Command):
    """A command whose help ends with examples and says where the exit codes are."""

    context_class = Context

    def __init__(self, *names: Any, examples: Sequence[Example] = (), **more: Any) -> None:
        super().__init__(*names, **more)
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed; of a misspelled option say only the nearest."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            meant = near(error.option_name, error.possibilities or ())
            nearest = [meant] if meant else None
            raise click.NoSuchOption(
                error.option_name, possibilities=nearest, ctx=error.ctx
            ) from error

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(formatter, "Examples", self.examples)
        formatter.write_paragraph()
        formatter.write_text("optmodel --help lists the exit codes.")


def write_examples(formatter: click.HelpFormatter, title: str, examples: Iterable[Example]) -> None:
    """Write what can be typed, each with a line that says what it does."""
    with formatter.section(title):
        for typed, words in examples:
            # Never wrapped: it is there to be copied.
            formatter.write(f"{'':>{formatter.current_indent}}{typed}\n")
            with formatter.indentation():
                formatter.indent()
                formatter.write_text(words)
                formatter.dedent()


def near(name: str, known: Iterable[str]) -> str:
    """The known name that a misspelled one probably means, ``""`` where none is near."""
    found = get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
