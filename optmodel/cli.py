"""The command ``optmodel``: its parts by name. Each imports what it needs when it runs."""

from __future__ import annotations

import click

from optmodel._version import __version__
from optmodel.commands.check import check
from optmodel.commands.compare import compare
from optmodel.commands.evaluate import evaluate
from optmodel.commands.solve import solve
from optmodel.commands.template import template
from optmodel.run.command import FramedGroup

BEGINNING = (
    ("optmodel template plan.xlsx", "Write a workbook to fill."),
    ("optmodel check plan.xlsx", "Read it: every problem at once, each with its cell."),
    ("optmodel solve plan.xlsx", "Find the best plan and write it to outputs."),
)


@click.group(
    cls=FramedGroup,
    examples=BEGINNING,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="optmodel")
def main() -> None:
    """Decide which clusters a pledge funds, where and in what order."""


for command in (template, check, solve, compare, evaluate):
    main.add_command(command)
