"""The conflict in a program of real size."""

from __future__ import annotations

from dataclasses import replace

from optmodel.conflict.filter import smallest_conflict
from optmodel.conflict.items import items_of
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.workbook.rows import tables_from_rows
from tests.conflict.asking import possible_here
from tests.examples.test_programs import rows

MUST = ("FAB0", "FAB1", "PKG")
"""Rows of Clusters that are marked fund; PKG has copies."""


def test_a_small_pledge_and_three_funded_rows_among_three_hundred_items() -> None:
    """Tests that the rows that cannot be paid with 60,000 - 36,000 are found in few searches."""
    settings, sheets = rows("us_japan_pledge")
    tables, _ = tables_from_rows(settings, sheets)
    assert tables is not None
    program, _ = build(tables)
    assert program is not None
    clusters = tuple(
        replace(it, decision="fund") if it.id in MUST else it for it in program.clusters
    )
    sources = tuple(replace(it, commitment_musd=60_000.0) for it in program.sources)
    program = replace(program, clusters=clusters, sources=sources)
    items, searches = items_of(program), list[Program]()
    assert len(items) > 300

    def ask(program: Program) -> bool | None:
        searches.append(program)
        return possible_here(program)

    found = smallest_conflict(program, items, ask, lambda: False, proven=True)
    assert found is not None
    assert {item.rule for item in found.items} == {"decision", "commitment_limit"}
    assert (found.confirmed, found.irreducible) == (True, True)
    assert len(searches) < 40
