"""Rules about single starts and about their order."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.dependencies import (
    dependencies_of,
    dependency_checks,
    dependency_limits,
)
from optmodel.financials.gantt import gantt_of, site_letters
from optmodel.financials.groups import group_checks, group_limits, groups_of
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.sites import Sites
from optmodel.financials.start_rules import payback_limits, start_checks, start_rules_of
from optmodel.financials.starts_per_period import per_period, per_period_checks, per_period_limits
from optmodel.live.records import Records
from optmodel.live.stack import Stack
from optmodel.results.layout import Block


@dataclass(frozen=True, slots=True)
class Starts:
    """Rules of starts and of order."""

    tables: tuple[Records, ...]
    """Tables of single starts, dependencies and groups; each knows the sheet that it stands on."""
    titles: tuple[str, ...]
    stacks: tuple[Stack, ...]
    """Rows of the sheet Timeline: starts per period, then letters of sites and of vehicles."""
    bars: Records
    """Bars of the same sheet, in years; a record per vehicle."""
    limits: tuple[LimitLine, ...]
    checks: tuple[RuleCheck, ...]
    """A rule that nothing in the input asks for has none."""

    def blocks(self, sheet: str) -> tuple[Block, ...]:
        """Return its tables on a sheet."""
        return tuple(
            table.block(title)
            for table, title in zip(self.tables, self.titles, strict=True)
            if table.sheet == sheet
        )


def starts_of(core: Core, sites: Sites | None = None) -> Starts:
    """Describe the rules of starts and of order; without sites no preparation is shown."""
    rules = start_rules_of(core)
    tables = [(rules.table, "Rules that a start keeps or breaks by itself, and its order")]
    checks, limits = list(start_checks(rules)), list(payback_limits(rules))
    needs = dependencies_of(core, rules.table.field("who"))
    if needs is not None:
        tables.append((needs, "Clusters that wait for others"))
        checks += dependency_checks(needs)
        limits += dependency_limits(core, needs)
    groups = groups_of(core)
    if groups is not None:
        tables.append((groups.rules, "Group rules"))
        tables.append((groups.members, "Members of groups"))
        if groups.at_sites is not None:
            tables.append((groups.at_sites, "Groups at sites"))
        checks += group_checks(groups)
        limits += group_limits(core, groups)
    stack = per_period(core)
    checks += per_period_checks(stack)
    limits += per_period_limits(core, stack)
    period = stack.line("number")
    prepared = () if sites is None else (site_letters(core, sites.openings, period),)
    gantt = gantt_of(core, period)
    return Starts(
        tables=tuple(table for table, _ in tables),
        titles=tuple(title for _, title in tables),
        stacks=(stack, *prepared, gantt.letters),
        bars=gantt.bars,
        limits=tuple(limits),
        checks=tuple(checks),
    )
