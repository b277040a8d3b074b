"""The program in its canonical order, which no row's position and no new name changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from optmodel.program.capacity import OperatorFit
from optmodel.program.figures import optional, step_figures
from optmodel.program.order import Rank, Ranks, canonical_ranks
from optmodel.program.policy import Synergy, Target
from optmodel.program.program import (
    RESOURCES,
    Cluster,
    Dependency,
    GroupRule,
    Program,
    Site,
)

T = TypeVar("T")


def arranged(program: Program) -> Program:
    """Put every tuple of a program but the sources, whose first is the pledge, in order."""
    ranks = canonical_ranks(program)
    further = program.resources[len(RESOURCES) :]
    resources = (*RESOURCES, *sorted(further, key=lambda it: ranks["resource", it]))
    construction = tuple(sorted(program.construction, key=lambda it: ranks["builder", it.id]))
    return replace(
        program,
        clusters=_clusters(program, ranks, resources, [it.id for it in construction]),
        sites=_sites(program, ranks, resources),
        dependencies=tuple(sorted(program.dependencies, key=_dependency_key(ranks))),
        group_rules=_group_rules(program, ranks),
        resources=resources,
        operators=tuple(sorted(program.operators, key=lambda it: ranks["operator", it.id])),
        synergies=_synergies(program, ranks),
        construction=construction,
        markets=tuple(
            sorted(program.markets, key=lambda it: (step_figures(it.maximum), it.product))
        ),
        targets=tuple(sorted(program.targets, key=_target_key(program, ranks))),
    )


def _clusters(
    program: Program, ranks: Ranks, resources: Sequence[str], construction: Sequence[str]
) -> tuple[Cluster, ...]:
    """Clusters, and the resources and candidates of each."""

    def rank(fit: OperatorFit) -> Rank:
        return ranks["operator", fit.operator]

    ordered = sorted(program.clusters, key=lambda it: (ranks["cluster", it.id], it.copy))
    return tuple(
        replace(
            it,
            use=_by_name(it.use, resources),
            fits=tuple(sorted(it.fits, key=rank)),
            construction_use=_by_name(it.construction_use, construction),
        )
        for it in ordered
    )


def _sites(program: Program, ranks: Ranks, resources: Sequence[str]) -> tuple[Site, ...]:
    """Sites, and the resources of each."""
    ordered = sorted(program.sites, key=lambda it: ranks["site", it.id])
    return tuple(replace(it, supply_steps=_by_name(it.supply_steps, resources)) for it in ordered)


def _by_name(figures: Mapping[str, T], names: Sequence[str]) -> Mapping[str, T]:
    """Put figures into the order of their names."""
    return MappingProxyType({name: figures[name] for name in names if name in figures})


def _dependency_key(ranks: Ranks) -> Callable[[Dependency], tuple[object, ...]]:
    return lambda it: (
        ranks["cluster", it.cluster],
        ranks["cluster", it.needs],
        it.timing,
        it.lag_periods,
        it.same_site,
        optional(it.maximum_lag_periods),
    )


def _group_rules(program: Program, ranks: Ranks) -> tuple[GroupRule, ...]:
    """Group rules, and the members in each."""

    def figures(rule: GroupRule) -> tuple[object, ...]:
        members = tuple(ranks["cluster", member] for member in rule.members)
        return rule.sense, rule.count, rule.by_period, rule.same_site, members, rule.group

    ordered = (
        replace(
            rule,
            members=tuple(sorted(rule.members, key=lambda member: ranks["cluster", member])),
        )
        for rule in program.group_rules
    )
    return tuple(sorted(ordered, key=figures))


def _synergies(program: Program, ranks: Ranks) -> tuple[Synergy, ...]:
    """Synergies; which of the two is called A does not matter, so the first in order is."""

    def turned(it: Synergy) -> Synergy:
        if ranks["cluster", it.cluster_a] <= ranks["cluster", it.cluster_b]:
            return it
        return replace(it, cluster_a=it.cluster_b, cluster_b=it.cluster_a, turned=not it.turned)

    def pair(it: Synergy) -> tuple[Rank, Rank]:
        return ranks["cluster", it.cluster_a], ranks["cluster", it.cluster_b]

    return tuple(sorted(map(turned, program.synergies), key=pair))


def _target_key(program: Program, ranks: Ranks) -> Callable[[Target], tuple[object, ...]]:
    """Figures first; a site by its rank and a source by its row before what they are called."""
    sources = {source.id: (row, "") for row, source in enumerate(program.sources)}

    def wanted(it: Target) -> tuple[int, str]:
        if it.filter_by == "site":
            return ranks["site", it.filter]
        return sources[it.filter] if it.filter_by == "source" else (0, it.filter)

    return lambda it: (
        it.metric,
        it.filter_by,
        it.sense,
        it.amount,
        it.by_period,
        it.is_share,
        optional(it.price_musd),
        wanted(it),
    )
