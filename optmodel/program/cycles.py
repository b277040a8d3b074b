"""Dependencies that lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from optmodel.errors import Finding
from optmodel.program.program import Dependency


def cycle_findings(
    dependencies: Iterable[Dependency], build_periods: Mapping[str, int]
) -> list[Finding]:
    """Find each cycle once.

    A cycle in which some wait is longer than 0 can never start: an error. One without any wait
    only says that its clusters start together: a warning.
    """
    edges: dict[str, list[Dependency]] = {}
    for dependency in dependencies:
        if dependency.cluster != dependency.needs:
            edges.setdefault(dependency.cluster, []).append(dependency)
    findings: dict[frozenset[str], Finding] = {}
    for start, waits in edges.items():
        for first in waits:
            path = _path(edges, first.needs, start)
            if path is not None:
                cycle = [first, *path]
                members = frozenset(dependency.cluster for dependency in cycle)
                finding = _finding(cycle, build_periods)
                known = findings.get(members)
                if known is None or (finding.is_error and not known.is_error):
                    findings[members] = finding
    return list(findings.values())


def _path(edges: Mapping[str, list[Dependency]], origin: str, goal: str) -> list[Dependency] | None:
    """Shortest chain of dependencies from one cluster to another, breadth first."""
    reached: dict[str, list[Dependency]] = {origin: []}
    queue = [origin]
    for cluster in queue:
        for dependency in edges.get(cluster, ()):
            if dependency.needs == goal:
                return [*reached[cluster], dependency]
            if dependency.needs not in reached:
                reached[dependency.needs] = [*reached[cluster], dependency]
                queue.append(dependency.needs)
    return None


def _finding(cycle: list[Dependency], build_periods: Mapping[str, int]) -> Finding:
    wait = sum(
        dependency.lag_periods
        + (build_periods[dependency.needs] if dependency.timing == "finish" else 0)
        for dependency in cycle
    )
    chain = " needs ".join([*(dependency.cluster for dependency in cycle), cycle[0].cluster])
    sheet, _, cell = cycle[0].cell.partition("!")
    if wait > 0:
        message = f"{chain}: none of them can ever start. Remove one of these dependencies."
        return Finding("E211", message, sheet, cell, f"cluster {cycle[0].cluster}", "Needs")
    message = f"{chain}: they can only start in the same period."
    return Finding("W212", message, sheet, cell, f"cluster {cycle[0].cluster}", "Needs")
