"""``optmodel solve``: the best plan for an input, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from optmodel.commands.options import (
    Amount,
    amount_of,
    as_json_option,
    verbose_option,
)
from optmodel.errors import ExitCode
from optmodel.run.command import FileType, FolderType, Stopped
from optmodel.run.failure import unfinished_lines, warning_lines
from optmodel.run.folder import unfinished
from optmodel.run.help import HelpfulCommand
from optmodel.run.streams import say, say_document, warn

if TYPE_CHECKING:
    from optmodel.run.finished import Run

EXAMPLES = (
    ("optmodel solve plan.xlsx", "The results are in a new folder in outputs."),
    ("optmodel solve plan.xlsx --time-limit 600 --gap 0.01", "Ten minutes, or 1 % of the best."),
    ("optmodel solve plan.xlsx -q -o runs", "Prints only the folder, which is in runs."),
)


@click.command(cls=HelpfulCommand, examples=EXAMPLES, short_help="Find the best plan and write it.")
@click.argument("source", metavar="INPUT", type=FileType(path_type=Path))
@click.option(
    "-o", "--output", metavar="DIR", type=FolderType(path_type=Path), default=Path("outputs"),
    show_default=True, help="Folder in which the run's own folder is made.",
)  # fmt: skip
@click.option("--time-limit", type=float, metavar="S", help="Seconds for the search.")
@click.option("--gap", type=float, metavar="G", help="Gap that counts as proven, 0.01 = 1 %.")
@click.option("--threads", type=int, metavar="N", help="Threads of the search.")
@click.option("--seed", type=int, metavar="N", help="Random seed of the search.")
@as_json_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors and the results' folder only.")
@verbose_option("Print each stage with its seconds and each better plan or bound.")
def solve(
    source: Path,
    *,
    output: Path,
    time_limit: float | None,
    gap: float | None,
    threads: int | None,
    seed: int | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find the best plan for INPUT, check it and write it to a new folder.

    Ctrl-C while solving stops the search and keeps the best plan so far; the run ends without
    a plan only where it comes again and again.
    """
    from optmodel.run.interrupt import Interrupts
    from optmodel.run.live import LiveProgress

    amount = amount_of(quiet=quiet, verbose=verbose)
    live = LiveProgress(quiet=amount.quiet, verbose=amount.verbose)
    interrupts = Interrupts(live.note)

    def on_stage(name: str) -> None:
        interrupts.stage = name
        live.stage(name)

    if not amount.quiet:
        warn(unfinished_lines(output, unfinished(output)))
    with interrupts.installed():
        try:
            with live.shown():
                on_stage("start")
                from optmodel import api
                from optmodel.run.wishes import Wishes

                finished = api.run(
                    source,
                    output=output,
                    wishes=Wishes(time_limit_s=time_limit, gap=gap, threads=threads, seed=seed),
                    on_progress=live.progress,
                    on_stage=on_stage,
                    stop=interrupts.stop,
                )
        except KeyboardInterrupt as error:
            raise Stopped(interrupts.stage) from error
        return _print(finished, amount, as_json=as_json)


def _print(finished: Run, amount: Amount, *, as_json: bool) -> int:
    """Print a plan, in a few lines or as the document of its run, and give the exit code."""
    from optmodel.run.summary import summary_lines

    code = ExitCode.DONE if finished.plan.status == "optimal" else ExitCode.NOT_PROVEN
    if not amount.quiet:
        warn(warning_lines(finished.info.warnings))
    if as_json:
        extra = {"exit_code": int(code), "folder": str(finished.folder)}
        say_document({**finished.document, **extra}, finished.folder)
    elif amount.quiet:
        say([str(finished.folder)], finished.folder)
    else:
        say(summary_lines(finished), finished.folder)
    return code
