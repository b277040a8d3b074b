"""Streams that take nothing: one line says so, never a traceback, also at the very end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from optmodel.workbook.template import write_template
from tests.run.inputs import impossible, small

FULL = Path("/dev/full")
"""A device on which every write fails with "No space left on device"."""
COMPLAINT = "The answer cannot be written to standard output (No space left on device)"

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="only Linux has /dev/full")


@pytest.fixture(autouse=True)
def workbooks(tmp_path: Path) -> None:
    """The small program and the one whose pledge is 40 short, in a folder of their own."""
    for name, sheets in (("small", small()), ("impossible", impossible())):
        settings = sheets.pop("Settings")
        write_template(tmp_path / f"{name}.xlsx", settings, sheets)  # type: ignore[arg-type]


def solve(folder: Path, name: str) -> list[str]:
    """The command that solves one of them, with its results beside it."""
    return ["solve", str(folder / f"{name}.xlsx"), "-o", str(folder / "out")]


def full(stream: str, *arguments: str) -> tuple[int, str]:
    """Exit code, and what the other stream says, of a command of which one stream is full."""
    with FULL.open("wb") as nowhere:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {stream: nowhere}
        ended = subprocess.run(
            [sys.executable, "-m", "optmodel", *arguments],
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": ""},
            check=False,
            timeout=120,
            **streams,  # type: ignore[call-overload]
        )
    return ended.returncode, ended.stderr if stream == "stdout" else ended.stdout


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_plan_that_cannot_be_printed_names_its_folder(tmp_path: Path, more: list[str]) -> None:
    """Tests that one line says where the results are, and they are there."""
    code, said = full("stdout", *solve(tmp_path, "small"), *more)
    (folder,) = (tmp_path / "out").iterdir()
    assert (code, said) == (7, f"{COMPLAINT}; the results are in {folder}.\n")
    assert (folder / "run.json").exists()


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_check_that_cannot_be_printed_is_one_line(tmp_path: Path, more: list[str]) -> None:
    """Tests that nobody takes a missing answer of ``check`` for a good one."""
    said = full("stdout", "check", str(tmp_path / "small.xlsx"), *more)
    assert said == (7, f"{COMPLAINT}.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["template", "--list"],
        ["--help"],
        ["solve", "--help"],
        ["--version"],
    ],
)
def test_every_other_text_is_missed_in_one_line(arguments: list[str]) -> None:
    """Tests that whatever else cannot be printed ends with 7 as well."""
    assert full("stdout", *arguments) == (7, f"{COMPLAINT}.\n")


def test_a_refusal_that_cannot_be_printed_is_said_all_the_same(tmp_path: Path) -> None:
    """Tests that people read the reasons, and a program sees that its document is missing."""
    code, said = full("stdout", *solve(tmp_path, "impossible"), "--json")
    assert code == 7
    assert said.startswith("No plan can meet all limits.")
    assert said.splitlines()[-1] == f"{COMPLAINT}."


def test_messages_that_cannot_be_printed_change_no_exit_code(tmp_path: Path) -> None:
    """Tests that with stderr full a refusal ends with 3 and its document is printed."""
    code, said = full("stderr", *solve(tmp_path, "impossible"), "--json")
    assert code == 3
    assert '"infeasible"' in said
