"""Tests of the command: what it prints where, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from optmodel.cli import main
from optmodel.workbook.template import write_template
from tests.run.inputs import impossible, small

Invoke = Callable[..., Result]


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Run the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return call


@pytest.fixture
def small_file(tmp_path: Path) -> str:
    """The small program as a workbook."""
    return written(tmp_path / "small.xlsx", small())


@pytest.fixture
def impossible_file(tmp_path: Path) -> str:
    """The program whose pledge is 40 short, as a workbook."""
    return written(tmp_path / "impossible.xlsx", impossible())


def written(path: Path, sheets: dict[str, object]) -> str:
    """A workbook of these sheets."""
    settings = sheets["Settings"]
    rows = {name: listed for name, listed in sheets.items() if name != "Settings"}
    write_template(path, settings, rows)  # type: ignore[arg-type]
    return str(path)


def document(result: Result) -> dict[str, object]:
    """The one JSON document on stdout; anything else there would not parse."""
    parsed: dict[str, object] = json.loads(result.stdout)
    return parsed


def test_help_and_version(invoke: Invoke) -> None:
    """Tests that both end with 0 and say what they should."""
    assert "template" in invoke("--help").stdout
    assert invoke("--version").stdout.startswith("optmodel, version ")


def test_a_proven_plan_ends_with_0(invoke: Invoke, small_file: str, tmp_path: Path) -> None:
    """Tests that the summary is on stdout, nothing on stderr, the results in outputs/."""
    result = invoke("solve", small_file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Value          170.0 USD m program" in result.stdout
    (folder,) = (tmp_path / "outputs").iterdir()
    assert f"outputs/{folder.name}" in result.stdout


def test_solve_prints_one_document(invoke: Invoke, small_file: str, tmp_path: Path) -> None:
    """Tests that with --json stdout is what run.json says, with exit code and folder."""
    result = invoke("solve", small_file, "-o", "here", "--json", "--gap", "0.01", "--seed", "7")
    printed = document(result)
    folder = Path(str(printed.pop("folder")))
    assert printed.pop("exit_code") == result.exit_code == 0
    assert folder.parent == Path("here")
    assert json.loads((tmp_path / folder / "run.json").read_text(encoding="utf-8")) == printed
    options = printed["options"]
    assert isinstance(options, dict)
    assert (options["gap"], options["gap_from"], options["seed"]) == (0.01, "command", 7)


def test_no_plan_possible_ends_with_3(invoke: Invoke, impossible_file: str) -> None:
    """Tests that the reason is on stderr and the folder holds run.json."""
    result = invoke("solve", impossible_file)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "No plan can meet all limits." in result.stderr
    printed = document(invoke("solve", impossible_file, "--json"))
    assert (printed["status"], printed["exit_code"]) == ("infeasible", 3)
    assert printed["reasons"]
    assert (Path(str(printed["folder"])) / "run.json").exists()


def test_wrong_input_ends_with_2(invoke: Invoke, tmp_path: Path) -> None:
    """Tests that solve and check name the cell, on stderr and as findings."""
    rows = [{"Cluster": "A", "Capex (USD m)": -1.0, "Build (periods)": 1}]
    path = written(tmp_path / "wrong.xlsx", small() | {"Clusters": rows})
    for command in ("solve", "check"):
        result = invoke(command, path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Clusters!" in result.stderr
        assert "1 error" in result.stderr
        printed = document(invoke(command, path, "--json"))
        assert (printed["status"], printed["exit_code"]) == ("invalid", 2)
        assert printed["findings"][0]["sheet"] == "Clusters"  # type: ignore[index]
    assert not (tmp_path / "outputs").exists()


def test_check_of_a_good_input_ends_with_0(invoke: Invoke, small_file: str) -> None:
    """Tests that people read that it is ready and programs that it is valid."""
    result = invoke("check", small_file)
    assert (result.exit_code, result.stdout) == (0, f"{small_file}: ready to solve.\n")
    printed = document(invoke("check", small_file, "--json"))
    assert (printed["status"], printed["exit_code"]) == ("valid", 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve"],
        ["solve", "small.xlsx", "--nonsense"],
        ["solve", "small.xlsx", "--gap", "wide"],
        ["nonsense"],
        ["template"],
    ],
)
def test_a_wrong_command_ends_with_2(invoke: Invoke, arguments: list[str]) -> None:
    """Tests that usage errors are one message, and one document with --json."""
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage:" in result.stderr
    printed = document(invoke(*arguments, "--json"))
    assert (printed["status"], printed["exit_code"]) == ("invalid", 2)


def test_an_empty_output_ends_with_2(invoke: Invoke, small_file: str, tmp_path: Path) -> None:
    """Tests that ``-o "$UNSET"`` is refused in one line and writes nothing here."""
    before = sorted(tmp_path.iterdir())
    result = invoke("solve", small_file, "-o", "")
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("Expected a folder after -o")
    assert document(invoke("solve", small_file, "--output=", "--json"))["exit_code"] == 2
    assert sorted(tmp_path.iterdir()) == before


def test_an_impossible_wish_ends_with_2(invoke: Invoke, small_file: str) -> None:
    """Tests that a gap of 2 is refused before solving."""
    result = invoke("solve", small_file, "--gap", "2")
    assert result.exit_code == 2
    assert "gap" in result.stderr


def test_template_writes_a_file_that_is_not_there(invoke: Invoke, tmp_path: Path) -> None:
    """Tests that an empty template and an example are written, and nothing is overwritten."""
    assert invoke("template", "empty.xlsx").exit_code == 0
    assert invoke("template", "tiny.xlsx", "--example", "tiny").exit_code == 0
    before = (tmp_path / "tiny.xlsx").read_bytes()
    again = invoke("template", "tiny.xlsx", "--example", "tiny")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "is there already" in again.stderr
    assert (tmp_path / "tiny.xlsx").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.xlsx", "tiny.xlsx"]


def test_template_lists_and_knows_its_examples(invoke: Invoke) -> None:
    """Tests that --list names tiny and that another name is refused with the list."""
    listed = [line.split()[0] for line in invoke("template", "--list").stdout.splitlines()]
    assert listed == ["us_japan_pledge", "korea_pledge", "crystal_land", "tiny"]
    unknown = invoke("template", "x.xlsx", "--example", "huge")
    assert unknown.exit_code == 2
    assert "tiny" in unknown.stderr
    wrong_type = invoke("template", "x.csv")
    assert (wrong_type.exit_code, "ends in .xlsx" in wrong_type.stderr) == (2, True)


@pytest.mark.parametrize("example", [[], ["--example", "tiny"]])
def test_a_template_in_no_folder_ends_with_7(invoke: Invoke, example: list[str]) -> None:
    """Tests that the file and the folder that is missing are named, in one line."""
    result = invoke("template", "nowhere/z.xlsx", *example)
    assert (result.exit_code, result.stdout) == (7, "")
    assert result.stderr == "Cannot write nowhere/z.xlsx: the folder nowhere does not exist.\n"


@pytest.mark.parametrize("example", [[], ["--example", "tiny"]])
def test_a_template_that_cannot_be_written_is_named(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: list[str]
) -> None:
    """Tests that a full disk is told of the file that was asked for, and leaves nothing."""

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("optmodel.workbook.template.save.os.fsync", full)
    result = invoke("template", "z.xlsx", *example)
    assert (result.exit_code, result.stdout) == (7, "")
    assert result.stderr == "Cannot write z.xlsx: No space left on device.\n"
    assert list(tmp_path.iterdir()) == []


def test_the_tiny_example_is_solved(invoke: Invoke) -> None:
    """Tests the way of a first user: write the example, check it, solve it."""
    assert invoke("template", "tiny.xlsx", "--example", "tiny").exit_code == 0
    assert invoke("check", "tiny.xlsx").exit_code == 0
    assert invoke("solve", "tiny.xlsx").exit_code == 0


def test_a_reader_that_leaves_is_no_failure(small_file: str) -> None:
    """Tests that ``optmodel check FILE | true`` ends with 0 and without a word."""
    process = subprocess.Popen(
        [sys.executable, "-m", "optmodel", "check", small_file],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), complaint) == (0, b"")


def test_the_module_is_the_command_and_quick_to_help() -> None:
    """Tests that ``python -m optmodel --help`` loads no solver, no tables and no workbooks.

    Measured: 0.1 s; loading everything takes over a second.
    """
    code = (
        "import sys, runpy; sys.argv = ['optmodel', '--help']\n"
        "try: runpy.run_module('optmodel', run_name='__main__')\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "heavy = {'pyomo', 'numpy', 'pandas', 'openpyxl', 'highspy', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    assert time.perf_counter() - began < 5.0


def test_check_of_the_empty_template_does_not_call_it_ready(tmp_path: Path) -> None:
    """Tests that example rows are no error, and that the last line says what solve does."""
    file = tmp_path / "new.xlsx"
    assert CliRunner().invoke(main, ["template", str(file)]).exit_code == 0
    result = CliRunner().invoke(main, ["check", str(file)])
    expected = f"{file}: no error, but solve refuses it until the example rows are your own.\n"
    assert (result.exit_code, result.stdout) == (0, expected)
