"""A terminal that is closed while a run is at work: the plan is kept, quietly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from optmodel.workbook.template import write_template
from tests.run.inputs import small

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")

ON_A_TERMINAL = """
import fcntl, sys, termios
from optmodel import api
from optmodel.cli import main

fcntl.ioctl(0, termios.TIOCSCTTY, 0)
solve_model = api.solve_model

def told(model, controls, on_progress, stop):
    print("the search begins", flush=True)
    assert stop.wait(60), "nobody said that the terminal is closed"
    return solve_model(model, controls, on_progress)

api.solve_model = told
main(sys.argv[1:])
"""
"""The command with the terminal as its own; it says when it solves, and waits to be stopped."""


def test_closing_the_terminal_keeps_the_plan(tmp_path: Path) -> None:
    """Tests that the run ends with its results although it can print to nobody any more."""
    sheets = small()
    settings = sheets.pop("Settings")
    write_template(tmp_path / "small.xlsx", settings, sheets)  # type: ignore[arg-type]
    output = tmp_path / "out"
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL, "solve", str(tmp_path / "small.xlsx"), "-o", output],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    while b"the search begins" not in seen:
        seen += os.read(ours, 1024)
    os.close(ours)
    assert process.wait(timeout=60) == 0, seen
    (folder,) = output.iterdir()
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["status"] == "optimal"
