"""``optmodel template``: an empty input workbook, an example, or an old workbook carried over."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from optmodel.commands.options import amount_of, as_json_option, quiet_option, verbose_option
from optmodel.errors import ExitCode
from optmodel.run.failure import finding_lines
from optmodel.run.help import HelpfulCommand
from optmodel.run.streams import say, say_document, warn

EXAMPLES = (
    ("optmodel template plan.xlsx", "An empty workbook with a few example rows to overwrite."),
    ("optmodel template plan.xlsx --blank", "The same without example rows."),
    ("optmodel template --list", "The filled examples."),
    ("optmodel template tiny.xlsx --example tiny", "One of them."),
    (
        "optmodel template --from old.xlsx new.xlsx",
        "The values of an older or differently laid out workbook in the current template.",
    ),
)


def _examples(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete the name of an example."""
    from optmodel.run.template_file import names

    return [CompletionItem(name) for name in names() if name.startswith(begun)]


@click.command(
    cls=HelpfulCommand, examples=EXAMPLES, short_help="Write a workbook to fill, or an example."
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--example", metavar="NAME", shell_complete=_examples,
    help="Write a filled example instead of an empty workbook.",
)  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="List the examples.")
@click.option("--blank", is_flag=True, help="Leave the example rows out.")
@click.option(
    "--from", "old", metavar="OLD", type=click.Path(path_type=Path),
    help="Carry the workbook OLD into FILE without losing a value.",
)  # fmt: skip
@as_json_option
@quiet_option
@verbose_option("With --from, list every remark rather than the first 20.")
def template(
    file: Path | None,
    *,
    example: str | None,
    listed: bool,
    blank: bool,
    old: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write an input workbook to FILE: empty, a filled example, or an old one carried over.

    A file that is there already is never overwritten.
    """
    amount = amount_of(quiet=quiet, verbose=verbose)
    _require_one(listed=listed, example=example, blank=blank, old=old)
    if listed:
        if file is not None:
            raise click.UsageError(f"--list writes no file; leave {file} out.")
        return _list(as_json=as_json)
    if file is None:
        raise click.UsageError("Expected FILE, the workbook to write.")
    if old is not None:
        return _carry(old, file, as_json=as_json, quiet=amount.quiet, every=amount.verbose)
    from optmodel.run import template_file

    template_file.write(file, example, blank=blank)
    if as_json:
        say_document({"status": "written", "exit_code": 0, "file": str(file)})
    else:
        say([f"Written: {file}"])
    return ExitCode.DONE


def _require_one(*, listed: bool, example: str | None, blank: bool, old: Path | None) -> None:
    """Refuse options that exclude each other."""
    given = {
        "--list": listed, "--example": example is not None, "--blank": blank,
        "--from": old is not None,
    }  # fmt: skip
    chosen = [option for option, is_given in given.items() if is_given]
    if len(chosen) > 1:
        raise click.UsageError(f"{' and '.join(chosen)} exclude each other; choose one.")


def _list(*, as_json: bool) -> int:
    """List the examples, each with a line."""
    from optmodel.run.template_file import described

    examples = described()
    if as_json:
        listed = [{"example": name, "about": about} for name, about in examples.items()]
        say_document({"status": "listed", "exit_code": 0, "examples": listed})
    else:
        width = max(15, *(len(name) + 2 for name in examples))
        say(f"  {name:<{width}}{about}" for name, about in examples.items())
    return ExitCode.DONE


def _carry(old: Path, new: Path, *, as_json: bool, quiet: bool, every: bool) -> int:
    """Carry an old workbook over and say what became of it."""
    from optmodel.run.carry_file import carry_over

    carried = carry_over(old, new)
    if not quiet:
        warn(finding_lines(carried.findings, every=every))
    if as_json:
        head = {"status": "written", "exit_code": 0, "file": str(new), "from": str(old)}
        say_document(head | carried.as_dict())
    else:
        say([*([] if quiet else carried.lines()), f"Written: {new}"])
    return ExitCode.DONE
