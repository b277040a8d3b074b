"""Tests of what a terminal shows: colors, widths, quiet and verbose, help, completion."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from rich.console import Console

from optmodel.cli import main
from optmodel.run.colors import columns, shown, wants_color, wrapped
from optmodel.run.live import LiveProgress
from optmodel.search.progress import Progress
from tests.cli.test_cli import Invoke, document, invoke, small_file, written
from tests.run.inputs import small

__all__ = ["invoke", "small_file"]

FINDING = (
    'E114  Clusters!C9 (cluster FIB-2, Site)  "Oak Rige" is not in Sites. Did you mean "Oak Ridge"?'
)
RED, YELLOW, GREEN = "\x1b[31m", "\x1b[33m", "\x1b[32m"


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A terminal of 80 columns with colors."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    return Screen()


def add_sheets(path: str, names: Iterable[str]) -> None:
    """Add sheets that the program does not know, each a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path)
    for name in names:
        book.create_sheet(name)["A1"] = 1
    book.save(path)


def test_a_pipe_gets_one_plain_line_a_finding(screen: Screen) -> None:
    """Tests that neither width nor color reach a file."""
    assert list(shown([FINDING], io.StringIO())) == [FINDING]
    assert list(shown([FINDING], screen)) != [FINDING]


@pytest.mark.parametrize(
    ("line", "color"),
    [
        ("E101  Sites!A1  is blank.", RED),
        ("W205  Sites!3:4  rows 3-4 are hidden and used.", YELLOW),
        ("2 errors, 1 warning.", RED),
        ("No plan can meet all limits.", RED),
        ("Warning: no results in outputs: .partial-x.", YELLOW),
        ("Tiny: a plan, NOT PROVEN (the time limit), checked independently", YELLOW),
        ("small.xlsx: ready to solve.", GREEN),
        ("  BROKEN         Pledge", RED),
        ("  Checks         12 PASS", GREEN),
    ],
)
def test_words_have_their_colors(screen: Screen, line: str, color: str) -> None:
    """Tests that errors are red, warnings yellow, what passes green, and the words the same."""
    (said,) = shown([line], screen)
    assert color in said
    plain = said
    for code in (RED, YELLOW, GREEN, "\x1b[1m", "\x1b[0m"):
        plain = plain.replace(code, "")
    assert plain == line


@pytest.mark.parametrize(
    ("name", "value", "colored"),
    [
        ("NO_COLOR", "", True),
        ("NO_COLOR", "0", False),
        ("NO_COLOR", "1", False),
        ("TERM", "dumb", False),
        ("TERM", "vt100", True),
    ],
)
def test_colors_can_be_turned_off(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, name: str, value: str, colored: bool
) -> None:
    """Tests that any NO_COLOR that is not empty and a dumb terminal turn colors off."""
    monkeypatch.setenv(name, value)
    assert wants_color(screen) is colored
    assert ("\x1b[" in next(shown(["E101  x"], screen))) is colored


def test_forced_colors_do_not_reach_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that FORCE_COLOR changes nothing about files and pipes."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert wants_color(io.StringIO()) is False


@pytest.mark.parametrize("width", [40, 80, 200])
def test_findings_hang_below_their_text(width: int) -> None:
    """Tests that no line is wider, and that what follows is indented as the text is."""
    lines = list(wrapped(FINDING, width))
    assert max(columns(line) for line in lines) <= width
    assert [line[:6].strip() for line in lines] == ["E114"] + [""] * (len(lines) - 1)
    assert " ".join(lines).split() == FINDING.split()
    assert len(lines) == {40: 3, 80: 2, 200: 1}[width]


def test_what_cannot_be_wrapped_stays_whole() -> None:
    """Tests that paths are not cut, tables not folded, and full-width letters count twice."""
    path = "/a/very/long/path/of/a/folder/with/results/plan-20270101-000000-abcdef"
    assert list(wrapped(f"Written: {path}", 40)) == ["Written:", f"    {path}"]
    table = "  Value          A 170.0      B 180.0      B - A 10.0"
    assert list(wrapped(table, 40)) == [table]
    assert columns("\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT TWO}") == 4


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])  # type: ignore[attr-defined]
def test_help_is_short_and_has_examples(invoke: Invoke, command: list[str]) -> None:
    """Tests that -h is --help, with something to type and word of the exit codes."""
    short, long = invoke(*command, "-h"), invoke(*command, "--help")
    assert short.exit_code == 0
    assert short.stdout == long.stdout
    assert "  optmodel " in short.stdout
    assert "exit codes" in short.stdout.lower()
    assert len(short.stdout.splitlines()) < 50


