"""docs/terminal.md and the command in step."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from optmodel.cli import main
from optmodel.errors import ExitCode
from optmodel.run.help import EXIT_CODES


@pytest.fixture
def page(root: Path) -> str:
    """The page."""
    return (root / "docs" / "terminal.md").read_text(encoding="utf-8")


def test_the_page_has_every_command_and_option(page: str) -> None:
    """Tests that each spelling of each option of each command stands there as code."""
    assert isinstance(main, click.Group)
    wanted = [f"optmodel {name}" for name in main.commands]
    for command in (main, *main.commands.values()):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                wanted += parameter.opts
    missing = [word for word in wanted if not re.search(rf"`{re.escape(word)}(?![\w-])", page)]
    assert missing == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_page_has_every_shell(page: str, shell: str) -> None:
    """Tests that the variable that the command reads is the one on the page."""
    assert f"_OPTMODEL_COMPLETE={shell}_source optmodel" in page


def test_help_lists_every_exit_code() -> None:
    """Tests that the table in ``optmodel --help`` has a row for each code and no other."""
    assert [int(code) for code, _ in EXIT_CODES] == sorted(ExitCode)
