"""``optmodel compare``: what changed between two runs."""

from __future__ import annotations

from pathlib import Path

import click

from optmodel.commands.options import as_json_option, quiet_option
from optmodel.errors import ExitCode
from optmodel.run.command import FileType
from optmodel.run.help import HelpfulCommand
from optmodel.run.streams import say, say_document

EXAMPLES = (
    ("optmodel compare outputs/A outputs/B", "The changes in some lines, and in a workbook."),
    ("optmodel compare outputs/A outputs/B -o changes.xlsx", "The workbook under a name."),
)


@click.command(
    cls=HelpfulCommand, examples=EXAMPLES, short_help="Say what changed between two runs."
)
@click.argument("a", type=FileType(path_type=Path))
@click.argument("b", type=FileType(path_type=Path))
@click.option(
    "-o", "--output", "file", metavar="FILE", type=FileType(path_type=Path),
    help="New workbook for the comparison; named after both runs in outputs unless given.",
)  # fmt: skip
@as_json_option
@quiet_option
def compare(a: Path, b: Path, *, file: Path | None, as_json: bool, quiet: bool) -> int:
    """Compare two results folders: what changed from A to B, and the bridge of values."""
    from optmodel.comparison import terminal
    from optmodel.comparison.compare import compare as compare_runs
    from optmodel.comparison.document import document
    from optmodel.comparison.file import write
    from optmodel.run.new_file import require_usable

    if file is not None:
        require_usable(file)
    comparison = compare_runs(a, b)
    written = write(comparison, file)
    if as_json:
        say_document({**document(comparison, written), "exit_code": int(ExitCode.DONE)})
    else:
        lines = () if quiet else terminal.lines_of(comparison)
        say([*lines, f"  {'Written':<15}{written}"])
    return ExitCode.DONE
