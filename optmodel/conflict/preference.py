"""In which order items are looked at: what a conflict should rather name comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optmodel.conflict.types import Item
from optmodel.program.program import Program

RULES: Final = (
    "decision",
    "target",
    "group_rule",
    "commitment_limit",
    "call_limit",
    "sector_limit",
    "source_recovery",
    "maximum_share",
    "cluster_payback",
    "last_commitment",
    "first_call",
    "last_call",
    "starts_per_period",
    "sites_opened",
    "operator_capacity",
    "market_limit",
    "builder_capacity",
    "clusters_per_site",
    "start_window",
    "dependency",
    "site_supply",
    "permit",
    "fixed_site",
    "placement",
    "operator_choice",
)
"""Where several conflicts are possible, what people decide themselves is named rather than what
nature, neighbors and partners set: what must be funded, then money, then dates, then ground."""


def by_preference(program: Program, items: Sequence[Item]) -> tuple[Item, ...]:
    """Sort items; of clusters the dearest first, because fewer of them are in conflict."""
    capital: dict[str, float] = {}
    for cluster in program.clusters:
        amount = cluster.capex_musd * (1.0 - cluster.support)
        capital[cluster.id] = capital.get(cluster.id, 0.0) + amount
    place = {id(item): row for row, item in enumerate(items)}

    def key(item: Item) -> tuple[int, int, float, int]:
        is_site = item.rule == "decision" and item.subject[0] == "site"
        dear = capital[item.subject[1]] if item.rule == "decision" and not is_site else 0.0
        return RULES.index(item.rule), int(is_site), -dear, place[id(item)]

    return tuple(sorted(items, key=key))


def families(items: Sequence[Item]) -> tuple[tuple[int, ...], ...]:
    """Indices of the items of each rule; decisions on sites apart from those on clusters."""
    found: dict[tuple[str, str], list[int]] = {}
    for index, item in enumerate(items):
        about = item.subject[0] if item.rule == "decision" else ""
        found.setdefault((item.rule, about), []).append(index)
    return tuple(map(tuple, found.values()))
