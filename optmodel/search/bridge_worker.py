"""The worker of the value bridge: one linear program, solved again after each family of limits.

``python -m optmodel.search.bridge_worker FOLDER``. Beside the model the folder holds ``holds.npy``:
(rows,) the step from which on a row holds. After each step the prices of the rows are written to
``step-N.npy``, under another name first; the parent works out from them what the step proves.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import highspy
import numpy as np

from optmodel.search.exchange import REQUEST_FILE, read_model
from optmodel.search.solver import Floats, OptionError, branch, new_solver, set_options
from optmodel.search.units import in_units, units_of
from optmodel.search.worker import Channel, watch_parent

HOLDS_FILE = "holds.npy"


def prices_file(folder: Path, step: int) -> Path:
    """Where the prices of a step are written."""
    return folder / f"step-{step}.npy"


class EndAtOnce(threading.Event):
    """A request to stop that ends the process: what was worked out is written already."""

    def set(self) -> None:
        """End the process."""
        os._exit(0)


def solve_steps(folder: Path) -> None:
    """Solve step after step, each from the basis of the one before, as long as there is time.

    Raises
    ------
    OptionError
        Where an option or the model is not taken as given.
    """
    began = time.monotonic()
    request = json.loads((folder / REQUEST_FILE).read_text(encoding="utf-8"))
    arrays, holds = read_model(folder), np.load(folder / HOLDS_FILE)
    scaled = in_units(arrays, units_of(arrays))
    lower, upper = arrays["row_lower"], arrays["row_upper"]
    first = {
        "row_lower": np.where(holds > 0, -np.inf, lower),
        "row_upper": np.where(holds > 0, np.inf, upper),
    }
    solver, _ = new_solver({**scaled, **first}, request["options"])
    for step in range(int(holds.max(initial=0)) + 1):
        rows = np.flatnonzero(holds == step).astype(np.int32)
        if step:
            solver.changeRowsBounds(  # type: ignore[attr-defined]
                len(rows), rows, lower[rows], upper[rows]
            )
        left = float(request["seconds"]) - (time.monotonic() - began)
        if left <= 0.0:
            return
        limit = solver.getRunTime() + left
        set_options(solver, {"time_limit": limit})
        branch(solver, limit)
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return
        _write(prices_file(folder, step), np.array(solver.getSolution().row_dual))


def _write(path: Path, prices: Floats) -> None:
    """Write prices in one step: a reader sees them whole, or not at all."""
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as stream:
        np.save(stream, prices)
    unfinished.replace(path)


def main(folder: Path) -> int:
    """Do what the folder asks for; return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    channel = Channel()
    threading.Thread(target=watch_parent, args=(EndAtOnce(),), daemon=True).start()
    try:
        solve_steps(folder)
    except OptionError as refused:
        channel.send("failed", reason=str(refused))
        return 1
    channel.send("done")
    return 0


if __name__ == "__main__":
    given = Path(sys.argv[1]).resolve()
    os.chdir(given)
    code = main(given)
    os._exit(code)  # without waiting for the thread that reads standard input
