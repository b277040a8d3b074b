"""Dependencies whose wait is longer than the decision periods."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.errors import Finding
from optmodel.program.program import Cluster, Dependency, Program


def periods_between(program: Program, dependency: Dependency) -> int:
    """Least number of periods from the start of what is needed to the start of the cluster."""
    build = (each.build_periods for each in program.clusters if each.id == dependency.needs)
    return _wait(dependency, next(build))


def wait_findings(
    dependencies: Iterable[Dependency], clusters: Iterable[Cluster], decision_periods: int
) -> list[Finding]:
    """Warn of every dependency that no start can meet: its cluster cannot be funded.

    The earliest start of what is needed and the latest of the cluster count. Where the cluster
    must be funded, ``sense.waiting`` says that no plan is possible. Where the latest start of one
    of the two lies before its earliest, that is the error (E214), and no wait follows on from it.
    """
    by_id = {cluster.id: cluster for cluster in clusters}
    findings: list[Finding] = []
    for dependency in dependencies:
        cluster, needed = by_id[dependency.cluster], by_id[dependency.needs]
        if cluster.decision != "free" or _never_starts(cluster) or _never_starts(needed):
            continue
        if not in_vain(dependency, cluster, needed, decision_periods):
            continue
        wait = _wait(dependency, needed.build_periods)
        sheet, _, cell = dependency.cell.partition("!")
        message = (
            f"{cluster.id} has to wait {wait} period{'' if wait == 1 else 's'} from the start of "
            f"{needed.id}, longer than its starts allow: it cannot be funded."
        )
        about = f"cluster {cluster.id}"
        findings.append(Finding("W245", message, sheet, cell, about, "Needs"))
    return findings


def in_vain(
    dependency: Dependency, cluster: Cluster, needed: Cluster, decision_periods: int
) -> bool:
    """Whether no start of the cluster is late enough for any start of what it needs."""
    latest = decision_periods - 1
    if cluster.latest_start is not None:
        latest = min(latest, cluster.latest_start)
    earliest = max(0, needed.earliest_start or 0)
    return earliest + _wait(dependency, needed.build_periods) > latest


def _never_starts(cluster: Cluster) -> bool:
    """Whether the window of starts is empty."""
    earliest, latest = cluster.earliest_start, cluster.latest_start
    return earliest is not None and latest is not None and latest < earliest


def _wait(dependency: Dependency, build_periods: int) -> int:
    """Periods from start to start."""
    return dependency.lag_periods + (build_periods if dependency.timing == "finish" else 0)
