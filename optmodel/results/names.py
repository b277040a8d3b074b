"""The names of clusters, sites and sources as the sheets print them."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.plan.plan import Decision, Plan
from optmodel.program.program import Cluster, Program, Site, Source

HOST = "United States"
BEFORE_POOLS = " before pool receipts"
"""Of figures of clusters without what pools receive, which belongs to no single cluster."""
LONGEST_TITLE = 24
"""Characters of a name that a column header and a row label can hold."""


def cluster_of(plan: Plan, decision: Decision) -> Cluster:
    """Return the cluster that a decision is about."""
    for cluster in plan.program.clusters:
        if (cluster.id, cluster.copy) == (decision.cluster, decision.copy):
            return cluster
    raise KeyError((decision.cluster, decision.copy))


def site_of(plan: Plan, site_id: str) -> Site:
    """Return the site with an id."""
    for site in plan.program.sites:
        if site.id == site_id:
            return site
    raise KeyError(site_id)


def pledge_of(plan: Plan) -> Source:
    """Return the first source: the pledge."""
    return plan.program.sources[0]


def source_title(plan: Plan, source: Source) -> str:
    """Return a source's name, or its id where the name is none, too long or not the only one."""
    return title_of_source(plan.program, source)


def title_of_source(program: Program, source: Source) -> str:
    """Return the same, from the program."""
    others = {HOST.casefold()} | {
        other.name.casefold() for other in program.sources if other is not source
    }
    fits = 0 < len(source.name) <= LONGEST_TITLE and source.name.casefold() not in others
    return source.name if fits else source.id


def preparation_payers(plan: Plan) -> str:
    """Return who pays for preparing sites: the sources that do, or the host."""
    payers = [source for source in plan.program.sources if source.pays_preparation]
    return " and ".join(source_title(plan, source) for source in payers) or HOST


def funded(plan: Plan) -> Iterator[tuple[int, Decision, Cluster]]:
    """Yield the row in the schedule, the decision and the cluster of everything funded."""
    for row, index in enumerate(plan.funded):
        decision = plan.decisions[index]
        yield row, decision, cluster_of(plan, decision)


def operating_span(plan: Plan, decision: Decision, cluster: Cluster) -> range:
    """Return the periods in which a funded cluster operates."""
    horizon = plan.program.calendar.horizon_periods
    first = decision.period + cluster.build_periods
    last = horizon if cluster.life_periods is None else first + cluster.life_periods
    return range(min(first, horizon), min(last, horizon))
