"""Run the benchmarks and print their tables; what has been run is not run again.

``python -m benchmarks.speed`` runs everything, ``--quick`` a few minutes of it. Results are kept
in a JSON; a call that was ended goes on where it stopped, and ``--table`` prints without running.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path

from benchmarks.speed.measures import seconds_of_ours
from benchmarks.speed.process import Job, run_job
from benchmarks.speed.report import report
from benchmarks.speed.schedule import BUILDS, SEARCHES, Selection, extended, jobs
from benchmarks.speed.store import Store

RESULTS = Path(__file__).resolve().parents[1] / "results"
NEEDED = {"scip": "pyscipopt", "cpsat": "ortools", "build-linopy": "linopy"}
"""Solver to the library that only this benchmark needs."""


def main() -> int:
    """Do what the command line says."""
    given = _parser().parse_args()
    if given.table is not None:
        print(report(Store(given.table).content))
        return 0
    asked = Selection(
        sizes=given.size,
        seeds=given.seed,
        cases=given.case,
        solvers=given.solver,
        limit_s=given.limit,
        plain_limit_s=given.plain_limit,
        gap=given.gap,
        threads=given.threads,
        quick=given.quick,
    )
    wanted = list(jobs(asked))
    missing = sorted({NEEDED[job.solver] for job in wanted if _is_missing(job.solver)})
    if missing:
        print(f"{', '.join(missing)} missing: make .venv/.bench", file=sys.stderr)
        return 2
    store = Store(given.json or RESULTS / ("quick.json" if given.quick else "speed.json"))
    run_all(wanted, store, asked)
    print(report(store.content))
    return 0


def run_all(wanted: list[Job], store: Store, asked: Selection) -> None:
    """Run what is not in the store, in a folder per case that is removed afterwards."""
    for case in dict.fromkeys(job.case for job in wanted):
        with tempfile.TemporaryDirectory(prefix="speed-") as name:
            folder = Path(name)
            for scheduled in (job for job in wanted if job.case == case):
                # Only now, for it depends on the run of our own, which is the first of its case.
                job = extended(scheduled, seconds_of_ours(store.runs, case), asked)
                if store.has(job):
                    continue
                if job.solver in {"scip", "cpsat"} and not (folder / "model.mps").exists():
                    written = run_job(Job("mps", case, 60, job.gap, job.threads), folder)
                    if written["ended"] != "done":
                        print(f"{case}: no model file, {written['complaint']}", file=sys.stderr)
                run = run_job(job, folder)
                store.add(job, run)
                said = run["facts"].get("status", run["ended"])
                print(
                    f"{case:<26}{job.solver:<14}{run['seconds']:>8.1f} s  {said}",
                    file=sys.stderr,
                    flush=True,
                )


def _is_missing(solver: str) -> bool:
    return solver in NEEDED and importlib.util.find_spec(NEEDED[solver]) is None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="small cases, short limits: minutes")
    add("--size", action="append", default=[], help="such as 30x16x12, real or published")
    add("--case", action="append", default=[], help="such as 30x16x12-1 or newman1")
    add("--seed", action="append", default=[], type=int, help="of drawn programs; default by size")
    add(
        "--solver",
        action="append",
        default=[],
        choices=(*SEARCHES, *BUILDS, "stages"),
        help="default: all",
    )
    add("--limit", type=float, help="seconds of every search; default by size")
    add("--plain-limit", type=float, help="seconds of the plain transcription; default by size")
    add("--gap", type=float, help="gap at which a search stops; default 0.01 for most")
    add("--threads", type=int, default=2, help="of every search (2)")
    add("--json", type=Path, help="file of the results; default benchmarks/results/speed.json")
    add("--table", type=Path, metavar="FILE", help="print the tables of a file and run nothing")
    return parser


if __name__ == "__main__":
    sys.exit(main())
