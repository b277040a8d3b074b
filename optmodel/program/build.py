"""From typed tables to the program: the last stage that reads the input."""

from __future__ import annotations

from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.arrange import arranged
from optmodel.program.calendar import Calendar
from optmodel.program.cash_lines import build_cash_lines
from optmodel.program.clusters import OtherSheets, build_clusters
from optmodel.program.construction import build_construction, build_construction_use
from optmodel.program.cycles import cycle_findings
from optmodel.program.findings import at
from optmodel.program.idle import idle_findings
from optmodel.program.links import build_dependencies, build_group_rules
from optmodel.program.markets import build_markets
from optmodel.program.operators import build_fits, build_operators
from optmodel.program.profiles import build_profiles
from optmodel.program.program import RESOURCES, Cluster, Program
from optmodel.program.settings import build_calendar, build_settings
from optmodel.program.sites import build_placement, build_sites
from optmodel.program.sources import build_sources
from optmodel.program.supply import build_site_supply, further_resources, open_until_findings
from optmodel.program.synergies import build_synergies
from optmodel.program.targets import build_targets
from optmodel.program.waits import wait_findings
from optmodel.workbook.tables import Tables


def build(tables: Tables) -> tuple[Program | None, tuple[Finding, ...]]:
    """Resolve the tables into the program.

    Returns
    -------
    tuple
        The program, or None where there is an error; and every finding.
    """
    calendar, findings = build_calendar(tables)
    settings = build_settings(tables)
    further, further_findings = further_resources(tables)
    clusters, cluster_findings = _clusters(tables, calendar, further)
    supply, supply_findings = build_site_supply(tables, calendar, further)
    sites, site_findings = build_sites(tables, calendar, settings.permit_confidence, supply)
    sources, source_findings = build_sources(tables, calendar)
    dependencies, dependency_findings = build_dependencies(tables)
    group_rules, rule_findings = build_group_rules(tables, calendar)
    synergies, synergy_findings = build_synergies(tables)
    construction, construction_findings = build_construction(tables, calendar)
    markets, market_findings = build_markets(tables, calendar)
    targets, target_findings = build_targets(tables, calendar)
    findings += [
        *further_findings,
        *cluster_findings,
        *site_findings,
        *supply_findings,
        *open_until_findings(tables, sites, calendar),
        *source_findings,
        *dependency_findings,
        *cycle_findings(dependencies, {it.id: it.build_periods for it in clusters}),
        *wait_findings(dependencies, clusters, calendar.decision_periods),
        *rule_findings,
        *synergy_findings,
        *construction_findings,
        *target_findings,
        *market_findings,
        *_closed_site_findings(tables),
    ]
    if any(finding.is_error for finding in findings):
        return None, tuple(findings)
    # Rows with an error often look idle as well, so this is asked last.
    findings += idle_findings(tables, further)
    program = Program(
        calendar=calendar,
        settings=settings,
        clusters=clusters,
        sites=sites,
        sources=sources,
        placement=MappingProxyType(build_placement(tables)),
        dependencies=dependencies,
        group_rules=group_rules,
        cluster_order=tuple(dict.fromkeys(it.id for it in clusters)),
        site_order=tuple(it.id for it in sites),
        setting_cells=MappingProxyType(
            {n: record.address("Value") for n, record in tables.settings.items() if record.row}
        ),
        resources=(*RESOURCES, *further),
        operators=build_operators(tables),
        synergies=synergies,
        construction=construction,
        markets=markets,
        targets=targets,
    )
    return arranged(program), tuple(findings)


def _clusters(
    tables: Tables, calendar: Calendar, further: tuple[str, ...]
) -> tuple[tuple[Cluster, ...], list[Finding]]:
    """Every copy of every row, in the order of the sheet."""
    profiles, findings = build_profiles(tables)
    lines, line_findings = build_cash_lines(tables)
    construction_use, use_findings = build_construction_use(tables)
    fits, fit_findings = build_fits(tables)
    others = OtherSheets(profiles, lines, fits, construction_use, further)
    clusters: list[Cluster] = []
    row_findings: list[Finding] = []
    for record in tables.rows("Clusters"):
        copies, own_findings = build_clusters(record, calendar, others)
        clusters += copies
        row_findings += own_findings
    findings = [*findings, *line_findings, *row_findings, *use_findings, *fit_findings]
    return tuple(clusters), findings


def _closed_site_findings(tables: Tables) -> list[Finding]:
    """Warn of clusters fixed to a closed site: they have no option.

    Where one must be funded, ``sense.without_start`` says that no plan is possible.
    """
    closed = {
        record.text("Site"): record
        for record in tables.rows("Sites")
        if record["Decision"] == "closed"
    }
    findings: list[Finding] = []
    for record in tables.rows("Clusters"):
        if record.text("Site") in closed and record["Decision"] == "free":
            where = closed[record.text("Site")].address("Decision")
            message = f"{record['Site']} is closed in {where}: the cluster cannot be funded."
            findings.append(at(record, "Site", "W310", message, (where,)))
    return findings
