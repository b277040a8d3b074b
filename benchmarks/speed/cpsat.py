"""CP-SAT on our own model, with sums in the place of calls (see ``linear.without_calls``)."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.speed.linear import load
from benchmarks.speed.mps import SUMS
from benchmarks.speed.record import Recorder
from benchmarks.speed.terms import Terms
from benchmarks.speed.trajectory import Event

_LINE = re.compile(
    r"^#\S+ +(?P<seconds>[\d.]+)s best:(?P<best>\S+) +next:\[(?P<least>[^,\]]*)[,\]]"
)


LOG_FILE = "search.log"


def events_of(log: str, offset: float) -> Iterator[Event]:
    """Return the states in a log of a minimization, turned into offset less value and bound."""
    for line in log.splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        best = float(found["best"].replace("'", ""))
        bound = float(found["least"].replace("'", "")) if found["least"] else best
        yield Event(
            float(found["seconds"]),
            offset - best if math.isfinite(best) else None,
            offset - bound if math.isfinite(bound) else None,
        )


def run_cpsat(_case: str, terms: Terms, record: Recorder) -> None:
    """Solve the model file; the clock runs from the start of reading it."""
    from ortools.linear_solver.python import model_builder

    checked = load(terms.folder / f"{SUMS}.npz")
    path = terms.folder / LOG_FILE
    record.start_clock()
    model = model_builder.Model()
    with record.phase("read"):
        if not model.import_from_mps_file(str(terms.folder / f"{SUMS}.mps")):
            record.facts(status="cannot read the file")
            return
    solver = model_builder.Solver("sat")
    solver.enable_output(True)
    solver.set_time_limit_in_seconds(terms.limit_s)
    solver.set_solver_specific_parameters(
        f"num_workers:{terms.threads} log_search_progress:true relative_gap_limit:{terms.gap}"
    )
    # Its own log on standard output is the only trajectory that it gives through this door.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(descriptor, 1)
    record.facts(log="cpsat", log_began=record.seconds, offset=checked.offset)
    with record.phase("search"):
        status = solver.solve(model)
    record.facts(status=status.name.lower(), numbers=numbers_in(path), threads=terms.threads)
    if status in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE):
        x = np.array([solver.value(variable) for variable in model.get_variables()])
        value = checked.offset - solver.objective_value
        record.event(value, checked.offset - solver.best_objective_bound)
        record.facts(value=value, worst_violation=checked.worst_violation(x))


def numbers_in(log: Path) -> list[str]:
    """What CP-SAT says about how it made whole numbers of the figures."""
    words = ("caling", " error", "near zero", "too large")
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line.strip() for line in lines if any(word in line for word in words)][:12]
