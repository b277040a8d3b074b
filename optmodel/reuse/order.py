"""A program in the order of another one, so that their options can be compared.

The order of clusters, sites and operators follows from their figures; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from optmodel.program.program import Cluster, Program

T = TypeVar("T")


def ordered_like(program: Program, other: Program) -> Program:
    """Put clusters, sites and operators in the order of another program, where both have them."""
    operators = _like(program.operators, other.operators, lambda it: it.id)
    place = {operator.id: index for index, operator in enumerate(operators)}
    return replace(
        program,
        clusters=tuple(
            replace(it, fits=tuple(sorted(it.fits, key=lambda fit: place[fit.operator])))
            for it in _like(program.clusters, other.clusters, _copy)
        ),
        sites=_like(program.sites, other.sites, lambda it: it.id),
        operators=operators,
    )


def _copy(cluster: Cluster) -> tuple[str, int]:
    return cluster.id, cluster.copy


def _like(
    items: Sequence[T], others: Sequence[T], key: Callable[[T], tuple[str, int] | str]
) -> tuple[T, ...]:
    """The items in the order of the others, as they are where they are not the same ones."""
    by_key = {key(item): item for item in items}
    keys = [key(other) for other in others]
    return tuple(by_key[it] for it in keys) if set(keys) == by_key.keys() else tuple(items)
