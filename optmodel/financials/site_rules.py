"""Rules about sites: what is used of each limit, and where a rule is broken.

Each count is that of the places in which ``optmodel.audit`` finds the rule broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optmodel.audit.calendar import Calendar, month_number
from optmodel.audit.resources import resources_of, supply_cells_of
from optmodel.financials.core import Core
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.site_openings import Openings
from optmodel.financials.site_use import Use
from optmodel.live.functions import count_where, total
from optmodel.live.records import Records
from optmodel.live.term import Term
from optmodel.program.resources import UNITS
from optmodel.results.layout import Column, Kind

MOST_CLUSTERS, MOST_SITES = "Maximum clusters", "Maximum sites"


def site_limits(
    core: Core, openings: Openings, peaks: Records | None, uses: Sequence[Use]
) -> Iterator[LimitLine]:
    """Give the supply and the counts of every site."""
    if peaks is not None:
        yield from _supply_limits(core, peaks, uses)
    if core.base.inputs.has(core.base.tables.settings[MOST_SITES], "Value"):
        cell = core.base.program.setting_cells.get(MOST_SITES, "")
        opened = total(openings.table.field("opens").range)
        yield LimitLine("sites_opened", "all sites", "sites", opened, _most_sites(core), cell=cell)
    for record, row in enumerate(openings.rows):
        if core.base.inputs.has(row, MOST_CLUSTERS):
            yield LimitLine(
                "clusters_per_site",
                openings.sites[record].id,
                "clusters",
                openings.table.field("clusters").here,
                core.base.inputs.of(row, MOST_CLUSTERS),
                cell=openings.sites[record].cells.get(MOST_CLUSTERS, ""),
                index=record,
            )


def _supply_limits(core: Core, peaks: Records, uses: Sequence[Use]) -> Iterator[LimitLine]:
    """Give the use of each limited resource at each site, in the period that leaves least."""
    cells = _supply_cells(core)
    tightest = peaks.field("at").values
    for record, use in enumerate(uses):
        yield LimitLine(
            "site_supply",
            f"{use.site.id} {use.resource}",
            UNITS.get(use.resource, ""),
            peaks.field("used").here,
            peaks.field("limit").here,
            cell=cells[use.site.id, use.resource][int(tightest[record]) - 1],
            index=record,
        )


def _supply_cells(core: Core) -> dict[tuple[str, str], tuple[str, ...]]:
    """(site, resource) to the cell behind the supply of each period."""
    tables, calendar = core.base.tables, core.base.program.calendar
    audited = Calendar(
        first_month=month_number(calendar.first_day),
        months=calendar.months,
        decisions=calendar.decision_periods,
        horizon=calendar.horizon_periods,
    )
    return supply_cells_of(tables, audited, resources_of(tables))


def _most_sites(core: Core) -> Term:
    return core.base.inputs.of(core.base.tables.settings[MOST_SITES], "Value")


def add_rule_columns(core: Core, openings: Openings) -> None:
    """Add to the table of openings how often each site breaks a rule."""
    table, settings = openings.table, core.settings
    opens, forced = table.field("opens").here, table.field("forced").here
    period, wait = table.field("period").here, table.field("wait").here
    ready, clusters = table.field("ready").here, table.field("clusters").here

    def add(key: str, title: str, content: Term) -> None:
        table.add(key, Column(title, Kind.WHOLE, "number"), content)

    add("early", "Starts before it is ready", _starts_before(core, table, ready))
    add("unprepared", "Starts before it could be ready", _starts_before(core, table, wait))
    add("outside", "Opened after the decisions", opens * (period >= settings.decisions))
    in_decisions = opens * (ready >= settings.decisions) * (period < settings.decisions)
    add("late", "Opened too late for a start", in_decisions * (1 - forced * period.equals(0)))
    in_time = opens * (ready < settings.decisions)
    add("idle", "Opened for nothing", in_time * (1 - forced) * clusters.equals(0))


def _starts_before(core: Core, table: Records, period: Term) -> Term:
    """Count what starts at the site of a record before a period."""
    workings = core.decisions
    return count_where(
        (workings.field("site").range, "=", table.field("no").here),
        (workings.field("on").range, "=", 1),
        (workings.field("start").range, "<", period),
    )


def site_checks(core: Core, openings: Openings, peaks: Records | None) -> Iterator[RuleCheck]:
    """Count the places where each rule is broken."""

    def counted(key: str) -> Term:
        return total(openings.table.field(key).range)

    # What stands at a site without a record stands at a closed one, which is never opened.
    at_closed = core.decisions.funded_count - counted("clusters")
    yield RuleCheck("stays_open", counted("outside"))
    yield RuleCheck("open_before_start", counted("early") + at_closed)
    yield RuleCheck("opening_used", counted("idle"))
    yield RuleCheck("site_closed", at_closed)
    yield RuleCheck("preparation", counted("late") + counted("unprepared"))
    if core.base.inputs.has(core.base.tables.settings[MOST_SITES], "Value"):
        yield RuleCheck("sites_opened", (counted("opens") > _most_sites(core)) * 1)
    if peaks is not None:
        yield RuleCheck("site_supply", total(peaks.field("over").range))
    for record, row in enumerate(openings.rows):
        if core.base.inputs.has(row, MOST_CLUSTERS):
            many = openings.table.field("clusters").here
            limit = core.base.inputs.of(row, MOST_CLUSTERS)
            yield RuleCheck("clusters_per_site", (many > limit) * 1, index=record)
    yield from _at_closed_sites(core, openings)


def _at_closed_sites(core: Core, openings: Openings) -> Iterator[RuleCheck]:
    """Count likewise at the closed sites, which have no record, what they break besides."""
    rows, inputs = core.base.tables.rows("Sites"), core.base.inputs
    workings, sites = core.decisions, core.lookups.sites
    on = (workings.field("on").range, "=", 1)
    for index in sorted(set(range(len(rows))) - set(openings.at)):
        there = (workings.field("site").range, "=", sites.field("no").cell(index)), on
        if rows[index].optional_number("Preparation (periods)"):
            soon = workings.field("start").range, "<", sites.field("prepare").cell(index)
            yield RuleCheck("preparation", count_where(*there, soon))
        if inputs.has(rows[index], MOST_CLUSTERS):
            limit = inputs.of(rows[index], MOST_CLUSTERS)
            yield RuleCheck("clusters_per_site", (count_where(*there) > limit) * 1)
