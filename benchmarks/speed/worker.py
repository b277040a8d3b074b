"""One run in a process of its own: ``python -m benchmarks.speed.worker SOLVER CASE ...``."""

from __future__ import annotations

import argparse
import importlib
import resource
import sys
from pathlib import Path

from benchmarks.speed.record import Recorder
from benchmarks.speed.terms import Terms

SOLVERS = {
    "ours": ("ours", "run_ours"),
    "plain": ("plain", "run_plain"),
    "mps": ("mps", "run_mps"),
    "scip": ("scip", "run_scip"),
    "cpsat": ("cpsat", "run_cpsat"),
    "build-ours": ("building", "run_ours"),
    "build-numpy": ("building", "run_numpy"),
    "build-linopy": ("building", "run_linopy"),
    "stages": ("stages", "run_stages"),
}
"""Name to the module here and its function (case, terms, record)."""


def main() -> None:
    """Do one run and write its record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("solver", choices=SOLVERS)
    parser.add_argument("case")
    parser.add_argument("--limit", type=float, required=True)
    parser.add_argument("--gap", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    record = Recorder(given.record)
    module, function = SOLVERS[given.solver]
    run = getattr(importlib.import_module(f"benchmarks.speed.{module}"), function)
    run(given.case, Terms(given.limit, given.gap, given.threads, given.folder), record)
    record.facts(
        peak_mb=_peak_mb(resource.RUSAGE_SELF),
        peak_mb_of_children=_peak_mb(resource.RUSAGE_CHILDREN),
    )
    record.close()


def _peak_mb(who: int) -> float:
    """Largest resident memory so far; Linux counts in kibibytes, macOS in bytes."""
    kibibytes = resource.getrusage(who).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return round(kibibytes / 1024, 1)


if __name__ == "__main__":
    main()
