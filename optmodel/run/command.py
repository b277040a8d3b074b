"""The frame of the command: every failure becomes one message and its exit code."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import Any

import click

from optmodel.errors import ExitCode, OptmodelError
from optmodel.run.failure import Failure, failure_of, internal_fault, interrupted
from optmodel.run.help import EXIT_CODES, Context, Example, near, write_examples
from optmodel.run.interrupt import restored_handlers
from optmodel.run.streams import UnprintedError, say_document, unprinted, warn

DEBUG = "OPTMODEL_DEBUG"
"""Environment variable that lets tracebacks through, for developers."""

QUIET = frozenset({"-q", "--quiet"})
"""Leaves warnings out, as the commands do that take it."""

IS_WARNING = re.compile(r"W\d{3} ")


class Stopped(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user stopped the run in a stage, without a plan to keep."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


class FolderType(click.Path):
    """A folder; an empty name, as from a variable that is not set, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse what a path would take for the current folder."""
        if value == "":
            raise click.ClickException(
                'Expected a folder after -o, got nothing; "." means the current folder.'
            )
        return super().convert(value, param, ctx)


class FileType(click.Path):
    """A file; an empty name, as from a variable that is not set, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse what a path would take for the current folder."""
        if value == "":
            where = ""
            if param is not None:
                option = isinstance(param, click.Option)
                where = (
                    f" after {param.opts[-1]}" if option else f" for {param.human_readable_name}"
                )
            raise click.ClickException(f"Expected a file name{where}, got nothing.")
        return super().convert(value, param, ctx)


class FramedGroup(click.Group):
    """A group of commands that never shows a traceback for what a user may meet."""

    context_class = Context

    def __init__(self, *names: Any, examples: Sequence[Example] = (), **more: Any) -> None:
        super().__init__(*names, **more)
        self.examples = tuple(examples)

    def main(self, args: Sequence[str] | None = None, *names: Any, **extra: Any) -> Any:
        """Run a command and end with its exit code."""
        given = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        with restored_handlers():
            try:
                code = super().main(given, *names, **extra)
            except Exception as error:
                if os.environ.get(DEBUG):
                    raise
                quiet = bool(QUIET & {*given})
                code = _report(_failure(error), as_json="--json" in given, quiet=quiet)
        sys.exit(int(code or ExitCode.DONE))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; of a misspelled one say which is near."""
        meant = near(args[0], self.commands) if args[0] not in self.commands else ""
        if meant and not args[0].startswith("-"):
            ctx.fail(f'No such command "{args[0]}". Did you mean "{meant}"?')
        return super().resolve_command(ctx, args)

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how to begin, and the exit codes."""
        write_examples(formatter, "Begin with", self.examples)
        with formatter.section("Exit codes"):
            formatter.write_dl(EXIT_CODES)


def _failure(error: Exception) -> Failure:
    """Put any exception into words."""
    if isinstance(error, OSError):
        error = unprinted(error) or error
    if isinstance(error, OptmodelError):
        return failure_of(error)
    if isinstance(error, Stopped | click.Abort):
        return interrupted(getattr(error, "stage", ""))
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        usage = (context.get_usage(),) if context is not None else ()
        message = error.format_message()
        return Failure(ExitCode.WRONG_INPUT, (message, *usage), {"findings": []})
    return internal_fault(error)


def _report(failure: Failure, *, as_json: bool, quiet: bool) -> ExitCode:
    """Print a failure, for people on stderr, for programs on stdout; give the exit code."""
    warn(line for line in failure.lines if not (quiet and IS_WARNING.match(line)))
    if as_json:
        try:
            say_document(failure.document)
        except UnprintedError as error:
            warn([str(error)])
            return error.exit_code
    return failure.code
