"""What a person could give up in the sheets Clusters and Placement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from optmodel.conflict.types import Item
from optmodel.conflict.words import present, under, years
from optmodel.program.program import Cluster, Program

EARLIEST: Final = "earliest"
LATEST: Final = "latest"


def cluster_items(program: Program) -> Iterator[Item]:
    """Decisions first, then fixed sites, start windows and payback targets, row by row."""
    rows = {cluster.id: cluster for cluster in reversed(program.clusters)}
    ordered = [rows[name] for name in program.cluster_order]
    for cluster in ordered:
        yield from _decision(cluster)
    for cluster in ordered:
        yield from _terms(program, cluster)


def _decision(cluster: Cluster) -> Iterator[Item]:
    copies = f" ({cluster.copies} copies)" if cluster.copies > 1 else ""
    words = {"fund": f"{cluster.id}{copies} must be funded", "skip": f"{cluster.id} is skipped"}
    if cluster.decision in words:
        cells = under(cluster.cells, "Decision", *(["Copies"] if copies else []))
        yield Item("decision", ("cluster", cluster.id), words[cluster.decision], cells)


def _terms(program: Program, cluster: Cluster) -> Iterator[Item]:
    name, cells, calendar = cluster.id, cluster.cells, program.calendar
    if cluster.site:
        yield Item("fixed_site", (name,), f"{name} stands at {cluster.site}", under(cells, "Site"))
    if cluster.earliest_start is not None and cluster.earliest_start > 0:
        words = f"{name} starts in {calendar.label(cluster.earliest_start)} at the earliest"
        yield Item("start_window", (name, EARLIEST), words, under(cells, "Earliest start"))
    latest = cluster.latest_start
    if latest is not None and latest < calendar.decision_periods - 1:
        words = f"{name} starts in {calendar.label(latest)} at the latest"
        yield Item("start_window", (name, LATEST), words, under(cells, "Latest start"))
    if cluster.maximum_payback_years is not None:
        words = f"the payback of {name} within {years(cluster.maximum_payback_years)}"
        yield Item("cluster_payback", (name,), words, under(cells, "Maximum payback (years)"))


def placement_items(program: Program) -> Iterator[Item]:
    """Rows of Placement that forbid a pair."""
    for (cluster, site), pair in program.placement.items():
        if not pair.allowed:
            words = f"{cluster} is not allowed at {site}"
            yield Item("placement", (cluster, site), words, present(pair.cell))
