"""Times and gaps of the runs of a results file, and how solvers compare."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.speed.schedule import SEARCHES
from benchmarks.speed.trajectory import Event, gap_at, seconds_to_gap, seconds_to_value

GAP_AT_S = 60.0
NEAR_BEST = 0.01
VIOLATION = 1e-4
"""A peer's plan that breaks a row by more than this is not counted as a plan."""

Run = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a search reached; None = not within its limit."""

    case: str
    solver: str
    limit_s: float
    value: float | None
    bound: float | None
    gap: float
    """At which the search was to stop."""
    to_best_s: float | None
    """To a plan within 1 % of the best of all runs."""
    proven_2_s: float | None
    proven_1_s: float | None
    proven_01_s: float | None
    gap_60: float
    """After 60 s, or at the end of a shorter search."""
    peak_mb: float | None
    status: str

    @property
    def took_part(self) -> bool:
        """Whether the solver took the problem at all."""
        return self.status != "refused"


@dataclass(frozen=True, slots=True)
class Ratio:
    """Time of a peer over our own, over the cases that both took: a geometric mean."""

    mean: float
    cases: int
    at_least: int
    """Cases in which the peer did not get there and counts with its limit."""
    missed: int
    """Cases in which we did not get there and count with ours."""


def measured(runs: Sequence[Run]) -> list[Measured]:
    """Measure every search, each against the best plan of its case."""
    found = []
    for case in dict.fromkeys(run["case"] for run in runs):
        here = [run for run in runs if run["case"] == case and run["solver"] in SEARCHES]
        here.sort(key=lambda run: SEARCHES.index(run["solver"]))
        states = [_events(run) for run in here]
        best = max((e.value for es in states for e in es if e.value is not None), default=None)
        found += [_measured(run, es, best) for run, es in zip(here, states, strict=True)]
    return found


def seconds_of_ours(runs: Sequence[Run], case: str) -> float | None:
    """Our own seconds to a proven 1 % of a case, with any code; None without a run that did it."""
    ours = [run for run in runs if (run["case"], run["solver"]) == (case, "ours")]
    return next((each.proven_1_s for each in measured(ours)), None)


def ratio(all_measured: Iterable[Measured], peer: str, cases: set[str]) -> Ratio | None:
    """How many times longer a peer took to a proven 1 % than we did; None without a case."""
    by = {(m.case, m.solver): m for m in all_measured if m.case in cases and m.took_part}
    logs, at_least, missed = [], 0, 0
    for case in sorted(cases):
        ours, theirs = by.get((case, "ours")), by.get((case, peer))
        if ours is None or theirs is None or max(ours.gap, theirs.gap) > 0.01:
            continue  # one of them was told to stop before a proven 1 %
        at_least += theirs.proven_1_s is None
        missed += ours.proven_1_s is None
        took = [m.limit_s if m.proven_1_s is None else m.proven_1_s for m in (theirs, ours)]
        logs.append(math.log(took[0] / max(took[1], 1e-3)))
    if not logs:
        return None
    return Ratio(math.exp(sum(logs) / len(logs)), len(logs), at_least, missed)


def slope(points: Iterable[tuple[float, float]]) -> float | None:
    """Exponent b of seconds = a * size^b by least squares; None with fewer than two sizes."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points if seconds > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread


def _events(run: Run) -> list[Event]:
    """The trajectory; without its values where the last plan breaks the model."""
    events = [Event(*event) for event in run["events"]]
    if float(run["facts"].get("worst_violation", 0.0)) > VIOLATION:
        return [Event(event.seconds, None, event.bound) for event in events]
    return events


def _measured(run: Run, events: Sequence[Event], best: float | None) -> Measured:
    least = None if best is None else best - NEAR_BEST * abs(best)
    last = events[-1] if events else Event(0.0, None, None)
    facts = run["facts"]
    status = str(facts.get("status", run["ended"]))
    if float(facts.get("worst_violation", 0.0)) > VIOLATION:
        status += f", its plan breaks the model by {facts['worst_violation']:.2g}"
    return Measured(
        case=run["case"],
        solver=run["solver"],
        limit_s=run["limit_s"],
        value=last.value,
        bound=last.bound,
        gap=run["gap"],
        to_best_s=None if least is None else seconds_to_value(events, least),
        proven_2_s=seconds_to_gap(events, 0.02),
        proven_1_s=seconds_to_gap(events, 0.01),
        proven_01_s=seconds_to_gap(events, 0.001),
        gap_60=gap_at(events, GAP_AT_S),
        peak_mb=peak_mb(run),
        status=status if run["ended"] == "done" else str(run["ended"]),
    )


def peak_mb(run: Run) -> float | None:
    """Largest memory seen: of all processes together when looked at, or of one by its own count."""
    facts = run["facts"]
    seen = [run["peak_mb"], facts.get("peak_mb"), facts.get("peak_mb_of_children")]
    return max((amount for amount in seen if amount is not None), default=None)
