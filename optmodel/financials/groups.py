"""Group rules: how many clusters of a group start by a date, in all or site by site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optmodel.financials.base import period_of
from optmodel.financials.core import Core
from optmodel.financials.decisions import WORKINGS
from optmodel.financials.input_rows import cluster_positions
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.settings import is_word
from optmodel.live.by_record import chosen_by_row
from optmodel.live.functions import (
    Condition,
    count_where,
    either,
    item,
    largest_of,
    least,
    most,
    sum_of,
    sum_where,
    total,
)
from optmodel.live.records import Field, Records, numbers
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

SHEET = "Limits"


@dataclass(frozen=True, slots=True)
class Groups:
    """Rules, and what they are counted from."""

    rules: Records
    members: Records
    """A record per group that has a rule and cluster in it."""
    at_sites: Records | None
    """A record per rule that is counted site by site and site; None where there is no such rule."""


def groups_of(core: Core) -> Groups | None:
    """Describe the tables; None where there is no group rule."""
    rows = core.base.tables.rows("Group rules")
    if not rows:
        return None
    names = tuple(dict.fromkeys(row.text("Group") for row in rows))
    members = _members(core, names)
    table = Records(core.base.names, SHEET, "GroupRules", "gr", len(rows))
    _terms(core, table, names)
    here = table.field
    table.add(
        "count",
        Column("Starts by then", Kind.WHOLE, "number"),
        _count(core, members, here("group").here, here("by").here),
    )
    together = any(row.flag("Same site") for row in rows)
    at_sites = _at_sites(core, table, members) if together else None
    _broken(table, at_sites)
    return Groups(table, members, at_sites)


def _members(core: Core, names: tuple[str, ...]) -> Records:
    """Which clusters belong to which group, both as numbers."""
    at = cluster_positions(core.base)
    pairs = dict.fromkeys(
        (row.text("Group"), row.text("Cluster")) for row in core.base.tables.rows("Groups")
    )
    known = [pair for pair in pairs if pair[0] in names]
    table = Records(core.base.names, WORKINGS, "GroupMembers", "gm", len(known))
    table.add("name", Column("Group"), [group for group, _ in known])
    numbered = [names.index(group) + 1 for group, _ in known]
    table.add("group", Column("Group number", Kind.WHOLE, "number"), numbered)
    clusters = core.lookups.clusters.field("no").cells([at[cluster] for _, cluster in known])
    table.add("cluster", Column("Cluster number", Kind.WHOLE, "row of Lookups"), clusters)
    return table


def _terms(core: Core, table: Records, names: tuple[str, ...]) -> None:
    """What each rule says, as numbers."""
    rows, inputs, settings = core.base.tables.rows("Group rules"), core.base.inputs, core.settings
    name = table.add("name", Column("Group"), inputs.column(rows, "Group"))
    table.add("no", Column("Rule", Kind.WHOLE, "number"), numbers(table, name))
    numbered = [names.index(row.text("Group")) + 1 for row in rows]
    table.add("group", Column("Group number", Kind.WHOLE, "number"), numbered)
    table.add("sense", Column("Sense"), inputs.column(rows, "Rule"))
    table.add("limit", Column("Limit", Kind.WHOLE, "clusters"), inputs.column(rows, "Count"))
    day = inputs.column(rows, "By", settings.first_day)
    dated = period_of(day, settings.first_month, settings.months)
    given = [inputs.has(row, "By") for row in rows]
    last = settings.decisions - 1
    by = least(chosen_by_row(given, dated, last), last)
    table.add("by", Column("By the end of", Kind.WHOLE, "period"), by)
    same = is_word(inputs.column(rows, "Same site", "no"), "yes")
    table.add("same", Column("Site by site", Kind.WHOLE, "1 or 0"), same)


def _count(core: Core, members: Records, group: Term, by: Term, *at: Condition) -> Term:
    """Count the funded members of a group that have started by a period."""
    field = core.decisions.field
    started = count_where(
        (field("cluster").range, "=", members.field("cluster").range),
        (field("funded").range, "=", 1),
        (field("start").range, "<=", by),
        *at,
    )
    return sum_of(members.field("group").range.equals(group) * started)


def _at_sites(core: Core, rules: Records, members: Records) -> Records:
    """Count the same at every site."""
    rows = core.base.tables.rows("Group rules")
    sites = core.lookups.sites
    counted = [
        (rule, site)
        for rule, row in enumerate(rows)
        if row.flag("Same site")
        for site in range(sites.count)
    ]
    table = Records(core.base.names, WORKINGS, "GroupSites", "gs", len(counted))
    table.add("name", Column("Group"), rules.field("name").cells([rule for rule, _ in counted]))

    def add(key: str, name: str, content: Term) -> Field:
        return table.add(key, Column(name, Kind.WHOLE, "number"), content)

    rule = add("rule", "Rule", rules.field("no").cells([rule for rule, _ in counted])).here
    site = add("site", "Site", sites.field("no").cells([site for _, site in counted])).here
    group = add("group", "Group number", item(rules.field("group").range, rule)).here
    by = add("by", "By the end of period", item(rules.field("by").range, rule)).here
    here = (core.decisions.field("site").range, "=", site)
    add("count", "Starts there by then", _count(core, members, group, by, here))
    return table


def _broken(rules: Records, at_sites: Records | None) -> None:
    """What counts against the limit, and by how much it is missed."""
    here = rules.field
    count, limit, sense = here("count").here, here("limit").here, here("sense").here
    counted = count
    if at_sites is not None:
        of_rule = at_sites.field("rule").range, "=", here("no").here
        counts = at_sites.field("count").range
        # What is at no known site counts as one more site.
        elsewhere = count - sum_where(counts, of_rule)
        fullest = rules.add(
            "fullest",
            Column("At the fullest site", Kind.WHOLE, "number"),
            most(largest_of(of_rule[0].equals(of_rule[2]) * counts), elsewhere),
        ).here
        # Exactly so many in all; only then it matters whether they stand together.
        apart = sense.equals("exactly") * count.differs(limit)
        counted = either(here("same").here * (1 - apart) > 0, fullest, count)
    used = rules.add("counted", Column("Counted", Kind.WHOLE, "clusters"), counted).here
    over = sense.differs("at least") * (used - limit)
    short = sense.differs("at most") * (limit - used)
    rules.add("broken", Column("Too many or too few", Kind.WHOLE, "clusters"), most(0, over, short))


def group_checks(groups: Groups) -> Iterator[RuleCheck]:
    """Count the rules that are broken, by how many clusters they are."""
    yield RuleCheck("group_rule", total(groups.rules.field("broken").range))


def group_limits(core: Core, groups: Groups) -> Iterator[LimitLine]:
    """Give each rule with what counts against it."""
    calendar = core.base.program.calendar
    last = calendar.decision_periods - 1
    for index, row in enumerate(core.base.tables.rows("Group rules")):
        day = row.day("By")
        by = last if day is None else min(calendar.period_of(day), last)
        yield LimitLine(
            "group_rule",
            f"{row.text('Group')} by {calendar.label(by)}",
            "clusters",
            groups.rules.field("counted").cell(index),
            groups.rules.field("limit").cell(index),
            row.text("Rule").casefold(),
            row.address("Count"),
        )
