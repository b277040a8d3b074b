"""The program with some of its limits and decisions given up.

What is given up is taken out of the program, not out of the model: options are ruled out by
limits, and bounds follow from them. Every plan of the program is one of what is returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from optmodel.conflict.items_clusters import EARLIEST, LATEST
from optmodel.conflict.items_rules import (
    CAPITAL,
    CLUSTERS,
    dependency_key,
    group_key,
    target_key,
)
from optmodel.conflict.items_sources import LEAST, MOST
from optmodel.conflict.types import Item
from optmodel.program.capacity import Operator
from optmodel.program.policy import SectorLimit
from optmodel.program.program import Cluster, Program, Site, Source
from optmodel.search.shortfall import WITHOUT_LIMIT_MUSD

Given = frozenset[tuple[str, tuple[str, ...]]]
"""Rule and subject of every item that is given up."""


def without(program: Program, items: Iterable[Item]) -> Program:
    """Make the program without some of its items (of ``items_of``)."""
    given: Given = frozenset((item.rule, item.subject) for item in items)
    if not given:
        return program
    settings = program.settings
    if ("sites_opened", ()) in given:
        settings = replace(settings, maximum_sites=None)
    if ("starts_per_period", ()) in given:
        settings = replace(settings, maximum_starts=None)
    return replace(
        program,
        settings=settings,
        clusters=tuple(_cluster(it, given) for it in program.clusters),
        sites=tuple(_site(it, given) for it in program.sites),
        sources=tuple(_source(program, it, given) for it in program.sources),
        placement=MappingProxyType(
            {
                pair: replace(it, allowed=True) if ("placement", pair) in given else it
                for pair, it in program.placement.items()
            }
        ),
        **_rules(program, given),
    )


def _rules(program: Program, given: Given) -> dict[str, Any]:
    """Rows of rules that are left, and what partners can carry."""
    return {
        "dependencies": tuple(
            it for it in program.dependencies if ("dependency", dependency_key(it)) not in given
        ),
        "group_rules": tuple(
            it for it in program.group_rules if ("group_rule", group_key(it)) not in given
        ),
        "targets": tuple(
            it
            for it in program.targets
            if it.price_musd is not None or ("target", target_key(it)) not in given
        ),
        "construction": tuple(
            replace(it, capacity=()) if ("builder_capacity", (it.id,)) in given else it
            for it in program.construction
        ),
        "markets": tuple(
            replace(it, maximum=()) if ("market_limit", (it.product,)) in given else it
            for it in program.markets
        ),
        "operators": tuple(_operator(it, given) for it in program.operators),
    }


def _cluster(cluster: Cluster, given: Given) -> Cluster:
    terms: dict[str, Any] = {}
    if ("decision", ("cluster", cluster.id)) in given:
        terms["decision"] = "free"
    if ("fixed_site", (cluster.id,)) in given:
        terms["site"] = ""
    if ("start_window", (cluster.id, EARLIEST)) in given:
        terms["earliest_start"] = None
    if ("start_window", (cluster.id, LATEST)) in given:
        terms["latest_start"] = None
    if ("cluster_payback", (cluster.id,)) in given:
        terms["maximum_payback_years"] = None
    return replace(cluster, **terms) if terms else cluster


def _site(site: Site, given: Given) -> Site:
    terms: dict[str, Any] = {}
    if ("decision", ("site", site.id)) in given:
        terms["decision"] = "free"
    if ("permit", (site.id,)) in given:
        terms |= {"permit_months": 0.0, "permit_periods": 0}
    if ("clusters_per_site", (site.id,)) in given:
        terms["maximum_clusters"] = None
    scarce = {
        resource
        for resource in (*site.supply, *site.supply_steps)
        if ("site_supply", (site.id, resource)) in given
    }
    if scarce:
        left = {name: it for name, it in site.supply.items() if name not in scarce}
        steps = {name: it for name, it in site.supply_steps.items() if name not in scarce}
        terms |= {"supply": MappingProxyType(left), "supply_steps": MappingProxyType(steps)}
    return replace(site, **terms) if terms else site


def _source(program: Program, source: Source, given: Given) -> Source:
    calendar = program.calendar
    released: dict[str, dict[str, Any]] = {
        "commitment_limit": {"commitment_musd": WITHOUT_LIMIT_MUSD},
        "call_limit": {"call_limits": ()},
        "maximum_share": {"maximum_share": 1.0},
        "source_recovery": {"recovery_rule": "report"},
        "last_commitment": {"last_commitment": None, "last_start": calendar.decision_periods - 1},
        "first_call": {"first_call": 0},
        "last_call": {"last_call": calendar.horizon_periods - 1},
    }
    terms: dict[str, Any] = {}
    for rule, term in released.items():
        if (rule, (source.id,)) in given:
            terms |= term
    limits = tuple(_sector_limit(source.id, limit, given) for limit in source.sector_limits)
    return replace(source, sector_limits=limits, **terms)


def _sector_limit(source: str, limit: SectorLimit, given: Given) -> SectorLimit:
    terms: dict[str, Any] = {}
    if ("sector_limit", (source, limit.sector, LEAST)) in given:
        terms["minimum_musd"] = 0.0
    if ("sector_limit", (source, limit.sector, MOST)) in given:
        terms["maximum_musd"] = None
    return replace(limit, **terms) if terms else limit


def _operator(operator: Operator, given: Given) -> Operator:
    terms: dict[str, Any] = {}
    if ("operator_choice", (operator.id,)) in given:
        terms["status"] = "in talks"
    if ("operator_capacity", (operator.id, CLUSTERS)) in given:
        terms["maximum_clusters"] = None
    if ("operator_capacity", (operator.id, CAPITAL)) in given:
        terms["maximum_capital_musd"] = None
    return replace(operator, **terms) if terms else operator
