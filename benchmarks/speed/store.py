"""The results: one JSON with the machine, the versions and every run, written after each."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.speed.process import ROOT, Job
from benchmarks.speed.trajectory import Event

LIBRARIES = {
    "ours": ("highspy", "pyomo", "numpy"),
    "plain": ("highspy", "pyomo"),
    "scip": ("pyscipopt",),
    "cpsat": ("ortools",),
    "build-ours": ("highspy", "pyomo", "numpy"),
    "build-numpy": ("highspy", "numpy"),
    "build-linopy": ("highspy", "linopy", "numpy"),
    "stages": ("highspy", "pyomo", "numpy", "openpyxl", "xlsxwriter"),
}
"""Solver to what decides its speed besides our own code."""
OUR_CODE = {
    "ours": "optmodel",
    "build-ours": "optmodel",
    "stages": "optmodel",
    "scip": "optmodel/formulation",
    "cpsat": "optmodel/formulation",
}
"""Solver to the part of this repository that it measures, or whose model it is given."""
KEY = ("case", "solver", "gap", "threads", "versions", "code")


class Store:
    """A file of results that a later call goes on with."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content: dict[str, Any] = {"runs": []}
        if path.exists():
            self.content = json.loads(path.read_text(encoding="utf-8"))

    @property
    def runs(self) -> list[dict[str, Any]]:
        """Every run."""
        runs: list[dict[str, Any]] = self.content["runs"]
        return runs

    def has(self, job: Job) -> bool:
        """Whether a run of the same case, terms, versions and code is there already.

        A peer may have had more time, for its gap at a moment is read from its trajectory; or less
        if it came to its end.
        """
        wanted = identity(job)
        if str(wanted["code"]).endswith("+changes"):  # not the code of any commit
            return False
        same = [run for run in self.runs if all(run.get(name) == wanted[name] for name in KEY)]
        return any(run["limit_s"] == job.limit_s or _stands(run, job) for run in same)

    def add(self, job: Job, run: dict[str, Any]) -> None:
        """Keep a run; an older one of the same case and solver gives way."""
        kept = [old for old in self.runs if (old["case"], old["solver"]) != (job.case, job.solver)]
        self.content["runs"] = [*kept, {**run, **identity(job)}]
        self.content["machine"] = machine()
        self.content["command"] = " ".join(["python -m benchmarks.speed", *sys.argv[1:]])
        self.content["date"] = datetime.now(UTC).isoformat(timespec="seconds")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_suffix(".unfinished")
        runs = ",\n".join(json.dumps(each) for each in self.content["runs"])
        head = {name: part for name, part in self.content.items() if name != "runs"}
        text = json.dumps(head, indent=1)[:-2] + ',\n "runs": [\n' + runs + "\n]}\n"
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(self.path)


def _stands(run: Mapping[str, Any], job: Job) -> bool:
    """Whether a peer's run with another limit says what one with the job's would."""
    if job.solver == "ours":
        return False
    events = [Event(*event) for event in run["events"]]
    ended = bool(events) and events[-1].gap <= job.gap * (1 + 1e-9)
    return ended or bool(run["limit_s"] > job.limit_s)


def identity(job: Job) -> dict[str, Any]:
    """What a run must have in common with a stored one to stand for it."""
    names = LIBRARIES.get(job.solver, ())
    return {
        "case": job.case,
        "solver": job.solver,
        "limit_s": job.limit_s,
        "gap": job.gap,
        "threads": job.threads,
        "versions": {name: _version(name) for name in names},
        "code": _code(OUR_CODE[job.solver]) if job.solver in OUR_CODE else "",
    }


def machine() -> dict[str, Any]:
    """What the runs were made on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _code(folder: str) -> str:
    """Git's name of the folder as committed, with a mark where it has been changed since."""
    tree = _git("rev-parse", "--short=12", f"HEAD:{folder}")
    return tree + ("+changes" if _git("status", "--porcelain", "--", folder) else "")


def _git(*arguments: str) -> str:
    ended = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return ended.stdout.strip()
