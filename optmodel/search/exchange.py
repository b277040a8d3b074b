"""What the parent and its worker exchange: a folder of files, and messages, one JSON a line.

The parent writes ``model.npz`` and ``request.json``. The worker writes its logs and, at every
improvement, ``plan.npz``, each time under another name first, so that a worker that is killed
leaves the last whole plan. On its standard output the worker sends messages with a field
``event``: ``started``, ``progress``, ``done`` or ``failed``. The parent sends ``stop`` on its
standard input; the end of that input means that the parent is gone.
"""

from __future__ import annotations

import json
import math
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

MODEL_FILE = "model.npz"
REQUEST_FILE = "request.json"
PLAN_FILE = "plan.npz"
LOG_FILE = "highs.log"
LOG_FILE_ROUNDS = "rounds.log"
"""Of the neighborhoods, a line each."""
LOG_FILE_CORE = "highs-core.log"
"""Of the trees of the model without what no better plan holds."""
LOG_FILE_RIVAL = "highs-rival.log"
"""Likewise, of a second tree beside it."""
LOG_FILE_AGAIN = "highs-again.log"
"""Of the whole tree, where the root alone was searched before."""
ERROR_FILE = "stderr.txt"
STOP = b"stop\n"

MODEL_ARRAYS = (
    "cost",
    "offset",
    "lower",
    "upper",
    "integer",
    "row_lower",
    "row_upper",
    "starts",
    "indices",
    "values",
    "row",
    "place",
)
"""Fields of ``Matrix`` that a worker needs."""

Event = Literal["started", "progress", "done", "failed"]
EVENTS: frozenset[str] = frozenset({"started", "progress", "done", "failed"})


def write_model(folder: Path, arrays: Mapping[str, Any]) -> None:
    """Write the arrays of the model."""
    np.savez(folder / MODEL_FILE, **{name: arrays[name] for name in MODEL_ARRAYS})


def read_model(folder: Path) -> dict[str, NDArray[Any]]:
    """Read the arrays of the model."""
    with np.load(folder / MODEL_FILE, allow_pickle=False) as stored:
        return {name: stored[name] for name in MODEL_ARRAYS}


def write_plan(folder: Path, x: NDArray[np.float64], value: float) -> None:
    """Replace the best plan in one step: a reader sees the old one or the new one, whole."""
    unfinished = folder / "plan.unfinished.npz"
    np.savez(unfinished, x=x, value=np.float64(value))
    unfinished.replace(folder / PLAN_FILE)


def read_plan(folder: Path) -> tuple[NDArray[np.float64], float] | None:
    """The best plan that was written, with the value that was claimed; None without one."""
    try:
        # Opened here, because NumPy leaves a file that is no archive open.
        with (
            (folder / PLAN_FILE).open("rb") as stream,
            np.load(stream, allow_pickle=False) as stored,
        ):
            x = np.asarray(stored["x"], dtype=np.float64)
            return x, float(stored["value"])
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def encode(event: Event, fields: Mapping[str, object]) -> bytes:
    """One message as a line; numbers that are not finite become null."""
    finite = {name: _finite(value) for name, value in fields.items()}
    return json.dumps({"event": event, **finite}, allow_nan=False).encode() + b"\n"


def decode_message(line: bytes) -> dict[str, Any] | None:
    """The message on a line, or None where it is none."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or message.get("event") not in EVENTS:
        return None
    return message


def number(message: Mapping[str, Any], name: str) -> float | None:
    """A finite number of a message, or None."""
    value = message.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _finite(value: object) -> object:
    """The value, or None for a float that JSON has no word for."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
