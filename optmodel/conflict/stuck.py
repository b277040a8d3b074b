"""Clusters that must be funded and cannot start anywhere, each with the reasons."""

from __future__ import annotations

from optmodel.conflict.possible import without_start
from optmodel.economics.types import Exclusion, Options
from optmodel.program.program import Cluster, Program

MOST_CLUSTERS = 20
"""Clusters without an option that are named; the rest are counted."""


def stuck_sentences(program: Program, options: Options) -> tuple[str, ...]:
    """Give one sentence per row of Clusters that must be funded and cannot start."""
    first: dict[str, int] = {}
    for index in without_start(program, options):
        first.setdefault(program.clusters[index].id, index)
    sentences = [
        _sentence(program, program.clusters[index], index, options)
        for index in list(first.values())[:MOST_CLUSTERS]
    ]
    if len(first) > MOST_CLUSTERS:
        sentences.append(
            f"The same holds for {len(first) - MOST_CLUSTERS} more clusters that must be funded."
        )
    return tuple(sentences)


def _sentence(program: Program, cluster: Cluster, index: int, options: Options) -> str:
    """Why the cluster cannot start anywhere; equal reasons are merged."""
    places: dict[tuple[str, str], list[str]] = {}
    for exclusion in options.excluded:
        if exclusion.cluster != index:
            continue
        names = places.setdefault((exclusion.reason, exclusion.cell), [])
        if (site := _site(program, exclusion)) not in names:
            names.append(site)
    reasons = "; ".join(
        f"at {', '.join(names)}: {reason}{f' ({cell})' if cell else ''}"
        for (reason, cell), names in places.items()
    )
    decision = cluster.cells.get("Decision", "")
    return (
        f"{cluster.label} must be funded{f' ({decision})' if decision else ''} but has no "
        f"possible start{f': {reasons}' if reasons else ''}."
    )


def _site(program: Program, exclusion: Exclusion) -> str:
    return "every site" if exclusion.site < 0 else program.sites[exclusion.site].id
