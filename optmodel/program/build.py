"""From typed tables to the program: the last stage that reads the input."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.cash_lines import build_cash_lines
from optmodel.program.clusters import build_clusters
from optmodel.program.cycles import cycle_findings
from optmodel.program.findings import at
from optmodel.program.links import build_dependencies, build_group_rules
from optmodel.program.order import canonical_ranks
from optmodel.program.profiles import build_profiles
from optmodel.program.program import (
    CashLines,
    Cluster,
    Dependency,
    GroupRule,
    Program,
    Site,
    Source,
)
from optmodel.program.refused import refused
from optmodel.program.settings import build_calendar, build_settings
from optmodel.program.sites import build_placement, build_site
from optmodel.program.sources import build_source
from optmodel.workbook.tables import Tables


def build(tables: Tables) -> tuple[Program | None, tuple[Finding, ...]]:
    """Resolve the tables into the program.

    Returns
    -------
    tuple
        The program, or None where there is an error; and every finding.
    """
    calendar, findings = build_calendar(tables)
    findings += refused(tables)
    settings = build_settings(tables)
    clusters = _clusters(tables, calendar, findings)
    sites = _sites(tables, calendar, settings.permit_confidence, findings)
    sources = _sources(tables, calendar, findings)
    dependencies, dependency_findings = build_dependencies(tables)
    group_rules, rule_findings = build_group_rules(tables, calendar)
    findings += [
        *dependency_findings,
        *cycle_findings(dependencies, {it.id: it.build_periods for it in clusters}),
        *rule_findings,
        *_closed_site_findings(tables),
    ]
    if any(finding.is_error for finding in findings):
        return None, tuple(findings)
    placement = build_placement(tables)
    ranks = canonical_ranks(clusters, sites, placement, dependencies, group_rules)
    program = Program(
        calendar=calendar,
        settings=settings,
        clusters=tuple(sorted(clusters, key=lambda it: (ranks["cluster", it.id], it.copy))),
        sites=tuple(sorted(sites, key=lambda it: ranks["site", it.id])),
        sources=sources,
        placement=MappingProxyType(placement),
        dependencies=_ordered_dependencies(dependencies, ranks),
        group_rules=_ordered_rules(group_rules, ranks),
        cluster_order=tuple(dict.fromkeys(it.id for it in clusters)),
        site_order=tuple(it.id for it in sites),
        setting_cells=MappingProxyType(
            {n: record.address("Value") for n, record in tables.settings.items() if record.row}
        ),
    )
    return program, tuple(findings)


def _clusters(tables: Tables, calendar: Calendar, findings: list[Finding]) -> list[Cluster]:
    """Every copy of every row, in the order of the sheet."""
    profiles, profile_findings = build_profiles(tables)
    lines, line_findings = build_cash_lines(tables)
    findings += [*profile_findings, *line_findings]
    clusters: list[Cluster] = []
    for record in tables.rows("Clusters"):
        own = lines.get(record.text("Cluster"), CashLines())
        copies, cluster_findings = build_clusters(record, calendar, profiles, own)
        clusters += copies
        findings += cluster_findings
    return clusters


def _sites(
    tables: Tables, calendar: Calendar, confidence: float, findings: list[Finding]
) -> list[Site]:
    sites: list[Site] = []
    for record in tables.rows("Sites"):
        site, site_findings = build_site(record, calendar, confidence)
        sites.append(site)
        findings += site_findings
    return sites


def _sources(tables: Tables, calendar: Calendar, findings: list[Finding]) -> tuple[Source, ...]:
    sources: list[Source] = []
    for record in tables.rows("Funding"):
        source, source_findings = build_source(record, tables, calendar)
        sources.append(source)
        findings += source_findings
    return tuple(sources)


def _closed_site_findings(tables: Tables) -> list[Finding]:
    """Warn of clusters fixed to a closed site: they have no option."""
    closed = {
        record.text("Site"): record
        for record in tables.rows("Sites")
        if record["Decision"] == "closed"
    }
    return [
        at(
            record,
            "Site",
            "W310",
            f"{record['Site']} is closed in {closed[record.text('Site')].address('Decision')}: "
            "the cluster cannot be funded.",
        )
        for record in tables.rows("Clusters")
        if record.text("Site") in closed and record["Decision"] != "skip"
    ]


def _ordered_dependencies(
    dependencies: Sequence[Dependency], ranks: dict[tuple[str, str], tuple[int, str]]
) -> tuple[Dependency, ...]:
    """Dependencies in an order that does not depend on rows."""
    return tuple(
        sorted(
            dependencies,
            key=lambda it: (
                ranks["cluster", it.cluster],
                ranks["cluster", it.needs],
                it.timing,
                it.lag_periods,
                it.same_site,
            ),
        )
    )


def _ordered_rules(
    rules: Sequence[GroupRule], ranks: dict[tuple[str, str], tuple[int, str]]
) -> tuple[GroupRule, ...]:
    """Group rules, and the members in each, in an order that does not depend on rows."""

    def figures(rule: GroupRule) -> tuple[object, ...]:
        members = tuple(ranks["cluster", member] for member in rule.members)
        return rule.sense, rule.count, rule.by_period, members, rule.group

    with_ordered_members = (
        GroupRule(
            group=rule.group,
            members=tuple(sorted(rule.members, key=lambda member: ranks["cluster", member])),
            sense=rule.sense,
            count=rule.count,
            by_period=rule.by_period,
            cell=rule.cell,
        )
        for rule in rules
    )
    return tuple(sorted(with_ordered_members, key=figures))
