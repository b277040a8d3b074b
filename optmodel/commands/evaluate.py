"""``optmodel evaluate``: judge a plan that was edited in a results workbook."""

from __future__ import annotations

from pathlib import Path

import click

from optmodel.commands.options import as_json_option, quiet_option
from optmodel.errors import ExitCode
from optmodel.run.command import FileType, FolderType
from optmodel.run.failure import warning_lines
from optmodel.run.help import HelpfulCommand
from optmodel.run.streams import say, say_document, warn

EXAMPLES = (
    ("optmodel evaluate outputs/A/results.xlsx", "The plan on its sheet Plan, with its limits."),
    ("optmodel evaluate edited.xlsx --input plan.xlsx", "With the input from elsewhere."),
)


@click.command(cls=HelpfulCommand, examples=EXAMPLES, short_help="Judge a plan that you edited.")
@click.argument("results", metavar="RESULTS", type=FileType(path_type=Path))
@click.option(
    "--input", "source", metavar="FILE", type=FileType(path_type=Path),
    help="Input workbook; the copy beside RESULTS unless given.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="DIR", type=FolderType(path_type=Path), default=Path("outputs"),
    show_default=True, help="Folder in which the evaluation's own folder is made.",
)  # fmt: skip
@as_json_option
@quiet_option
def evaluate(
    results: Path, *, source: Path | None, output: Path, as_json: bool, quiet: bool
) -> int:
    """Judge the plan in RESULTS, a results workbook whose sheet Plan may have been edited."""
    from optmodel.evaluation.evaluate import evaluate as evaluate_plan
    from optmodel.evaluation.words import evaluation_lines

    found = evaluate_plan(results, source, output)
    code = ExitCode.DONE if found.keeps_every_limit else ExitCode.LIMITS_BROKEN
    if not quiet:
        warn(warning_lines(found.run.info.warnings))
    if as_json:
        extra = {"exit_code": int(code), "folder": str(found.run.folder)}
        say_document({**found.run.document, **extra}, found.run.folder)
    elif quiet:
        say([str(found.run.folder)], found.run.folder)
    else:
        say(evaluation_lines(found), found.run.folder)
    return code
