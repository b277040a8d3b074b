"""A run in a process of its own, with a limit of wall time and a kill behind it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed import cpsat, highs_log
from benchmarks.speed.record import Record, read_record
from benchmarks.speed.trajectory import Event, improving, thinned

ROOT = Path(__file__).resolve().parents[2]
SAMPLED_S = 0.25
"""Between two looks at the memory."""
LOG_FILE = "search.log"


@dataclass(frozen=True, slots=True)
class Job:
    """One run."""

    solver: str
    case: str
    limit_s: float
    gap: float
    threads: int

    @property
    def wall_s(self) -> float:
        """Seconds after which the process is killed: a search may need as long to be built."""
        return 1.5 * self.limit_s + 300.0


def run_job(job: Job, folder: Path) -> dict[str, Any]:
    """Run a job; what it wrote down, and what it took."""
    path = folder / f"{job.solver}.jsonl"
    path.unlink(missing_ok=True)
    (folder / LOG_FILE).unlink(missing_ok=True)
    command = [sys.executable, "-m", "benchmarks.speed.worker", job.solver, job.case]
    for name, value in (("limit", job.limit_s), ("gap", job.gap), ("threads", job.threads)):
        command += [f"--{name}", str(value)]
    command += ["--record", str(path), "--folder", str(folder)]
    began = time.perf_counter()
    ended, peak_mb, complaint = _run(command, job.wall_s)
    record = read_record(path)
    return {
        "case": job.case,
        "solver": job.solver,
        "limit_s": job.limit_s,
        "gap": job.gap,
        "threads": job.threads,
        "ended": ended,
        "complaint": complaint,
        "seconds": round(time.perf_counter() - began, 2),
        "peak_mb": peak_mb,
        "phases": record.phases,
        "processor": record.processor,
        "facts": record.facts,
        "events": [list(event) for event in _events(record, folder)],
    }


def _run(command: list[str], wall_s: float) -> tuple[str, float | None, str]:
    """Run a command; how it ended, its peak memory with all its children, its last complaint."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True
        )
        peak = _Peak(process.pid)
        try:
            process.wait(wall_s)
            ended = "done" if process.returncode == 0 else f"exit code {process.returncode}"
        except subprocess.TimeoutExpired:
            ended = f"killed after {wall_s:.0f} s"
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            peak.end()
        errors.seek(0)
        said = errors.read().strip().splitlines()
    return ended, peak.megabytes, "" if ended == "done" else "".join(said[-1:])[:300]


def _events(record: Record, folder: Path) -> list[Event]:
    """The trajectory: what the worker noted, and what stands in its solver's log."""
    events: list[tuple[float | None, float | None, float | None]] = [
        (event[0], event[1], event[2]) for event in record.events
    ]
    log = folder / LOG_FILE
    if "log" in record.facts and log.exists():
        text = log.read_text(encoding="utf-8", errors="replace")
        if record.facts["log"] == "highs":
            states = highs_log.events_of(text)
        else:
            states = cpsat.events_of(text, float(record.facts["offset"]))
        began = float(record.facts["log_began"])
        events += [(began + state.seconds, state.value, state.bound) for state in states]
    return thinned(improving(events))


class _Peak:
    """Watches the resident memory of a process and all that it started, where /proc tells."""

    def __init__(self, pid: int) -> None:
        self.megabytes: float | None = None
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop watching."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLED_S):
            pages = sum(map(_resident_pages, _tree(self._pid)))
            megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
            self.megabytes = max(self.megabytes or 0.0, round(megabytes, 1)) or None


def _tree(pid: int) -> list[int]:
    """Return a process and its descendants."""
    found = [pid]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, children.read_text(encoding="ascii").split())
            except OSError:
                continue
    return found


def _resident_pages(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
