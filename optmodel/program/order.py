"""A canonical order of clusters, sites and whatever else has a name: by what they are.

A solver's path depends on the order of columns, so that two equally good plans can swap when a
row moves or an id changes. The order here comes from figures first: the own ones, then, round
by round, those of what a thing is tied to (placement, fixed site, dependencies, group rules,
operators, resources), as in color refinement of graphs. Only what is alike in all of that falls
back to ids.
"""

from __future__ import annotations

from collections.abc import Mapping

from optmodel.program.figures import (
    Signature,
    builder_figures,
    cluster_figures,
    operator_figures,
    site_figures,
)
from optmodel.program.program import RESOURCES, Program
from optmodel.program.ties import Node, Ties, ties_of

Rank = tuple[int, str]
"""A rank by figures, then the id."""

Ranks = Mapping[Node, Rank]


def canonical_ranks(program: Program) -> Ranks:
    """Give everything with a name its sort key: a rank by figures, then the id."""
    ties = ties_of(program)
    ranks = _ranked(_own_figures(program))
    classes = 0
    while _classes(ranks) > classes:
        classes = _classes(ranks)
        ranks = _ranked({node: _tied(node, ranks, ties) for node in ranks})
    return {node: (rank, node[1]) for node, rank in ranks.items()}


def _own_figures(program: Program) -> dict[Node, Signature]:
    own: dict[Node, Signature] = {
        ("cluster", it.id): cluster_figures(it) for it in program.clusters
    }
    own |= {("site", it.id): site_figures(it) for it in program.sites}
    own |= {("operator", it.id): operator_figures(it) for it in program.operators}
    own |= {("builder", it.id): builder_figures(it) for it in program.construction}
    own |= {("resource", name): () for name in program.resources[len(RESOURCES) :]}
    return own


def _classes(ranks: Mapping[Node, int]) -> int:
    """How many things the ranks tell apart."""
    return len({(kind, rank) for (kind, _), rank in ranks.items()})


def _ranked(signatures: Mapping[Node, Signature]) -> dict[Node, int]:
    """Rank nodes by their signatures; each kind has ranks of its own."""
    ranks: dict[Node, int] = {}
    for kind in dict.fromkeys(kind for kind, _ in signatures):
        own = {node: it for node, it in signatures.items() if node[0] == kind}
        order = {it: rank for rank, it in enumerate(sorted(set(own.values())))}
        ranks |= {node: order[it] for node, it in own.items()}
    return ranks


def _tied(node: Node, ranks: Mapping[Node, int], ties: Ties) -> Signature:
    """Own rank first, then the ranks of everything that the node is tied to."""
    edges = sorted(
        (kind, figures, ranks[other]) for kind, figures, other in ties.edges.get(node, ())
    )
    rules = sorted(
        (words, figures, tuple(sorted(ranks[member] for member in members)))
        for words, figures, members in ties.rules
        if node in members
    )
    return ranks[node], tuple(edges), tuple(rules)
