"""``optmodel check``: every problem of an input at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from optmodel.commands.options import amount_of, as_json_option, quiet_option, verbose_option
from optmodel.errors import ExitCode, Finding
from optmodel.run.command import FileType
from optmodel.run.failure import STATUS, exit_code_of, finding_lines
from optmodel.run.help import HelpfulCommand
from optmodel.run.streams import say, say_document, warn
from optmodel.workbook.example_rows import refused

EXAMPLES = (
    ("optmodel check plan.xlsx", "Every problem with its cell, or that the plan can be solved."),
    ("optmodel check plan.xlsx --report issues.xlsx", "The same in a workbook with links."),
    ("optmodel check plan.xlsx --json > issues.json", "The same for a program."),
)


@click.command(cls=HelpfulCommand, examples=EXAMPLES, short_help="Name every problem of an input.")
@click.argument("source", metavar="INPUT", type=FileType(path_type=Path))
@click.option(
    "--report", metavar="FILE", type=FileType(path_type=Path),
    help="Write the findings into a workbook that links to the cells.",
)  # fmt: skip
@as_json_option
@quiet_option
@verbose_option("Count the rows of every sheet, and list every finding rather than the first 20.")
def check(source: Path, *, report: Path | None, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Check INPUT: every problem at once, each with its cell."""
    amount = amount_of(quiet=quiet, verbose=verbose)
    from optmodel.api import check as check_input

    findings = check_input(source)
    if report is not None:
        from optmodel.run.new_file import unusable

        refusal = unusable(report)
        report = None if refusal else report
        findings = (*refusal, *findings)
    code = exit_code_of(findings)
    if amount.verbose:
        warn(_counts(source))
    told = [it for it in findings if it.is_error] if amount.quiet else findings
    warn(finding_lines(told, every=amount.verbose))
    if report is not None:
        from optmodel.run.report_file import write_report

        write_report(report, source, findings)
    if as_json:
        status = STATUS.get(code, "valid")
        listed = [finding.as_dict() for finding in findings]
        written = {} if report is None else {"report": str(report)}
        document = {"status": status, "exit_code": int(code), "findings": listed}
        say_document(document | written)
        return code
    if report is not None:
        say([f"Written: {report}"])
    if code is ExitCode.DONE:
        say([f"{source}: {_verdict(findings)}"])
    return code


def _verdict(findings: Sequence[Finding]) -> str:
    """Say of an input without an error whether ``solve`` takes it."""
    if any(finding.is_error for finding in refused(findings)):
        return "no error, but solve refuses it until the example rows are your own."
    return "ready to solve."


def _counts(source: Path) -> Iterator[str]:
    """Count the rows that were read, right or wrong; none where the file cannot be read."""
    from optmodel.run.intake import reading_of

    for name, count in reading_of(source).rows.items():
        if count:
            yield f"  {name:<18} {count:,} row{'' if count == 1 else 's'} read"
