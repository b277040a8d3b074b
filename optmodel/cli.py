"""The command: parse, call, print, exit code. Imports what a command needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from optmodel._version import __version__
from optmodel.errors import ExitCode
from optmodel.run.command import FolderType, FramedGroup, Stopped
from optmodel.run.failure import (
    STATUS,
    exit_code_of,
    finding_lines,
    unfinished_lines,
    warning_lines,
)
from optmodel.run.streams import say, warn
from optmodel.run.strict_json import strict_json

if TYPE_CHECKING:
    from optmodel.run.finished import Run

as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on stdout."
)


@click.group(cls=FramedGroup)
@click.version_option(__version__, prog_name="optmodel")
def main() -> None:
    """Decide which clusters a pledge funds, where and in what order."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--example", metavar="NAME", help="Write a filled example instead of an empty one.")
@click.option("--list", "listed", is_flag=True, help="Name the examples.")
def template(file: Path | None, example: str | None, listed: bool) -> None:
    """Write an empty input workbook, or a filled example, to FILE."""
    from optmodel.run import template_file

    if listed:
        say(template_file.names())
        return
    if file is None:
        raise click.UsageError("Expected FILE, the workbook to write.")
    template_file.write(file, example)
    say([f"Written: {file}"])


@main.command()
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@as_json_option
def check(source: Path, as_json: bool) -> int:
    """Check INPUT: every problem at once, each with its cell."""
    from optmodel.api import check as check_input

    findings = check_input(source)
    code = exit_code_of(findings)
    warn(finding_lines(findings))
    if as_json:
        status = STATUS.get(code, "valid")
        listed = [finding.as_dict() for finding in findings]
        document = {"status": status, "exit_code": int(code), "findings": listed}
        say([strict_json(document)])
    elif code is ExitCode.DONE:
        say([f"{source}: ready to solve."])
    return code


@main.command()
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="DIR", type=FolderType(path_type=Path), default=Path("outputs"),
    show_default=True, help="Folder in which the run's own folder is made.",
)  # fmt: skip
@click.option("--time-limit", type=float, metavar="S", help="Seconds for the search.")
@click.option("--gap", type=float, metavar="G", help="Gap that counts as proven, 0.01 = 1 %.")
@click.option("--threads", type=int, metavar="N", help="Threads of the search.")
@click.option("--seed", type=int, metavar="N", help="Random seed of the search.")
@as_json_option
def solve(
    source: Path,
    *,
    output: Path,
    time_limit: float | None,
    gap: float | None,
    threads: int | None,
    seed: int | None,
    as_json: bool,
) -> int:
    """Find the best plan for INPUT, check it and write it to a new folder.

    Ctrl-C while solving stops the search and keeps the best plan so far; the run ends without
    a plan only where it comes again and again.
    """
    from optmodel.run.folder import unfinished
    from optmodel.run.interrupt import Interrupts
    from optmodel.run.live import LiveProgress

    live = LiveProgress()
    interrupts = Interrupts(live.note)

    def on_stage(name: str) -> None:
        interrupts.stage = name
        live.stage(name)

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
        return _print(finished, as_json=as_json)


@main.command()
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "file", metavar="FILE", type=click.Path(path_type=Path),
    help="New workbook for the comparison; named after both runs in outputs unless given.",
)  # fmt: skip
@as_json_option
def compare(a: Path, b: Path, *, file: Path | None, as_json: bool) -> int:
    """Compare two results folders: what changed from A to B, and the bridge of values."""
    from optmodel.comparison import terminal
    from optmodel.comparison.compare import compare as compare_runs
    from optmodel.comparison.document import document
    from optmodel.comparison.file import require_usable, write

    if file is not None:
        require_usable(file)
    comparison = compare_runs(a, b)
    written = write(comparison, file)
    if as_json:
        say([strict_json({**document(comparison, written), "exit_code": int(ExitCode.DONE)})])
    else:
        say([*terminal.lines_of(comparison), f"  {'Written':<15}{written}"])
    return ExitCode.DONE


@main.command()
@click.argument("results", metavar="RESULTS", type=click.Path(path_type=Path))
@click.option(
    "--input", "source", metavar="FILE", type=click.Path(path_type=Path),
    help="Input workbook; the copy beside RESULTS unless given.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="DIR", type=FolderType(path_type=Path), default=Path("outputs"),
    show_default=True, help="Folder in which the evaluation's own folder is made.",
)  # fmt: skip
@as_json_option
def evaluate(results: Path, source: Path | None, output: Path, as_json: bool) -> int:
    """Judge the plan in RESULTS, a results workbook whose sheet Plan may have been edited."""
    from optmodel.evaluation.evaluate import evaluate as evaluate_plan
    from optmodel.evaluation.words import evaluation_lines

    found = evaluate_plan(results, source, output)
    code = ExitCode.DONE if found.keeps_every_limit else ExitCode.LIMITS_BROKEN
    warn(warning_lines(found.run.info.warnings))
    if as_json:
        extra = {"exit_code": int(code), "folder": str(found.run.folder)}
        say([strict_json({**found.run.document, **extra})], found.run.folder)
    else:
        say(evaluation_lines(found), found.run.folder)
    return code


def _print(finished: Run, *, as_json: bool) -> int:
    """Print a plan, in a few lines or as the document of its run, and give the exit code."""
    from optmodel.run.summary import summary_lines

    code = ExitCode.DONE if finished.plan.status == "optimal" else ExitCode.NOT_PROVEN
    warn(warning_lines(finished.info.warnings))
    if as_json:
        extra = {"exit_code": int(code), "folder": str(finished.folder)}
        say([strict_json({**finished.document, **extra})], finished.folder)
    else:
        say(summary_lines(finished), finished.folder)
    return code
