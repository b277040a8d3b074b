"""The tables of a results file, in Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.speed.cases import SIZES, all_cases
from benchmarks.speed.measures import Measured, Run, measured, peak_mb, ratio, slope
from benchmarks.speed.schedule import BUILDS, SEARCHES

NAMES = {"ours": "optmodel", "plain": "plain", "scip": "SCIP", "cpsat": "CP-SAT"}
PEERS = tuple(solver for solver in SEARCHES if solver != "ours")
LARGEST_GAP = 10.0
"""What is above it, such as that of a plan worth nothing, is not written out."""
GROUP_OF = {case.name: case.group for case in all_cases()}
STAGES = ("read", "options", "build", "solve", "plan", "bridge", "check", "write")


def report(content: Mapping[str, Any]) -> str:
    """Return all tables of a results file."""
    runs: Sequence[Run] = content["runs"]
    if not runs:
        return "No results yet."
    figures = measured(runs)
    parts = [
        _machine(content),
        "## Searches",
        _searches(figures),
        "## Summary",
        _summary(figures),
        "## Growth",
        _growth(runs, figures),
        "## Building the matrix",
        _building(runs),
        "## Stages",
        _stages(runs),
    ]
    return "\n\n".join(part for part in parts if part)


def _machine(content: Mapping[str, Any]) -> str:
    machine = content["machine"]
    versions: dict[str, str] = {}
    for run in content["runs"]:
        versions.update(run["versions"])
    said = ", ".join(f"{name} {number}" for name, number in sorted(versions.items()))
    return (
        f"{content['date'][:10]}, {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_gb']} GB, Python {machine['python']}; {said}.\n"
        f"`{content['command']}`"
    )


def _searches(figures: Sequence[Measured]) -> str:
    """Every search of every case; seconds, or `> limit` where it did not get there."""
    heads = ("case", "solver", "value", "bound", "within 1 % of best", "proven 1 %")
    heads += ("proven 0.1 %", "gap at 60 s", "peak MB", "status")
    rows = [
        (
            m.case,
            NAMES[m.solver],
            _number(m.value),
            _number(m.bound),
            _seconds(m, m.to_best_s, 1.0),
            _seconds(m, m.proven_1_s, 0.01),
            _seconds(m, m.proven_01_s, 0.001),
            _percent(m.gap_60),
            _number(m.peak_mb, 0),
            m.status,
        )
        for m in figures
    ]
    return _table(heads, rows)


def _summary(figures: Sequence[Measured]) -> str:
    """Ratios over the drawn programs, and the gap after 60 s case by case."""
    heads = (
        "peer",
        "group",
        "cases",
        "time to a proven 1 %, peer / optmodel",
        "gap of optmodel at 60 s",
    )
    rows = []
    for peer in PEERS:
        for group in (*SIZES, "all drawn"):
            cases = {m.case for m in figures if _is_in(m.case, group)}
            rows.append((NAMES[peer], group, *_compared(figures, peer, cases), ""))
        rows.append((NAMES[peer], "all cases", "", "", _closer(figures, peer)))
    return _table(heads, [row for row in rows if row[2] or row[4]])


def _compared(figures: Sequence[Measured], peer: str, cases: set[str]) -> tuple[str, str]:
    """(number of cases, ratio in words)."""
    found = ratio(figures, peer, cases)
    if found is None:
        return "", ""
    words = f"{'at least ' if found.at_least else ''}{found.mean:.1f}"
    if found.at_least:
        words += f" (the peer did not get there in {found.at_least})"
    if found.missed:
        words += f" (optmodel did not get there in {found.missed}: no bound on the ratio)"
    return str(found.cases), words


def _closer(figures: Sequence[Measured], peer: str) -> str:
    """On how many cases our gap after 60 s is smaller, equal or larger, and the worst of them."""
    ours = {m.case: m.gap_60 for m in figures if m.solver == "ours"}
    theirs = {m.case: m.gap_60 for m in figures if m.solver == peer and m.took_part}
    both = sorted(ours.keys() & theirs.keys())
    if not both:
        return ""
    # Gaps below what a search may stop at do not differ.
    done = {m.case: m.gap * (1 + 1e-9) for m in figures if m.solver == "ours"}
    equal = [c for c in both if ours[c] == theirs[c] or max(ours[c], theirs[c]) <= done[c]]
    larger = [c for c in both if c not in equal and ours[c] > theirs[c]]
    words = f"smaller on {len(both) - len(equal) - len(larger)}, equal on {len(equal)}"
    words += f", larger on {len(larger)}"
    if larger:
        worst = max(larger, key=lambda case: ours[case] - theirs[case])
        words += f": worst {worst}, {_percent(ours[worst])} against {_percent(theirs[worst])}"
    return words


def _growth(runs: Sequence[Run], figures: Sequence[Measured]) -> str:
    """Seconds by the number of options, and the exponent of a power of it."""
    heads = ("size", "options", "columns", "rows", "options s", "build s", "proven 2 % s")
    heads += ("proven 1 % s", "peak MB")
    rows, building, searching = [], [], []
    for run in runs:
        if run["solver"] != "build-ours" or "options" not in run["facts"]:
            continue
        size = GROUP_OF[run["case"]]
        facts, phases = run["facts"], run["phases"]
        build = phases["build"] + phases["hand-over"]
        ours = [m for m in figures if m.solver == "ours" and GROUP_OF[m.case] == size]
        building.append((facts["options"], build))
        mean = _mean([m.proven_1_s for m in ours])
        if mean is not None:
            searching.append((facts["options"], mean))
        cells = [_mean_of(ours, [m.proven_2_s for m in ours])]
        cells.append(_mean_of(ours, [m.proven_1_s for m in ours]))
        peaks = [m.peak_mb for m in ours if m.peak_mb is not None]
        sizes = [f"{facts[name]:,}" for name in ("options", "columns", "rows")]
        peak = _number(max(peaks, default=None), 0)
        rows.append((size, *sizes, _number(phases["options"]), _number(build), *cells, peak))
    if not rows:
        return ""
    said = [f"build seconds grow with options to the power {_number(slope(building))}"]
    said.append(f"seconds to a proven 1 % to the power {_number(slope(searching))}")
    return _table(heads, rows) + "\n\n" + "; ".join(said) + "."


def _mean(seconds: Sequence[float | None]) -> float | None:
    """Return the geometric mean of those that there are."""
    reached = [each for each in seconds if each is not None]
    return math.exp(sum(map(math.log, reached)) / len(reached)) if reached else None


def _mean_of(ours: Sequence[Measured], seconds: Sequence[float | None]) -> str:
    reached = sum(each is not None for each in seconds)
    return f"{_number(_mean(seconds), 1)} ({reached} of {len(ours)})"


def _building(runs: Sequence[Run]) -> str:
    """Seconds from options to a solver that holds the matrix, by way of building it."""
    heads = ("case", "way", "non-zeros", "build s", "to HiGHS s", "sum s", "peak MB")
    rows = []
    for run in runs:
        if run["solver"] not in BUILDS or "nonzeros" not in run["facts"]:
            continue
        phases = run["phases"]
        build = phases["build"] + phases.get("hand-over", 0.0)
        row = (run["case"], run["solver"].removeprefix("build-"), f"{run['facts']['nonzeros']:,}")
        row += (_number(build), _number(phases["pass"]), _number(build + phases["pass"]))
        rows.append((*row, _number(peak_mb(run), 0)))
    return _table(heads, rows) if rows else ""


def _stages(runs: Sequence[Run]) -> str:
    """Seconds of each stage of `optmodel solve` on a workbook."""
    heads = ("case", *STAGES, "whole command", "all but solve")
    rows = []
    for run in runs:
        if run["solver"] != "stages":
            continue
        facts = run["facts"]
        if "stages" not in facts:
            rows.append((run["case"], *[""] * len(STAGES), str(facts.get("status")), ""))
            continue
        stages, total = facts["stages"], facts["total_s"]
        around = total - stages.get("solve", 0.0)
        cells = [_number(stages.get(name)) for name in STAGES]
        rows.append((run["case"], *cells, _number(total), _number(around)))
    return _table(heads, rows) if rows else ""


def _is_in(case: str, group: str) -> bool:
    found = GROUP_OF.get(case, "")
    return found in SIZES if group == "all drawn" else found == group


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def _seconds(m: Measured, seconds: float | None, level: float) -> str:
    """Seconds to a level; a dash where the search was not asked for it."""
    if not m.took_part or (seconds is None and m.gap > level):
        return "-"
    return f"> {m.limit_s:g}" if seconds is None else f"{seconds:.1f}"


def _number(number: float | None, digits: int = 2) -> str:
    return "-" if number is None else f"{number:,.{digits}f}"


def _percent(gap: float) -> str:
    if gap > LARGEST_GAP:
        return f"> {LARGEST_GAP:.0%}" if math.isfinite(gap) else "none"
    return f"{gap:.2%}"
