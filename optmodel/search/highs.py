"""Solve a model with HiGHS in a child process; whatever happens there is an outcome."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

import pyomo.environ as pyo

from optmodel.search.child import Child
from optmodel.search.controls import Controls, Levers
from optmodel.search.conversation import Conversation, converse
from optmodel.search.exchange import (
    LOG_FILE,
    LOG_FILE_AGAIN,
    LOG_FILE_CORE,
    LOG_FILE_RIVAL,
    LOG_FILE_ROUNDS,
    REQUEST_FILE,
    write_model,
)
from optmodel.search.interrupt import interrupts
from optmodel.search.judge import Judgment, judge
from optmodel.search.matrix import Matrix, TriviallyInfeasibleError, hand_over
from optmodel.search.progress import Progress
from optmodel.search.result import Outcome, SolveResult

LOG_FILES = (LOG_FILE, LOG_FILE_ROUNDS, LOG_FILE_CORE, LOG_FILE_RIVAL, LOG_FILE_AGAIN)
"""In the order in which they are shown."""
PROVEN_MUSD = 1e-6
"""Bound and value that differ by less than a dollar are the same."""


def solver_options(controls: Controls) -> dict[str, bool | int | float | str]:
    """HiGHS options of a search, each set on purpose and read back by the worker."""
    return {
        "time_limit": float(controls.time_limit_s),
        "mip_rel_gap": float(controls.gap),
        "mip_abs_gap": 0.0 if controls.gap == 0.0 else PROVEN_MUSD,
        "mip_feasibility_tolerance": 1e-6,
        "threads": int(controls.threads),
        "parallel": "off",
        "random_seed": int(controls.seed),
        "mip_min_logging_interval": 1.0,
    }


def solve_model(
    model: pyo.ConcreteModel,
    controls: Controls,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
    *,
    command: Sequence[str] | None = None,
) -> SolveResult:
    """Maximize a model whose variables are all bounded.

    Parameters
    ----------
    model
        Its columns come back in ``SolveResult.x`` in their order of declaration.
    controls
        Time limit, gap, threads and seed.
    on_progress
        Called now and then with where the search stands.
    stop
        Setting it asks the search to end and keep the best plan; so does Ctrl-C.
    command
        Another worker, for tests; the folder is appended.

    Raises
    ------
    HandOverError
        Where a number of the model is not finite or would vanish.
    KeyboardInterrupt
        At the second Ctrl-C; the worker is killed first.
    """
    begun = time.monotonic()
    try:
        matrix = hand_over(model)
    except TriviallyInfeasibleError as row:
        reason = f"row {row} cannot hold whatever is decided"
        return _finished(Judgment(Outcome.INFEASIBLE, reason), begun)
    if matrix.columns == 0:
        judgment = Judgment(
            Outcome.OPTIMAL,
            "there is nothing to decide",
            value=matrix.offset,
            bound=matrix.offset,
            x=matrix.cost,
        )
        return _finished(judgment, begun)
    search = Task(
        matrix, solver_options(controls), controls.watchdog_s, controls.gap, controls.levers
    )
    judgment, said, log = search_in_child(search, on_progress, stop, command)
    return _finished(judgment, begun, said, log)


@dataclass(frozen=True, slots=True)
class Task:
    """One search of a worker."""

    matrix: Matrix
    options: Mapping[str, bool | int | float | str]
    """Of HiGHS."""
    watchdog_s: float
    """After this long the worker is killed."""
    gap: float
    """Relative gap within which a plan counts as proven."""
    levers: Levers = field(default_factory=Levers)


def search_in_child(
    task: Task,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
    command: Sequence[str] | None = None,
) -> tuple[Judgment, Conversation | None, str]:
    """Let a worker search, in a folder that is removed afterwards; what to believe, and its log.

    Raises
    ------
    KeyboardInterrupt
        At the second Ctrl-C; the worker is killed first.
    """
    stop = stop or threading.Event()
    with tempfile.TemporaryDirectory(prefix="optmodel-") as name:
        folder = Path(name)
        write_model(folder, task.matrix.arrays())
        request = {"options": dict(task.options), "levers": asdict(task.levers)}
        (folder / REQUEST_FILE).write_text(json.dumps(request), encoding="utf-8")
        try:
            with interrupts() as asked, Child(folder, command) as child:
                said = converse(child, task.watchdog_s, on_progress, (stop, asked))
        except OSError as error:
            why = f"the solver could not be started: {error}"
            return Judgment(Outcome.CRASHED, why), None, ""
        judgment = judge(task.matrix, said, folder, task.gap, PROVEN_MUSD)
        return judgment, said, _log(folder, task.matrix)


def _log(folder: Path, matrix: Matrix) -> str:
    """Notes about the numbers, then the solver's own log."""
    logs = [folder / name for name in LOG_FILES]
    texts = [log.read_text(encoding="utf-8", errors="replace") for log in logs if log.exists()]
    return "\n".join([*matrix.notes, *texts])


def _finished(
    judgment: Judgment, begun: float, said: Conversation | None = None, log: str = ""
) -> SolveResult:
    """The result of a search that ended with a judgment."""
    return SolveResult(
        outcome=judgment.outcome,
        reason=judgment.reason,
        value=judgment.value,
        bound=judgment.bound,
        x=judgment.x,
        seconds=time.monotonic() - begun,
        nodes=said.nodes if said else 0,
        options=said.options if said else {},
        log=log,
        versions={"pyomo": version("pyomo"), "highspy": version("highspy")},
        status_text=said.status_text if said else "",
    )
