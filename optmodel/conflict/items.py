"""Every limit and decision of a program that a person could give up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from optmodel.conflict.items_clusters import cluster_items, placement_items
from optmodel.conflict.items_rules import rule_items
from optmodel.conflict.items_sites import site_items
from optmodel.conflict.items_sources import source_items
from optmodel.conflict.types import Item
from optmodel.conflict.words import present
from optmodel.program.program import Program

PARTS: Final[tuple[Callable[[Program], Iterator[Item]], ...]] = (
    cluster_items,
    source_items,
    rule_items,
    site_items,
    placement_items,
)
"""Sheets, those that a person can most easily change first."""


def items_of(program: Program) -> tuple[Item, ...]:
    """List what a person could give up: decisions, and limits that limit anything.

    Two rows that say the same are one item. What a cluster or a site *is* (cost, build, use) and
    the calendar are facts, not items: only a different project changes them. Without any item,
    funding nothing is a plan.
    """
    items: dict[tuple[str, tuple[str, ...]], Item] = {}
    for part in PARTS:
        for item in part(program):
            same = items.get((item.rule, item.subject))
            cells = present(*(same.cells if same else ()), *item.cells)
            items[item.rule, item.subject] = replace(same or item, cells=cells)
    return tuple(items.values())
