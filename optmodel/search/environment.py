"""The environment of the worker: the parent's, with the same optmodel on the import path."""

from __future__ import annotations

import os
from pathlib import Path


def worker_environment() -> dict[str, str]:
    """Environment variables for the worker, which runs the code that its parent runs."""
    root = str(Path(__file__).resolve().parents[2])  # the folder that holds the package
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
