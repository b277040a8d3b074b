"""Why what must be funded can stand nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from optmodel.economics.options import build_options
from optmodel.economics.types import Exclusion
from optmodel.sense.closest import Case, closest_case
from optmodel.sense.outlook import Outlook, Row
from optmodel.sense.words import address, listed

MOST_CAUSES = 2
"""Causes that are told; what repairs one of them may be enough."""


def elsewhere(
    outlook: Outlook, rows: Sequence[Row], places: Collection[int]
) -> tuple[str, tuple[str, ...]]:
    """Say why rows cannot stand at other sites than some, and list the cells that decide.

    Parameters
    ----------
    outlook
        What could start where.
    rows
        Rows of Clusters that could start at these sites alone.
    places
        Indices of the sites.

    Returns
    -------
    tuple
        Sentences, each with a space before it; none where there is no other site. Then full
        addresses.
    """
    others = [index for index in range(len(outlook.program.sites)) if index not in places]
    if not others:
        return "", ()
    fixed = [row for row in rows if row.cluster.site]
    cells = [address(row.cluster.cells, "Site") for row in fixed]
    sentences = [_fixed(fixed, cells)] if fixed else []
    free = [row for row in rows if not row.cluster.site]
    excluded = outlook.excluded(free) | _excluded_if_free(outlook, fixed, others)
    causes: dict[tuple[str, str], list[tuple[Row, Case]]] = {}
    for row in rows:
        if row.index in excluded:
            case = closest_case(outlook.program, others, excluded[row.index])
            cell = "" if case.decisive is None else case.decisive.cell
            causes.setdefault((case.rule, cell or row.cluster.id), []).append((row, case))
            cells += case.cells
    sentences += [_ruled_out(cases) for cases in causes.values()]
    return "".join(f" {it}" for it in sentences[:MOST_CAUSES]), tuple(cells)


def _excluded_if_free(
    outlook: Outlook, rows: Sequence[Row], others: Sequence[int]
) -> dict[int, list[Exclusion]]:
    """What would exclude rows from all other sites if they were not fixed.

    Of a row that could stand there nothing has to be said. What is not asked about is skipped,
    to save its work, unless it could add to what a site has.
    """
    asked = {row.index for row in rows}
    if not asked:
        return {}
    program = outlook.program
    adding = {name for (name, _), pair in program.placement.items() if _adds(pair.use)}
    clusters = tuple(
        replace(it, site="")
        if index in asked
        else (it if it.id in adding or _adds(it.use) else replace(it, decision="skip"))
        for index, it in enumerate(program.clusters)
    )
    options = build_options(replace(program, clusters=clusters))
    found: dict[int, list[Exclusion]] = {index: [] for index in asked}
    for cluster, site in zip(options.cluster.tolist(), options.site.tolist(), strict=True):
        if site in others:
            found.pop(cluster, None)
    for exclusion in options.excluded:
        if exclusion.cluster in found:
            found[exclusion.cluster].append(exclusion)
    return found


def _adds(use: Mapping[str, float]) -> bool:
    """Whether a cluster brings some resource."""
    return any(amount < 0 for amount in use.values())


def _fixed(rows: Sequence[Row], cells: Sequence[str]) -> str:
    """Such as ``FIB-1 and TUR-1 are fixed there (Clusters!Z5 and Clusters!Z7).``."""
    verb = "is" if len(rows) == 1 else "are"
    return f"{listed(row.cluster.id for row in rows)} {verb} fixed there ({listed(cells)})."


def _ruled_out(cases: Sequence[tuple[Row, Case]]) -> str:
    """Such as ``Why not elsewhere: FIB-1 at TX-03: permit not in hand before 2032.``."""
    row, case = cases[0]
    names = listed(it.cluster.id for it, _ in cases)
    if not case.obstacles:
        return f"Elsewhere what {names} needs cannot be there in time."
    such = f"; the same for {listed(it.cluster.id for it, _ in cases[1:])}" if cases[1:] else ""
    if row.cluster.site:
        return f"If not, {row.cluster.id} still could stand nowhere else: {case.told}{such}."
    return f"Why {row.cluster.id} cannot stand elsewhere: {case.told}{such}."
