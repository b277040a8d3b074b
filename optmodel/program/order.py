"""A canonical order of clusters and sites: by what they are, not by row or name.

A solver's path depends on the order of columns, so that two equally good plans can swap when a
row moves or an id changes. The order here comes from figures first: the own ones, then, round
by round, those of what a cluster or site is tied to (placement, fixed site, dependencies, group
rules), as in color refinement of graphs. Only what is alike in all of that falls back to ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from optmodel.program.program import CashLines, Cluster, Dependency, GroupRule, Pair, Site

Figures = tuple[float, ...]
Node = tuple[str, str]
"""``("cluster", id)`` or ``("site", id)``."""
Signature = tuple[object, ...]


@dataclass(slots=True)
class Ties:
    """What ties clusters and sites together."""

    edges: dict[Node, list[tuple[str, Figures, Node]]] = field(default_factory=dict)
    rules: list[tuple[str, Figures, tuple[Node, ...]]] = field(default_factory=list)

    def add(self, node: Node, kind: str, figures: Figures, other: Node) -> None:
        """Tie a node to another one."""
        self.edges.setdefault(node, []).append((kind, figures, other))


def canonical_ranks(
    clusters: Sequence[Cluster],
    sites: Sequence[Site],
    placement: Mapping[tuple[str, str], Pair],
    dependencies: Iterable[Dependency],
    group_rules: Iterable[GroupRule],
) -> dict[Node, tuple[int, str]]:
    """Give every cluster id and site id its sort key: a rank by figures, then the id."""
    ties = _ties(clusters, placement, dependencies, group_rules)
    own: dict[Node, Signature] = {("cluster", it.id): _cluster_figures(it) for it in clusters}
    own |= {("site", it.id): _site_figures(it) for it in sites}
    ranks = _ranked(own)
    classes = 0
    while len(set(ranks.values())) > classes:
        classes = len(set(ranks.values()))
        ranks = _ranked({node: _tied(node, ranks, ties) for node in ranks})
    return {node: (rank, node[1]) for node, rank in ranks.items()}


def _ranked(signatures: Mapping[Node, Signature]) -> dict[Node, int]:
    """Rank nodes by their signatures; clusters and sites have ranks of their own."""
    ranks: dict[Node, int] = {}
    for kind in ("cluster", "site"):
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
        (sense, figures, tuple(sorted(ranks[member] for member in members)))
        for sense, figures, members in ties.rules
        if node in members
    )
    return ranks[node], tuple(edges), tuple(rules)


def _ties(
    clusters: Sequence[Cluster],
    placement: Mapping[tuple[str, str], Pair],
    dependencies: Iterable[Dependency],
    group_rules: Iterable[GroupRule],
) -> Ties:
    ties = Ties()
    for cluster in {it.id: it for it in clusters}.values():
        if cluster.site:
            ties.add(("cluster", cluster.id), "fixed", (), ("site", cluster.site))
            ties.add(("site", cluster.site), "fixed", (), ("cluster", cluster.id))
    for (cluster_id, site_id), pair in placement.items():
        figures = _pair_figures(pair)
        ties.add(("cluster", cluster_id), "placement", figures, ("site", site_id))
        ties.add(("site", site_id), "placement", figures, ("cluster", cluster_id))
    for it in dependencies:
        figures = (float(it.lag_periods), float(it.same_site))
        ties.add(("cluster", it.cluster), f"needs {it.timing}", figures, ("cluster", it.needs))
        ties.add(("cluster", it.needs), f"serves {it.timing}", figures, ("cluster", it.cluster))
    for rule in group_rules:
        members: tuple[Node, ...] = tuple(("cluster", member) for member in rule.members)
        ties.rules.append((rule.sense, (float(rule.count), float(rule.by_period)), members))
    return ties


def _optional(value: float | None) -> Figures:
    """Make a figure that may be missing comparable; a missing one comes first."""
    return () if value is None else (float(value),)


def _pair_figures(pair: Pair) -> Figures:
    use = [number for name in sorted(pair.use) for number in (float(len(name)), pair.use[name])]
    return (float(pair.allowed), pair.extra_capex_musd, pair.extra_margin_musd_year, *use)


def _lines(lines: CashLines) -> tuple[Figures, ...]:
    every = (lines.capex_musd, lines.revenue_musd, lines.operating_cost_musd, lines.net_musd)
    return tuple(() if line is None else (1.0, *line) for line in every)


def _cluster_figures(it: Cluster) -> Signature:
    figures = (
        it.capex_musd,
        it.build_periods,
        it.copies,
        it.revenue_musd_year,
        it.operating_cost_musd_year,
        it.sustaining_capex_year,
        it.support,
        float(it.taxable),
        it.jobs,
        it.output_year,
        *(it.use[name] for name in sorted(it.use)),
    )
    optional = (it.life_periods, it.maximum_payback_years, it.earliest_start, it.latest_start)
    return (
        figures,
        tuple(_optional(value) for value in optional),
        it.capex_profile,
        it.ramp_profile,
        _lines(it.cash_lines),
        (it.decision, it.sector, it.product, it.stage, it.output_unit),
    )


def _site_figures(it: Site) -> Signature:
    figures = (
        it.permit_months,
        it.permit_median_months,
        it.preparation_musd,
        it.preparation_periods,
        it.capex_factor,
        it.operating_cost_factor,
        it.land_rent_usd_acre_year,
    )
    supply = tuple(_optional(it.supply.get(name)) for name in ("land", "power", "water", "workers"))
    optional = (it.maximum_clusters, it.latitude, it.longitude)
    return (
        supply,
        figures,
        tuple(_optional(value) for value in optional),
        (it.decision, it.state, it.owner),
    )
