"""Use and supply of each resource at each site, read off a plan."""

from __future__ import annotations

from optmodel.economics.types import FloatArray
from optmodel.plan.plan import Plan
from optmodel.plan.usage import resource_use


def site_use(plan: Plan) -> FloatArray:
    """(resources, S, H) use by what the plan funds, in the order of the program's sites."""
    program = plan.program
    cluster_of = {(cluster.id, cluster.copy): k for k, cluster in enumerate(program.clusters)}
    site_of = {site.id: s for s, site in enumerate(program.sites)}
    funded = (plan.decisions[index] for index in plan.funded)
    placed = [(cluster_of[d.cluster, d.copy], site_of[d.site], d.period) for d in funded]
    return resource_use(program, placed)