def test_the_help_of_all_begins_with_three_commands(invoke: Invoke) -> None:
    """Tests that template, check and solve stand there to be copied."""
    lines = invoke("--help").stdout.partition("Begin with:")[2].splitlines()
    assert [line.strip() for line in lines if line.startswith("  optmodel ")] == [
        "optmodel template plan.xlsx",
        "optmodel check plan.xlsx",
        "optmodel solve plan.xlsx",
    ]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("command", list(main.commands))  # type: ignore[attr-defined]
def test_help_fits_the_terminal(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    """Tests that only what is there to be copied may be wider, and nothing is wider than 100."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = invoke(command, "--help").stdout.splitlines()
    wide = [line for line in lines if len(line) > min(width, 100)]
    assert [line for line in wide if not line.startswith("  optmodel ")] == []


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["solv", "x.xlsx"], 'Did you mean "solve"?'),
        (["Check", "x.xlsx"], 'Did you mean "check"?'),
        (["solve", "x.xlsx", "--timelimit", "3"], "Did you mean '--time-limit'?"),
        (["check", "x.xlsx", "--repot", "y.xlsx"], "Did you mean '--report'?"),
    ],
)
def test_near_names_are_suggested(invoke: Invoke, arguments: list[str], hint: str) -> None:
    """Tests that a slip in a command or an option is named with what was meant."""
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_a_quiet_solve_prints_the_folder(invoke: Invoke, small_file: str, tmp_path: Path) -> None:
    """Tests that a script gets the path alone."""
    result = invoke("solve", small_file, "-q")
    (folder,) = (tmp_path / "outputs").iterdir()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"outputs/{folder.name}\n"


def test_a_verbose_solve_says_its_stages(invoke: Invoke, small_file: str) -> None:
    """Tests that each stage stands with its seconds on stderr, and stdout stays as it is."""
    result = invoke("solve", small_file, "--verbose", "--json")
    stages = [line.partition(":")[0] for line in result.stderr.splitlines() if ":" in line]
    assert {"Reading the input", "Building the model", "Solving"} <= set(stages)
    assert document(result)["exit_code"] == 0


def test_steps_of_a_verbose_search_are_told_once() -> None:
    """Tests that a better plan is a line that stays, and the same again is none."""
    screen = io.StringIO()
    live = LiveProgress(Console(file=screen, width=120), verbose=True)
    for seconds in (1.0, 2.0):
        live.progress(Progress(90.0, 100.0, seconds, 0))
    live.progress(Progress(95.0, 100.0, 3.0, 0))
    assert [line.split()[:4] for line in screen.getvalue().splitlines()] == [
        ["1.0", "s", "best", "90.0,"],
        ["3.0", "s", "best", "95.0,"],
    ]


def test_quiet_leaves_warnings_out(invoke: Invoke, tmp_path: Path) -> None:
    """Tests that errors stay, and that --json has all of them either way."""
    rows = [{"Cluster": "A", "Capex (USD m)": -1.0, "Build (periods)": 1}]
    path = written(tmp_path / "wrong.xlsx", small() | {"Clusters": rows})
    add_sheets(path, ["Scratch"])
    for command in ("check", "solve"):
        loud, quiet = invoke(command, path), invoke(command, path, "-q")
        assert ("W222" in loud.stderr, "W222" in quiet.stderr) == (True, False)
        assert "E1" in quiet.stderr
    assert invoke("check", path, "-q", "--json").stdout == invoke("check", path, "--json").stdout


def test_a_verbose_check_counts_and_lists_all(invoke: Invoke, tmp_path: Path) -> None:
    """Tests rows per sheet, and more than 20 findings."""
    path = written(tmp_path / "good.xlsx", small())
    assert "Clusters           2 rows read" in invoke("check", path, "-v").stderr
    add_sheets(
        path, [f"{letter}{letter * 8}" for letter in "BCDFGHJKLMNPQRSTVWXZAEIOUY"] + ["99999999"]
    )
    assert invoke("check", path).stderr.count("W222") == 20
    assert invoke("check", path, "-v").stderr.count("W222") == 27


def test_a_verbose_check_counts_rows_that_are_wrong(invoke: Invoke, tmp_path: Path) -> None:
    """Tests that a row with an error is counted, and that no row is of a file not read."""
    rows = [{"Cluster": "A", "Capex (USD m)": -1.0, "Build (periods)": 1}]
    path = written(tmp_path / "wrong.xlsx", small() | {"Clusters": rows})
    assert "Clusters           1 row read" in invoke("check", path, "-v").stderr
    assert "read" not in invoke("check", "nothing.xlsx", "-v").stderr


def test_findings_are_told_although_the_report_has_no_name(invoke: Invoke, tmp_path: Path) -> None:
    """Tests that a report that is there stays, and that everything is printed and in the JSON."""
    rows = [{"Cluster": "A", "Capex (USD m)": -1.0, "Build (periods)": 1}]
    path = written(tmp_path / "wrong.xlsx", small() | {"Clusters": rows})
    report = tmp_path / "issues.xlsx"
    report.write_bytes(b"mine")
    result = invoke("check", path, "--report", str(report))
    assert [line[:4] for line in result.stderr.splitlines()] == ["E191", "E130", "2 er"]
    assert (result.exit_code, result.stdout) == (2, "")
    printed = document(invoke("check", path, "--report", str(report), "--json"))
    assert [it["code"] for it in printed["findings"]] == ["E191", "E130"]  # type: ignore[attr-defined]
    assert report.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", ""], "Expected a file name for INPUT, got nothing."),
        (["solve", ""], "Expected a file name for INPUT, got nothing."),
        (["check", "x.xlsx", "--report", ""], "Expected a file name after --report, got nothing."),
        (["compare", "", "b"], "Expected a file name for A, got nothing."),
        (["evaluate", ""], "Expected a file name for RESULTS, got nothing."),
    ],
)
def test_an_empty_name_is_no_file(invoke: Invoke, arguments: list[str], words: str) -> None:
    """Tests that a variable that is not set is told, rather than the folder that it would be."""
    result = invoke(*arguments)
    assert (result.exit_code, result.stderr) == (2, f"{words}\n")


def test_quiet_and_verbose_exclude_each_other(invoke: Invoke, small_file: str) -> None:
    """Tests one sentence about it."""
    for command in (["check", small_file], ["solve", small_file], ["template", "x.xlsx"]):
        result = invoke(*command, "-q", "-v")
        assert result.exit_code == 2
        assert "one of --quiet and --verbose" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script(shell: str) -> None:
    """Tests that the variable of docs/terminal.md makes the command print a completion script."""
    result = subprocess.run(
        [str(Path(sys.executable).with_name("optmodel"))],
        env={**os.environ, "_OPTMODEL_COMPLETE": f"{shell}_source"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0
    assert "_OPTMODEL_COMPLETE" in result.stdout
    assert f"{shell}_complete" in result.stdout


def test_names_of_examples_are_completed() -> None:
    """Tests what a shell is told after ``--example t``."""
    told = CliRunner().invoke(
        main,
        [],
        env={
            "_OPTMODEL_COMPLETE": "bash_complete",
            "COMP_WORDS": "optmodel template --example t",
            "COMP_CWORD": "3",
        },
        prog_name="optmodel",
    )
    assert told.stdout.split() == ["plain,tiny"]


def test_template_refuses_what_does_not_go_together(invoke: Invoke, tmp_path: Path) -> None:
    """Tests that options that exclude each other are named, and nothing is written."""
    cases = [
        (["x.xlsx", "--blank", "--example", "tiny"], "--example and --blank exclude each other"),
        (["x.xlsx", "--list", "--from", "y.xlsx"], "--list and --from exclude each other"),
        (["x.xlsx", "--list"], "--list writes no file"),
        (["--from", "old.xlsx"], "Expected FILE"),
    ]
    for arguments, words in cases:
        result = invoke("template", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_template_carries_and_reports(invoke: Invoke, small_file: str) -> None:
    """Tests the report in lines, quietly, and as a document."""
    loud = invoke("template", "--from", small_file, "new.xlsx")
    assert loud.exit_code == 0
    (clusters,) = [line.split() for line in loud.stdout.splitlines() if "Clusters" in line]
    assert clusters[:3] == ["Clusters", "2", "rows,"]
    assert loud.stdout.splitlines()[-2].endswith("none is lost.")
    assert loud.stdout.splitlines()[-1] == "Written: new.xlsx"
    quiet = invoke("template", "--from", small_file, "quiet.xlsx", "-q")
    assert (quiet.stdout, quiet.stderr) == ("Written: quiet.xlsx\n", "")
    printed = document(invoke("template", "--from", small_file, "third.xlsx", "--json"))
    assert (printed["status"], printed["file"], printed["from"]) == (
        "written",
        "third.xlsx",
        small_file,
    )
    again = invoke("template", "--from", small_file, small_file)
    assert again.exit_code == 2
    assert again.stderr.startswith("E193")


def test_template_answers_in_documents(invoke: Invoke) -> None:
    """Tests that --json is one document for a list and for a new file."""
    listed = json.loads(invoke("template", "--list", "--json").stdout)
    assert [it["example"] for it in listed["examples"]][-1] == "tiny"
    assert all(it["about"] for it in listed["examples"])
    written_now = document(invoke("template", "x.xlsx", "--blank", "--json"))
    assert written_now == {"status": "written", "exit_code": 0, "file": "x.xlsx"}
