"""Why what must be funded can stand nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
    excluded = outlook.excluded(rows)
    causes: dict[tuple[str, str], list[tuple[Row, Case]]] = {}
    for row in rows:
        if not row.cluster.site:
            case = closest_case(outlook.program, others, excluded[row.index])
            cell = "" if case.decisive is None else case.decisive.cell
            causes.setdefault((case.rule, cell or row.cluster.id), []).append((row, case))
            cells += case.cells
    sentences += [_ruled_out(cases) for cases in causes.values()]
    return "".join(f" {it}" for it in sentences[:MOST_CAUSES]), tuple(cells)


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
    return f"Why {row.cluster.id} cannot stand elsewhere: {case.told}{such}."
