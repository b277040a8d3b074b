"""What it is taken to cost that a limit gives way: USD m, to put repairs in order.

Nobody knows these prices. They follow from figures of the input alone, and docs/conflicts.md says
how, so that a reader can disagree with the order and still use every repair.
"""

from __future__ import annotations

from statistics import median

from optmodel.economics.funding import commitment_left
from optmodel.program.program import Cluster, Program, Source

CALLS = 0.1
"""Of what can be called more in a period: it is called sooner, not in addition."""
SECTOR = 0.5
"""Of what a sector limit moves: money goes elsewhere, none is added."""
OPERATOR_CAPITAL = 0.1
"""Of what an operator carries more."""
YEAR_OF_RECOVERY = 0.01
"""Of the commitment that is left, for each year that a source waits longer."""
POINT_OF_SHARE = 0.001
"""Of the commitment that is left, for each percentage point more that a source may pay of a
cluster: it pays more for fewer clusters, and no more in all."""
YEAR_OF_PAYBACK = 0.02
"""Of a cluster's capex, for each year that its payback may take longer."""
PERIOD_LATER = 0.01
"""Of the capex concerned, for each period of delay that is accepted."""
POINT_OF_CONFIDENCE = 0.002
"""Of all capex, for each percentage point of confidence in permits that is given up."""
MANAGEMENT = 0.05
"""Of the median capex, for each cluster, start or place more that somebody has to look after."""
RULE = 0.1
"""Of the capex concerned, where a rule or a decision about a place or an order is dropped."""
GROUP = 0.5
"""Of the median capex, for each cluster that a group rule moves."""
LEAST = 1e-3
"""No price is lower, USD m: what costs nothing would be given up without need."""


def commitment() -> float:
    """Price a million more of a commitment."""
    return 1.0


def calls() -> float:
    """Price a million more that can be called in each period of the limits."""
    return CALLS


def recovery(source: Source) -> float:
    """Price a year of waiting for recovery."""
    return max(LEAST, YEAR_OF_RECOVERY * commitment_left(source))


def share(source: Source) -> float:
    """Price a whole (a hundred percentage points) more of a cluster that a source may pay."""
    return max(LEAST, 100 * POINT_OF_SHARE * commitment_left(source))


def capex(cluster: Cluster) -> float:
    """Capex of a row of Clusters with all its copies."""
    return cluster.capex_musd * cluster.copies


def release(cluster: Cluster) -> float:
    """Price a cluster that is not funded for certain any more: all of its capex."""
    return max(LEAST, capex(cluster))


def payback(cluster: Cluster) -> float:
    """Price a year of a cluster's payback."""
    return max(LEAST, YEAR_OF_PAYBACK * capex(cluster))


def later(cluster: Cluster) -> float:
    """Price a period by which a cluster may start later."""
    return max(LEAST, PERIOD_LATER * capex(cluster))


def all_later(program: Program) -> float:
    """Price a decision period more."""
    return max(LEAST, PERIOD_LATER * whole_program(program))


def confidence(program: Program) -> float:
    """Price a whole (a hundred percentage points) of confidence in permits."""
    return max(LEAST, 100 * POINT_OF_CONFIDENCE * whole_program(program))


def unit_of_use(program: Program, uses: list[tuple[Cluster, float]]) -> float:
    """Price a unit of a resource: the median capex that one unit of it carries."""
    carried = [cluster.capex_musd / use for cluster, use in uses if use > 0 < cluster.capex_musd]
    return max(LEAST, median(carried) if carried else typical_cluster(program))


def management(program: Program) -> float:
    """Price one more cluster, start or site that a maximum allows."""
    return max(LEAST, MANAGEMENT * typical_cluster(program))


def group(program: Program) -> float:
    """Price one cluster more or less in a group rule."""
    return max(LEAST, GROUP * typical_cluster(program))


def rule(cluster: Cluster) -> float:
    """Price a rule or a place that is given up for a cluster."""
    return max(LEAST, RULE * capex(cluster))


def place(program: Program, preparation_musd: float) -> float:
    """Price a site that is opened although it was marked closed, or the reverse."""
    return max(LEAST, RULE * typical_cluster(program) + preparation_musd)


def target(program: Program, amount: float) -> float:
    """Price a unit of a target: all of it given up costs the capex that is marked fund."""
    marked = sum(it.capex_musd for it in program.clusters if it.decision == "fund")
    return max(LEAST, (marked or whole_program(program)) / max(abs(amount), LEAST))


def whole_program(program: Program) -> float:
    """Capex of everything that is not marked skip."""
    return sum(it.capex_musd for it in program.clusters if it.decision != "skip")


def typical_cluster(program: Program) -> float:
    """Median capex of a cluster."""
    return median([it.capex_musd for it in program.clusters] or [0.0])
