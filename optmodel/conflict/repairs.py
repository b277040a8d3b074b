"""What would mend an input without a plan: each repair proven, the cheapest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from optmodel.conflict.lever import Lever
from optmodel.conflict.levers import levers_of
from optmodel.conflict.repair_search import Search
from optmodel.conflict.types import Conflict, Repair
from optmodel.program.program import Program
from optmodel.search.controls import Controls
from optmodel.workbook.tables import Tables

MOST_REPAIRS = 12
"""More than this nobody reads."""
FIRST = ("commitment", "calls", "recovery", "release")
"""Kinds that are tried first, for the case that time runs out."""
OUTSIDE_ITEMS = frozenset({"decision periods", "permit confidence"})
"""Kinds that no conflict names: they may help against any."""


def repairs_of(
    tables: Tables,
    program: Program,
    conflict: Conflict | None,
    controls: Controls,
    out_of_time: Callable[[], bool],
) -> tuple[tuple[Repair, ...], bool]:
    """Look for repairs: of one lever each, or, where no single lever does, of several together.

    Parameters
    ----------
    tables, program
        The input, and the program that was built from it; no plan is possible for it.
    conflict
        What is known to be in conflict: a lever that touches none of it cannot help.
    controls
        Of each single search.
    out_of_time
        Whether to stop looking; asked before every search.

    Returns
    -------
    tuple
        Repairs that are proven, the cheapest first; and whether the search came to its end.
    """
    search = Search(tables, controls, out_of_time)
    try:
        _look(search, levers_of(tables, program), conflict)
    except KeyboardInterrupt:
        # What is found by then is proven all the same.
        search.complete = False
    found = sorted(search.found, key=lambda it: (it.price_musd, it.words))
    return tuple(found[:MOST_REPAIRS]), search.complete


def _look(search: Search, levers: Sequence[Lever], conflict: Conflict | None) -> None:
    """Try each kind of lever alone, then several together where none does."""
    for _, kind in groupby(_in_order(_touching(levers, conflict)), key=lambda it: it.kind):
        search.kind(list(kind))
    if not search.keeps_demands:
        search.together(_limits(levers, conflict))
    if not search.found:
        search.together(levers)
    releases = [lever for lever in levers if lever.kind == "release"]
    if len(releases) > 1 and not any(it.lever == "release" for it in search.found):
        search.mixed(releases)


def _touching(levers: Iterable[Lever], conflict: Conflict | None) -> list[Lever]:
    """Leave out levers that touch nothing of a conflict that is proven."""
    if conflict is None or not conflict.confirmed:
        return list(levers)
    cells = {cell for item in conflict.items for cell in item.cells}

    def touches(lever: Lever) -> bool:
        if lever.kind in OUTSIDE_ITEMS:
            return True
        typed = (*lever.without, *lever.edits(lever.most))
        return any(not edit.cell or edit.cell in cells for edit in typed)

    return [lever for lever in levers if touches(lever)]


def _limits(levers: Iterable[Lever], conflict: Conflict | None) -> list[Lever]:
    """Leave out what gives up demands; of what is marked skip, keep what touches the conflict."""
    levers = [lever for lever in levers if not lever.is_demand]
    touching = {id(lever) for lever in _touching(levers, conflict)}
    return [lever for lever in levers if lever.kind != "allow" or id(lever) in touching]


def _in_order(levers: Iterable[Lever]) -> list[Lever]:
    """Put levers of a kind side by side, the kinds that are tried first in front."""
    levers = list(levers)
    kinds = [*FIRST, *(lever.kind for lever in levers)]
    rank = {kind: place for place, kind in reversed(list(enumerate(kinds)))}
    return sorted(levers, key=lambda it: rank[it.kind])
