"""Workers that fail on purpose: ``python fake_worker.py HOW FOLDER``.

The honest plan of the case is x = (1, 0), worth 10. A name that begins with ``kept_`` writes it
first and fails afterwards.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from optmodel.search.exchange import PLAN_FILE, write_plan

NAN = float("nan")


def send(line: bytes) -> None:
    """Send a line to the parent."""
    os.write(1, line + b"\n")


def say(event: str, **fields: object) -> None:
    """Send a message."""
    send(json.dumps({"event": event, **fields}).encode())


def wait() -> None:
    """Do nothing until killed."""
    time.sleep(600)


def end_by(number: signal.Signals) -> None:
    """End by a signal."""
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def fail_to_allocate() -> None:
    """End with a traceback."""
    raise MemoryError("no room for the matrix")


def babble(text: bytes) -> None:
    """Send what is no message, and stay."""
    send(text)
    wait()


FAILURES: dict[str, Callable[[], None]] = {
    "never_returns": wait,
    "segfaults": lambda: end_by(signal.SIGSEGV),
    "is_killed": lambda: end_by(signal.SIGKILL),
    "runs_out_of_memory": fail_to_allocate,
    "prints_garbage": lambda: babble(b"\x00\xff{]"),
    "prints_endless_line": lambda: babble(b"x" * (3 << 20)),
    "prints_other_json": lambda: babble(b"[1, 2]"),
    "leaves_silently": lambda: None,
}
"""Name to what the worker does instead of answering."""

CLAIMS: dict[str, tuple[list[float] | None, float | None, float | None, str]] = {
    "violates_a_row": ([1.0, 1.0], 17.0, 17.0, "kOptimal"),
    "misreports_its_objective": ([1.0, 0.0], 12.0, 12.0, "kOptimal"),
    "overstates_its_result": ([1.0, 0.0], 12.0, 12.0, "kOptimal"),
    "misreports_its_bound": ([1.0, 0.0], 10.0, 8.0, "kOptimal"),
    "returns_0.99": ([0.99, 0.0], 9.9, 9.9, "kOptimal"),
    "returns_nan": ([NAN, 0.0], 10.0, 10.0, "kOptimal"),
    "returns_too_few": ([1.0], 10.0, 10.0, "kOptimal"),
    "claims_a_plan_it_does_not_write": (None, 10.0, 10.0, "kOptimal"),
    "writes_half_a_plan": (None, 10.0, 10.0, "kOptimal"),
    "claims_infeasible": (None, None, None, "kInfeasible"),
    "claims_optimal_with_a_gap": ([1.0, 0.0], 10.0, 11.0, "kOptimal"),
    "gives_no_bound": ([1.0, 0.0], 10.0, None, "kOptimal"),
    "loses_its_way": (None, None, None, "kSolveError"),
}
"""Name to the plan that is written, the value, the bound and the status that are claimed."""


def main(how: str, folder: Path) -> None:
    """Fail in the way that was asked for."""
    if how.startswith("kept_"):
        write_plan(folder, np.array([1.0, 0.0]), 10.0)
        say("progress", value=10.0, bound=99.0, seconds=0.1, nodes=1)
        how = how.removeprefix("kept_")
    if how in FAILURES:
        FAILURES[how]()
        return
    x, value, bound, status = CLAIMS[how]
    if x is not None:
        written = 10.0 if how == "overstates_its_result" else float(value or 0.0)
        write_plan(folder, np.array(x), written)
    elif how == "writes_half_a_plan":
        (folder / PLAN_FILE).write_bytes(b"PK\x03\x04 half a file")
    say("done", status=status, plan=value is not None, value=value, bound=bound, nodes=1)


main(sys.argv[1], Path(sys.argv[2]))
