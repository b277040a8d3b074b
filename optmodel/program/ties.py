"""What ties clusters, sites, operators and resources together, with its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from optmodel.program.figures import (
    Figures,
    dependency_figures,
    fit_figures,
    pair_figures,
    step_figures,
    synergy_figures,
    target_figures,
)
from optmodel.program.program import RESOURCES, Cluster, Program, Site

Node = tuple[str, str]
"""A kind (``cluster``, ``site``, ``operator``, ``resource``, ``builder``) and an id."""


@dataclass(slots=True)
class Ties:
    """Edges between two nodes, and rules over several."""

    edges: dict[Node, list[tuple[str, Figures, Node]]] = field(default_factory=dict)
    rules: list[tuple[str, Figures, tuple[Node, ...]]] = field(default_factory=list)

    def add(self, node: Node, kind: str, figures: Figures, other: Node) -> None:
        """Tie a node to another one."""
        self.edges.setdefault(node, []).append((kind, figures, other))

    def add_both(self, node: Node, kind: str, figures: Figures, other: Node) -> None:
        """Tie two nodes to each other."""
        self.add(node, kind, figures, other)
        self.add(other, kind, figures, node)


def ties_of(program: Program) -> Ties:
    """Collect every tie of a program."""
    ties = Ties()
    for cluster in {it.id: it for it in program.clusters}.values():
        _add_cluster(ties, cluster, program.resources)
    _add_supplies(ties, program.sites, program.resources)
    for (cluster_id, site_id), pair in program.placement.items():
        ties.add_both(("cluster", cluster_id), "placement", pair_figures(pair), ("site", site_id))
    for it in program.dependencies:
        figures = dependency_figures(it)
        ties.add(("cluster", it.cluster), f"needs {it.timing}", figures, ("cluster", it.needs))
        ties.add(("cluster", it.needs), f"serves {it.timing}", figures, ("cluster", it.cluster))
    for synergy in program.synergies:
        first, second = ("cluster", synergy.cluster_a), ("cluster", synergy.cluster_b)
        ties.add_both(first, "synergy", synergy_figures(synergy), second)
    for rule in program.group_rules:
        members: tuple[Node, ...] = tuple(("cluster", member) for member in rule.members)
        figures = (float(rule.count), float(rule.by_period), float(rule.same_site))
        ties.rules.append((rule.sense, figures, members))
    for target in program.targets:
        if target.filter_by == "site":
            words = f"target {target.metric} {target.sense}"
            ties.rules.append((words, target_figures(target), (("site", target.filter),)))
    return ties


def _add_cluster(ties: Ties, cluster: Cluster, resources: tuple[str, ...]) -> None:
    """Tie a cluster to its site, further resources, operators and construction resources."""
    node = ("cluster", cluster.id)
    if cluster.site:
        ties.add_both(node, "fixed", (), ("site", cluster.site))
    for name in resources[len(RESOURCES) :]:
        if cluster.use[name]:
            ties.add_both(node, "use", (cluster.use[name],), ("resource", name))
    for fit in cluster.fits:
        ties.add_both(node, "fit", fit_figures(fit), ("operator", fit.operator))
    for name, steps in cluster.construction_use.items():
        ties.add_both(node, "construction", steps, ("builder", name))


def _add_supplies(ties: Ties, sites: Iterable[Site], resources: tuple[str, ...]) -> None:
    """Tie sites to the further resources of which they have a supply."""
    for site in sites:
        for name in resources[len(RESOURCES) :]:
            if name in site.supply_steps:
                figures = step_figures(site.supply_steps[name])
                ties.add_both(("site", site.id), "supply", figures, ("resource", name))
