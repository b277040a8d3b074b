"""Copies of a cluster are alike: their numbers follow from their starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from optmodel.evaluation.edited import EditedStart
from optmodel.program.program import Program


def number_copies(
    program: Program, starts: Iterable[EditedStart]
) -> tuple[tuple[EditedStart, ...], tuple[str, ...]]:
    """Number the copies of each row in the order of their starts, then of the sites.

    Returns
    -------
    tuple
        The starts, sorted by cluster and copy; and a sentence on each row whose copies have
        changed their numbers.
    """
    by_row: dict[str, list[EditedStart]] = {}
    for start in starts:
        by_row.setdefault(program.clusters[start.cluster].id, []).append(start)
    numbered: list[EditedStart] = []
    notes: list[str] = []
    for row, mine in by_row.items():
        copies = [index for index, cluster in enumerate(program.clusters) if cluster.id == row]
        ordered = sorted(mine, key=lambda start: (start.period, start.site, start.operator))
        given = [start.cluster for start in ordered]
        numbered += [
            replace(start, cluster=copy) for copy, start in zip(copies, ordered, strict=False)
        ]
        if given != copies[: len(given)]:
            notes.append(f"Copies of {row} are alike and numbered in the order of their starts.")
    return tuple(sorted(numbered, key=lambda start: start.cluster)), tuple(notes)
