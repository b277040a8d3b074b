"""The sheet Not funded: why not, for every cluster, and what was ruled out beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.economics.types import Exclusion
from optmodel.live.functions import either
from optmodel.live.records import plain
from optmodel.live.term import NO_PERIOD
from optmodel.plan.plan import Plan
from optmodel.results.layout import Block, Column, Kind, Live, Report, Row, Sheet
from optmodel.results.names import cluster_of

MOST_SITES_NAMED = 6
"""More sites than these are counted and not all named."""


def not_funded(report: Report) -> Sheet:
    """Describe the sheet Not funded."""
    return Sheet(
        "Not funded",
        "Not funded",
        "One row per cluster that the run does not fund, with the reason, the rule and the input"
        " cell behind it, all as of the run; below, every start ruled out before the search.",
        (_decisions(report), _exclusions(report)),
        frozen_columns=1,
    )


def _decisions(report: Report) -> Block:
    columns = (
        Column("Cluster"),
        Column("Name", Kind.NOTE, width=34),
        Column("Sector"),
        Column("Stage"),
        Column("Decision asked"),
        Column("Capex", Kind.MONEY, "USD m at first-period prices"),
        Column("Rule"),
        Column("Reason", Kind.NOTE, width=70),
        Column("Input cell"),
        Column("In the plan now", unit="yes or no"),
    )
    decisions = report.model.core.decisions
    counts = either(decisions.field("on").here > 0, "yes", "no")
    words = counts.number(NO_PERIOD)
    rows = []
    for index, decision in enumerate(decisions.order):
        if decision.funded:
            continue
        cluster = cluster_of(report.plan, decision)
        rows.append(
            Row(
                (
                    cluster.label,
                    cluster.name,
                    cluster.sector,
                    cluster.stage,
                    cluster.decision,
                    cluster.capex_musd,
                    decision.rule,
                    decision.reason,
                    decision.cell,
                    Live(counts, index, plain(words[index])),
                )
            )
        )
    return Block("NotFunded", "Clusters", columns, tuple(rows), empty="Every cluster is funded.")


def _exclusions(report: Report) -> Block:
    columns = (
        Column("Cluster"),
        Column("Sites", Kind.NOTE, width=34),
        Column("From"),
        Column("To"),
        Column("Sites ruled out", Kind.WHOLE, "number"),
        Column("Starts ruled out", Kind.WHOLE, "cluster, site and period"),
        Column("Rule"),
        Column("Reason", Kind.NOTE, width=70),
        Column("Input cell"),
    )
    return Block(
        "RuledOut",
        "Starts ruled out before the search",
        columns,
        tuple(_grouped(report.plan)),
        empty="Nothing was ruled out.",
    )


def _grouped(plan: Plan) -> Iterator[Row]:
    """Put the sites of one reason into one row, and give the copies of a cluster once."""
    groups: dict[tuple[str, int, int, str, str, str], set[int]] = {}
    for out in plan.exclusions:
        key = (_subject(plan, out), out.first, out.last, out.rule, out.reason, out.cell)
        groups.setdefault(key, set()).add(out.site)
    calendar = plan.program.calendar
    for (subject, first, last, rule, reason, cell), found in groups.items():
        count = len(plan.program.sites) if -1 in found else len(found)
        yield Row(
            (
                subject,
                _site_names(plan, found),
                calendar.label(first),
                calendar.label(last),
                count,
                count * (last - first + 1),
                rule,
                reason,
                cell,
            )
        )


def _subject(plan: Plan, out: Exclusion) -> str:
    return "any" if out.cluster < 0 else plan.program.clusters[out.cluster].id


def _site_names(plan: Plan, found: set[int]) -> str:
    if -1 in found or len(found) == len(plan.program.sites):
        return "every site"
    names = sorted(plan.program.sites[index].id for index in found)
    if len(names) <= MOST_SITES_NAMED:
        return ", ".join(names)
    return ", ".join(names[:MOST_SITES_NAMED]) + f" and {len(names) - MOST_SITES_NAMED} more"
