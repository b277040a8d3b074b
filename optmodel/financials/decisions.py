"""What is decided, and what each decision means: the sheets Plan and Workings, side by side.

A row of Workings belongs to the row of Plan with the same number. It turns words and dates into
numbers, looks up what the cluster is at its site, and says which vehicle shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.base import Base, period_of
from optmodel.financials.cluster_terms import add_cluster_terms
from optmodel.financials.ground import Ground
from optmodel.financials.input_rows import cluster_positions
from optmodel.financials.lookups import Lookups
from optmodel.financials.plan_table import plan_table
from optmodel.financials.settings import Settings
from optmodel.live.functions import (
    count_where,
    either,
    exact,
    figure,
    is_number,
    item_or,
    least,
    magnitude,
    most,
    sum_of,
    total,
)
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.plan.plan import Decision
from optmodel.program.program import Cluster
from optmodel.results.layout import Column, Kind
from optmodel.results.names import cluster_of

PLAN, WORKINGS = "Plan", "Workings"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions and what they mean, a record per cluster and copy, funded ones first."""

    order: tuple[Decision, ...]
    clusters: tuple[Cluster, ...]
    """In the same order."""
    plan: Records
    """The sheet Plan as far as it is decided; results are added later."""
    workings: Records
    shares: tuple[Field, ...]
    """What each source pays, as a part; of one source the field is always 1."""
    funded_count: Term

    def field(self, key: str) -> Field:
        """Return a column of Workings."""
        return self.workings.field(key)


def plan_order(base: Base) -> tuple[Decision, ...]:
    """Decisions as the sheet Plan lists them: funded ones first."""
    decisions, funded = base.plan.decisions, base.plan.funded
    return (
        *(decisions[index] for index in funded),
        *(decision for decision in decisions if not decision.funded),
    )


def decisions_of(ground: Ground) -> Decisions:
    """Describe the table Plan as far as it is decided, and Workings beside it."""
    base, settings, lookups = ground.base, ground.settings, ground.lookups
    order = plan_order(base)
    plan = plan_table(base, order)
    clusters = tuple(cluster_of(base.plan, decision) for decision in order)
    table = Records(base.names, WORKINGS, "Workings", "w", len(order))
    table.add("label", Column("Cluster"), plan.field("label").here)
    _who(base, lookups, table, clusters)
    _when_and_where(settings, lookups, plan, table)
    _operator(lookups, plan, table)
    _placement(lookups, table)
    shares = _shares(ground, plan, table)
    add_cluster_terms(base, settings, lookups, table)
    on = table.field("on")
    table.add(
        "vehicle",
        Column("Vehicle", Kind.WHOLE, "number, 0 = not funded"),
        on.here * on.so_far,
    )
    return Decisions(order, clusters, plan, table, shares, total(on.range))


def _who(base: Base, lookups: Lookups, table: Records, clusters: Sequence[Cluster]) -> None:
    at = cluster_positions(base)
    rows = [at[cluster.id] for cluster in clusters]
    table.add(
        "cluster",
        Column("Cluster number", Kind.WHOLE, "row of Lookups"),
        lookups.clusters.field("no").cells(rows),
    )
    table.add("copy", Column("Copy", Kind.WHOLE, "number"), [c.copy for c in clusters])


def _when_and_where(settings: Settings, lookups: Lookups, plan: Records, table: Records) -> None:
    """Turn what is decided into numbers; ``on`` = something that can be worked out at all."""
    funded = table.add(
        "funded",
        Column("Funded", Kind.WHOLE, "1 or 0"),
        either(plan.field("fund").here.equals("yes"), 1, 0),
    )
    sites = lookups.sites
    site = table.add(
        "site",
        Column("Site number", Kind.WHOLE, "row of Lookups, 0 = unknown"),
        sum_of(exact(sites.field("id").range, plan.field("site").here) * sites.field("no").range),
    )
    day = plan.field("start").here
    is_day = is_number(day)
    typed = table.add(
        "day",
        Column("Start", Kind.DATE, "date, the first day of all where there is none"),
        # A number that no calendar has a day for would make an error of YEAR.
        either(is_day, most(0, least(day, settings.end)), settings.first_day),
    )
    period = most(period_of(typed.here, settings.first_month, settings.months), -1)
    start = table.add(
        "start",
        Column("Start period", Kind.WHOLE, "period, -1 = none"),
        either(is_day, period, -1),
    )
    table.add(
        "on",
        Column("Counts", Kind.WHOLE, "1 or 0"),
        funded.here * (site.here > 0) * (start.here >= 0) * (start.here < settings.horizon),
    )


def _operator(lookups: Lookups, plan: Records, table: Records) -> None:
    """Find the operator among the candidates for the cluster."""
    fits, on = lookups.fits, table.field("on").here
    table.add(
        "candidates",
        Column("Candidates", Kind.WHOLE, "number"),
        count_where((fits.field("cluster").range, "=", table.field("cluster").here)),
    )
    fit = table.add(
        "fit",
        Column("Candidate", Kind.WHOLE, "row of Lookups, 0 = none"),
        sum_of(
            exact(fits.field("operator_id").range, plan.field("operator").here)
            * fits.field("cluster").range.equals(table.field("cluster").here)
            * fits.field("no").range
        ),
    )
    table.add(
        "operator",
        Column("Operator number", Kind.WHOLE, "row of Lookups, 0 = none"),
        on * item_or(fits.field("operator").range, fit.here),
    )


def _placement(lookups: Lookups, table: Records) -> None:
    """Find the row of Placement for the cluster at its site."""
    pairs = lookups.pairs
    table.add(
        "pair",
        Column("Placement", Kind.WHOLE, "row of Lookups, 0 = none"),
        sum_of(
            pairs.field("cluster").range.equals(table.field("cluster").here)
            * pairs.field("site").range.equals(table.field("site").here)
            * pairs.field("no").range
        ),
    )


def _shares(ground: Ground, plan: Records, table: Records) -> tuple[Field, ...]:
    """Part that each source pays; what is not worth a dollar of a billion is nothing."""
    terms = ground.sources.terms
    on = table.field("on").here

    def paid(number: int) -> Term:
        if len(terms) == 1:
            return on * 1
        typed = figure(plan.field(f"share{number}").here)
        return on * typed * (magnitude(typed) > ground.sources.pays)

    return tuple(
        table.add(
            f"share{one.number}",
            Column(f"Part of source {one.number}", Kind.SHARE, "of calls"),
            paid(one.number),
        )
        for one in terms
    )
