"""A cluster fixed to a site that has too little for it."""

from __future__ import annotations

from optmodel.economics.screening import additions
from optmodel.economics.shortage import using_periods
from optmodel.errors import Finding
from optmodel.program.program import Cluster, Program, Site
from optmodel.program.resources import HEADERS, UNITS
from optmodel.sense.outlook import exceeds
from optmodel.sense.words import address, finding, number

STEP = "Available"
"""Column of the sheet Site supply."""


def short_site(program: Program, cluster: Cluster, site: Site) -> Finding | None:
    """Say what the site lacks, whenever the cluster starts; None where that depends on when."""
    added = additions(program)[program.sites.index(site)]
    for resource, more in zip(program.resources, added.tolist(), strict=True):
        needed = program.use(cluster, site, resource)
        most = _most_while_used(program, cluster, site, resource)
        if exceeds(needed, most + more):
            return _finding(program, cluster, site, resource, most + more)
    return None


def _most_while_used(program: Program, cluster: Cluster, site: Site, resource: str) -> float:
    """The most that the site has all the time while the cluster uses it, over all starts."""
    supply = program.supply(site, resource)
    spans = zip(*using_periods(program, cluster, resource), strict=True)
    least = (min(supply[begin:end], default=float("inf")) for begin, end in spans)
    return max(least, default=float("inf"))


def _finding(program: Program, cluster: Cluster, site: Site, resource: str, most: float) -> Finding:
    needed = number(program.use(cluster, site, resource))
    unit = UNITS.get(resource, f"of {resource}")
    fixed, decision = (address(cluster.cells, header) for header in ("Site", "Decision"))
    header = HEADERS.get(resource, f"Use: {resource}")
    steps = [step.cell for step in site.supply_steps.get(resource, ())]
    own = address(site.cells, header)
    where = own if resource in site.supply and own else next(iter(steps), own)
    message = (
        f"offers {number(most)} {unit} at {site.id}, but {fixed} fixes {cluster.id} there, which "
        f"needs {needed} and must be funded."
    )
    use = address(cluster.cells, header)
    return finding(
        "E310",
        message,
        where,
        key=f"site {site.id}",
        column=STEP if where in steps else header,
        involved=(fixed, use, decision, *steps),
    )
