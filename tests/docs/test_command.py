"""The command as it is and the command as it is documented."""

from __future__ import annotations

import re
from pathlib import Path

import click

from optmodel.cli import main
from optmodel.errors import ExitCode


def commands() -> dict[str, click.Command]:
    """Name to command."""
    assert isinstance(main, click.Group)
    return dict(main.commands)


def test_every_command_and_option_is_documented(prose: dict[Path, str]) -> None:
    """Tests that each command, and each of its options by each spelling, is on some page."""
    text = "\n".join(prose.values())
    wanted = [f"optmodel {name}" for name in commands()]
    for command in commands().values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                wanted += [option for option in parameter.opts if option != "--help"]
    missing = [word for word in wanted if not re.search(rf"{re.escape(word)}(?![\w-])", text)]
    assert missing == []


def test_documented_commands_exist(prose: dict[Path, str]) -> None:
    """Tests that no page shows a command or an option that is not there."""
    known = commands()
    wrong = []
    for page, text in prose.items():
        for name, rest in re.findall(r"(?:^ {4}|[`/\\])optmodel ([a-z]+)\b([^`\n]*)", text, re.M):
            if name not in known:
                wrong.append((page.name, name))
                continue
            options = {opt for parameter in known[name].params for opt in parameter.opts}
            shown = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest.partition("#")[0])
            wrong += [(page.name, name, option) for option in shown if option not in options]
    assert wrong == []


def test_every_exit_code_is_in_the_readme(root: Path) -> None:
    """Tests that the table of exit codes has a row for each code and no other."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    table = readme.partition("### Exit codes")[2]
    assert [int(code) for code in re.findall(r"^\| (\d) \|", table, re.MULTILINE)] == list(ExitCode)
