"""Thousands of broken workbooks through ``optmodel check``: refused or read right, never more.

Run with ``python -m benchmarks.fuzz --files 3000 --seed 1``: so many files of each kind. Every
file is checked in a worker with a limit of memory and of time. What is counted:

accepted   no error; packed anew it reads the same, and a file whose bytes alone were changed says
           what the good one says
refused    an error with its code
traceback  an exception: a fault
hang       longer than 60 seconds: a fault
memory     more than 1 GB above what an idle worker needs: a fault
wrong      accepted, but it says something else: a fault

Ends with 1 where there is a fault; ``--json FILE`` keeps all figures.
"""

from __future__ import annotations

import argparse
import collections
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import traceback
from dataclasses import asdict, dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.lean import lean
from benchmarks.mutations import MUTATIONS
from benchmarks.repacked import difference
from optmodel import api
from optmodel.workbook.grid import Grid, open_workbook

INPUTS = Path(__file__).parent.parent / "inputs"
GIGABYTE = 1 << 30
LONGEST_S = 60.0
RETIRED_MB = 200
"""A worker that needed so much more than at first makes way for a new one."""
FAULTS = ("traceback", "hang", "memory", "wrong")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    kind: str
    seed: int
    outcome: str
    detail: str = ""
    """Codes of the errors, the traceback, or the difference."""
    seconds: float = 0.0
    peak_mb: int = 0
    """Of the worker so far."""


def mutated(kind: str, seed: int, books: list[bytes]) -> bytes:
    """Make the file of a kind and a seed; the same one every time."""
    chance = random.Random(f"{kind} {seed}")
    return MUTATIONS[kind](chance.choice(books), chance)


def judged(kind: str, seed: int, content: bytes, path: Path) -> Outcome:
    """Check a file, in this process."""
    path.write_bytes(content)
    start = time.perf_counter()
    try:
        findings = api.check(path)
    except MemoryError:
        return Outcome(kind, seed, "memory", traceback.format_exc())
    except Exception:  # noqa: BLE001 - that is what is looked for
        return Outcome(kind, seed, "traceback", traceback.format_exc())
    seconds = time.perf_counter() - start
    codes = sorted({it.code for it in findings if it.is_error})
    if codes:
        return Outcome(kind, seed, "refused", " ".join(codes), seconds, _peak_mb())
    peak = _peak_mb()
    other = difference(content, path)
    return Outcome(kind, seed, "wrong" if other else "accepted", other, seconds, peak)


def work(pipe: Connection, names: list[str]) -> None:
    """Check the files that are asked for, within bounds of memory."""
    # A small book is quick to break; a large one has every feature of the template.
    books = [lean()] * 4 + [Path(name).read_bytes() for name in names]
    originals = [open_workbook(book).grids for book in books[3:]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input.xlsx"
        for kind in MUTATIONS:  # Imports and fills caches, so that these are not measured.
            judged(kind, -1, mutated(kind, -1, books), path)
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + GIGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        idle = _peak_mb()
        while (asked := pipe.recv()) is not None:
            kind, seed = asked
            outcome = judged(kind, seed, mutated(kind, seed, books), path)
            if kind == "bytes" and outcome.outcome == "accepted" and grids(path) not in originals:
                outcome = replace(outcome, outcome="wrong", detail="another content")
            if (outcome.peak_mb - idle) * 1024 * 1024 > GIGABYTE:
                outcome = replace(outcome, outcome="memory")
            # The peak never falls again: a large file counts for the next ones.
            retiring = _peak_mb() > idle + RETIRED_MB
            pipe.send((outcome, retiring))
            if retiring:
                return


def grids(path: Path) -> tuple[Grid, ...]:
    """Read the sheets of a file that was accepted."""
    return open_workbook(path.read_bytes()).grids


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Worker:
    """A process that checks one file after the other, and can be ended."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe()
        self._process = context.Process(target=work, args=(far, self._names), daemon=True)
        self._process.start()
        far.close()
        self.asked: tuple[str, int] | None = None
        self.since = 0.0

    def ask(self, kind: str, seed: int) -> None:
        """Have a file checked."""
        self.pipe.send((kind, seed))
        self.asked, self.since = (kind, seed), time.monotonic()

    def answer(self) -> Outcome | None:
        """Give the outcome; None where there is none yet."""
        assert self.asked is not None
        try:
            if self.pipe.poll(0.02):
                outcome: Outcome
                outcome, retiring = self.pipe.recv()
                if retiring:
                    self.end()
                    self._start()
                self.asked = None
                return outcome
        except (EOFError, ConnectionResetError):
            outcome = Outcome(*self.asked, "traceback", "the worker ended")
            self._start()
            return outcome
        if time.monotonic() - self.since > LONGEST_S:
            outcome = Outcome(*self.asked, "hang")
            self.end()
            self._start()
            return outcome
        return None

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()


def run(files: int, seed: int, workers: int, names: list[str]) -> list[Outcome]:
    """Check so many files of each kind."""
    todo = [(kind, seed * 1_000_000 + number) for number in range(files) for kind in MUTATIONS]
    todo.reverse()
    pool = [Worker(names) for _ in range(workers)]
    outcomes: list[Outcome] = []
    total = len(todo)
    while len(outcomes) < total:
        for worker in pool:
            if worker.asked is None and todo:
                worker.ask(*todo.pop())
            if worker.asked is not None and (outcome := worker.answer()) is not None:
                outcomes.append(outcome)
                if outcome.outcome in FAULTS:
                    print(f"{outcome.kind} {outcome.seed} {outcome.outcome}", flush=True)
                    print(outcome.detail, flush=True)
                if len(outcomes) % 1_000 == 0:
                    print(f"{len(outcomes):,} of {total:,}", file=sys.stderr, flush=True)
    for worker in pool:
        worker.end()
    return outcomes


def summary(outcomes: list[Outcome]) -> dict[str, object]:
    """Count the outcomes."""
    counts = {
        kind: dict(collections.Counter(it.outcome for it in outcomes if it.kind == kind))
        for kind in MUTATIONS
    }
    codes = collections.Counter(
        code for it in outcomes if it.outcome == "refused" for code in it.detail.split()
    )
    return {
        "files": len(outcomes),
        "counts": counts,
        "faults": sum(it.outcome in FAULTS for it in outcomes),
        "codes": dict(codes.most_common()),
        "slowest check, seconds": round(max(it.seconds for it in outcomes), 2),
        "peak memory, MB": max(it.peak_mb for it in outcomes),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path, help="file for all figures")
    parser.add_argument("books", nargs="*", default=[str(INPUTS / "tiny.xlsx")])
    arguments = parser.parse_args()
    start = time.monotonic()
    outcomes = run(arguments.files, arguments.seed, arguments.workers, arguments.books)
    figures = summary(outcomes) | {
        "seed": arguments.seed,
        "seconds": round(time.monotonic() - start),
    }
    print(json.dumps(figures, indent=2))
    if arguments.json is not None:
        faults = [asdict(it) for it in outcomes if it.outcome in FAULTS]
        document = {**figures, "fault list": faults}
        arguments.json.write_text(json.dumps(document, indent=2), encoding="utf-8")
    return 1 if any(it.outcome in FAULTS for it in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
