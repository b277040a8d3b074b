"""The worker: runs HiGHS on a folder that its parent filled, and can be killed at any time.

``python -m optmodel.solve.worker FOLDER``; see ``exchange`` for what it reads and writes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import highspy
import numpy as np

from optmodel.solve.exchange import LOG_FILE, REQUEST_FILE, Event, encode, read_model, write_plan

ORPHANED = 3
"""Exit code of a worker whose parent is gone."""


class OptionError(Exception):
    """An option that the solver does not take as it was given."""


class Channel:
    """The way to the parent: the original standard output, which nothing else may write to."""

    def __init__(self) -> None:
        self._descriptor = os.dup(1)
        os.dup2(2, 1)  # whatever a library prints goes to the error file instead

    def send(self, event: Event, **fields: object) -> None:
        """Send a message; without a reader there is no parent and nothing left to do."""
        try:
            os.write(self._descriptor, encode(event, fields))
        except OSError:
            os._exit(ORPHANED)


def watch_parent(stop: threading.Event) -> None:
    """Set ``stop`` at a line of input; end the process at the end of input.

    Reads the descriptor itself: a thread that waits inside ``sys.stdin`` would hold a lock
    that the interpreter needs to shut down.
    """
    while received := os.read(0, 1024):
        if b"stop" in received:
            stop.set()
    os._exit(ORPHANED)


def set_options(solver: highspy.Highs, options: Mapping[str, Any]) -> dict[str, Any]:
    """Set every option, read it back, and return what was read.

    Raises
    ------
    OptionError
        Where an option is unknown, of another type, or not taken as given: HiGHS itself only
        prints a line and goes on with its default.
    """
    taken = {}
    for name, value in options.items():
        status = solver.setOptionValue(name, value)
        found_status, found = solver.getOptionValue(name)
        ok = highspy.HighsStatus.kOk
        if status != ok or found_status != ok or type(found) is not type(value) or found != value:
            raise OptionError(f"option {name} was set to {value!r} and read back as {found!r}")
        taken[name] = found
    return taken


def load(solver: highspy.Highs, folder: Path) -> None:
    """Pass the model of the folder to the solver."""
    arrays = read_model(folder)
    program = highspy.HighsLp()
    program.num_col_ = len(arrays["cost"])
    program.num_row_ = len(arrays["row_lower"])
    program.sense_ = highspy.ObjSense.kMaximize
    program.offset_ = float(arrays["offset"])
    program.col_cost_ = arrays["cost"]
    program.col_lower_ = arrays["lower"]
    program.col_upper_ = arrays["upper"]
    program.row_lower_ = arrays["row_lower"]
    program.row_upper_ = arrays["row_upper"]
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = arrays["starts"]
    program.a_matrix_.index_ = arrays["indices"]
    program.a_matrix_.value_ = arrays["values"]
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    program.integrality_ = [kinds[integer] for integer in arrays["integer"].astype(int)]
    status = solver.passModel(program)
    if status != highspy.HighsStatus.kOk:
        # A warning here means that HiGHS changed the model, such as dropping a coefficient.
        raise OptionError(f"the model was not taken as it is ({status.name})")


def subscribe(solver: highspy.Highs, folder: Path, channel: Channel, stop: threading.Event) -> None:
    """Connect the solver's callbacks: progress, improving plans, interrupt."""

    def report(event: highspy.HighsCallbackEvent) -> None:
        state = event.data_out
        channel.send(
            "progress",
            value=state.mip_primal_bound,
            bound=state.mip_dual_bound,
            seconds=state.running_time,
            nodes=state.mip_node_count,
        )

    def keep(event: highspy.HighsCallbackEvent) -> None:
        state = event.data_out
        write_plan(folder, np.array(state.mip_solution), state.objective_function_value)

    def interrupt(event: highspy.HighsCallbackEvent) -> None:
        if stop.is_set():
            event.interrupt()

    solver.cbMipLogging.subscribe(report)
    solver.cbMipImprovingSolution.subscribe(keep)
    solver.cbMipInterrupt.subscribe(interrupt)
    solver.cbSimplexInterrupt.subscribe(interrupt)


def search(solver: highspy.Highs, time_limit_s: float) -> None:
    """Run the solver, once more without presolve where presolve cannot say why there is no plan.

    All variables are bounded, so "unbounded or infeasible" means infeasible; the second run
    confirms it.
    """
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnboundedOrInfeasible:
        left = max(1.0, time_limit_s - solver.getRunTime())
        set_options(solver, {"presolve": "off", "time_limit": left})
        solver.run()


def finish(solver: highspy.Highs, folder: Path, channel: Channel) -> None:
    """Write the final plan, if there is one, and send the result."""
    status = solver.getModelStatus()
    info = solver.getInfo()
    feasible = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    if feasible:
        x = np.array(solver.getSolution().col_value, dtype=np.float64)
        write_plan(folder, x, info.objective_function_value)
    primal = solver.solutionStatusToString(info.primal_solution_status)
    channel.send(
        "done",
        status=status.name,
        status_text=f"model {solver.modelStatusToString(status)}, primal {primal}",
        plan=feasible,
        value=info.objective_function_value if feasible else None,
        bound=info.mip_dual_bound,
        nodes=max(0, info.mip_node_count),
        seconds=solver.getRunTime(),
    )


def main(folder: Path) -> int:
    """Do what the folder asks for; return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    channel = Channel()
    stop = threading.Event()
    threading.Thread(target=watch_parent, args=(stop,), daemon=True).start()
    request = json.loads((folder / REQUEST_FILE).read_text(encoding="utf-8"))
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    try:
        quiet = {"log_to_console": False, "log_file": LOG_FILE}
        taken = set_options(solver, {**quiet, **request["options"]})
        load(solver, folder)
        channel.send("started", options=taken, highs=solver.version())
        subscribe(solver, folder, channel, stop)
        search(solver, request["options"]["time_limit"])
    except OptionError as refused:
        channel.send("failed", reason=str(refused))
        return 1
    finish(solver, folder, channel)
    return 0


if __name__ == "__main__":
    given = Path(sys.argv[1]).resolve()
    os.chdir(given)  # the log's name stays plain ASCII, wherever the folder is
    code = main(given)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # without waiting for the thread that reads standard input
