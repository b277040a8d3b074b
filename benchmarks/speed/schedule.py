"""Which runs are made, for how long: by default, or as the command line selects."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.speed.cases import Case, all_cases
from benchmarks.speed.process import Job

SEARCHES = ("ours", "plain", "scip", "cpsat")
BUILDS = ("build-ours", "build-numpy", "build-linopy")
GAP = 0.01
"""Every search goes on to it, unless its group says otherwise; times to larger gaps are read from
its trajectory."""
FINE = 0.001
"""Asked for where it is reached soon; of drawn programs with ``--gap 0.001``."""


@dataclass(frozen=True, slots=True)
class Group:
    """How the cases of a group are run."""

    ours_s: float
    plain_s: float
    peers_s: float
    """Limits of the searches; the last one of SCIP and CP-SAT."""
    seeds: int = 5
    """So many seeds are solved by optmodel."""
    peer_seeds: int = 5
    """So many by the others."""
    gap: float = GAP
    longer: bool = False
    """Whether the others get as many times our own time to a proven 1 % as `LONGER` says, where
    that is more than their limit: so that a ratio of times can be told."""

    def limit_s(self, solver: str) -> float:
        """Of a solver."""
        return {"ours": self.ours_s, "plain": self.plain_s}.get(solver, self.peers_s)


LONGER = {"plain": 5.0, "scip": 1.0, "cpsat": 1.0}
"""Solver to the ratio that its runs are to show or to refute."""
FULL = {
    "30x16x12": Group(60, 60, 60, longer=True),
    "60x20x36": Group(120, 60, 60, longer=True),
    "150x40x20": Group(120, 60, 60, longer=True),
    # To a proven 2 %, which is what is asked of it.
    "400x60x20": Group(600, 60, 60, seeds=1, peer_seeds=1, gap=0.02),
    "real": Group(30, 30, 30, gap=FINE),
    "published": Group(60, 30, 30),
}
QUICK = {
    "real": Group(10, 10, 10, gap=FINE),
    "30x16x12": Group(15, 15, 15, seeds=2, peer_seeds=2),
    "published": Group(8, 8, 8),
}
QUICK_CASES = ("tiny", "budgeting-100x5-0.25", "assignment-C-10x100")
"""Of the groups without seeds."""
STAGES_S = 30.0
"""Limit of the search where only the stages around it are timed."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the command line asks for; empty or None = as scheduled."""

    sizes: Sequence[str] = ()
    seeds: Sequence[int] = ()
    cases: Sequence[str] = ()
    solvers: Sequence[str] = ()
    limit_s: float | None = None
    plain_limit_s: float | None = None
    gap: float | None = None
    threads: int = 2
    quick: bool = False


def jobs(asked: Selection) -> Iterator[Job]:
    """Return the runs in their order: all of a case beside each other."""
    groups = QUICK if asked.quick else FULL
    for case in all_cases():
        group = groups.get(case.group)
        if group is None or not _is_asked(case, asked):
            continue
        for solver in (*SEARCHES, *BUILDS, "stages"):
            if (not asked.solvers or solver in asked.solvers) and _runs(case, solver, group, asked):
                yield _job(case, solver, group, asked)


def extended(job: Job, ours_s: float | None, asked: Selection) -> Job:
    """Give a peer the time that a ratio needs; ours_s = our own to a proven 1 %, None = never."""
    groups = QUICK if asked.quick else FULL
    case = next(case for case in all_cases() if case.name == job.case)
    asked_s = asked.plain_limit_s if job.solver == "plain" else None
    given = asked.limit_s if asked_s is None else asked_s
    if given is not None or ours_s is None or not groups[case.group].longer:
        return job
    wanted = math.ceil(LONGER.get(job.solver, 0.0) * ours_s)
    return replace(job, limit_s=max(job.limit_s, float(wanted)))


def _is_asked(case: Case, asked: Selection) -> bool:
    if asked.cases or asked.sizes:
        return case.name in asked.cases or case.group in asked.sizes
    return not (asked.quick and not case.seed and case.name not in QUICK_CASES)


def _runs(case: Case, solver: str, group: Group, asked: Selection) -> bool:
    """Whether a solver is run on the seed of a case; building and stages on the first."""
    if not case.seed:
        return solver in SEARCHES or (solver == "stages" and case.group == "real")
    if solver not in SEARCHES:
        return case.seed == 1
    if asked.seeds:
        return case.seed in asked.seeds
    return case.seed <= (group.seeds if solver == "ours" else group.peer_seeds)


def _job(case: Case, solver: str, group: Group, asked: Selection) -> Job:
    limit = group.limit_s(solver) if asked.limit_s is None else asked.limit_s
    if solver == "plain" and asked.plain_limit_s is not None:
        limit = asked.plain_limit_s
    if solver == "stages":
        limit = min(limit, STAGES_S)
    gap = group.gap if asked.gap is None else asked.gap
    return Job(solver, case.name, limit, gap, asked.threads)
