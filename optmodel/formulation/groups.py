"""How many of a group start by a date: group_rule (dimensionless)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pyomo.environ as pyo

from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.rows import Rows, Term
from optmodel.program.program import GroupRule, Program


def add_group_rule(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """At most, at least or exactly so many members of a group have started by a date.

    sum_k sum_s x[k,s,by] <= , >= or = count; every copy of a member counts one.

    With *same site* they are counted site by site. At most: sum_k x[k,s,by] <= count * y[s,by -
    preparation] at every site s, for nothing has started where y is 0. At least and exactly:
    group_site[s] in {0,1} picks a site, sum_s group_site[s] = 1, and sum_k x[k,s,by] >= or
    = count * group_site[s]: *exactly* leaves none of the group at any other site. A site
    that cannot take so many has no group_site. Exactly 0 is none anywhere.
    """
    rows = Rows()
    groups = [
        _Group(program, decisions, number, rule)
        for number, rule in enumerate(program.group_rules, start=1)
    ]
    model.group_site = pyo.Var(
        [group.site_key(s) for group in groups if group.picks for s in group.large_enough()],
        domain=pyo.Binary,
    )
    for group in groups:
        if group.picks:
            _add_at_one_site(rows, model, group)
        elif group.rule.same_site and group.rule.sense == "at most":
            _add_at_every_site(rows, group)
        else:
            _add_everywhere(rows, group)
    rows.attach(model, "group_rule")


@dataclass(frozen=True, slots=True)
class _Group:
    """A rule for a group, and what of the group could stand where."""

    program: Program
    decisions: Decisions
    number: int
    rule: GroupRule

    @property
    def picks(self) -> bool:
        """Whether the rule picks a site: of nothing, any site has enough."""
        return self.rule.same_site and self.rule.sense != "at most" and self.rule.count > 0

    def site_key(self, site: int) -> tuple[int, str, str]:
        """Index of group_site."""
        return self.number, self.rule.group, self.program.sites[site].id

    def row_key(self, site: int) -> tuple[int, str, str]:
        """Name of the row of a site."""
        place = self.program.sites[site].id
        return self.number, self.rule.group, f"{self.rule.by_period} at {place}"

    def members(self) -> list[int]:
        """Rows of Clusters in the group."""
        clusters = enumerate(self.program.clusters)
        return [index for index, cluster in clusters if cluster.id in self.rule.members]

    def started(self) -> list[Term]:
        """Terms that add up to the members that have started anywhere by the date."""
        return [
            (1.0, self.decisions.x[column])
            for row in self.members()
            for column in self.decisions.started(row, self.rule.by_period)
        ]

    def standing(self, site: int) -> list[Term]:
        """Terms that add up to the members that have started at a site by the date."""
        return [
            (1.0, self.decisions.x[column])
            for row in self.members()
            for column in self.decisions.started_at(row, site, self.rule.by_period)
        ]

    def room(self, site: int) -> float:
        """Members that could have started at a site by the date, copies one by one."""
        started_at, by = self.decisions.started_at, self.rule.by_period
        here = [row for row in self.members() if started_at(row, site, by)]
        maximum = self.program.sites[site].maximum_clusters
        most = float(self.decisions.most[here, site].sum())
        return min(most, math.inf if maximum is None else float(maximum))

    def large_enough(self) -> list[int]:
        """Sites that can take as many of the group as the rule asks for."""
        sites = range(len(self.program.sites))
        return [site for site in sites if self.room(site) >= self.rule.count]


def _add_everywhere(rows: Rows, group: _Group) -> None:
    """Add the row that counts all sites together."""
    rule = group.rule
    key, count = (group.number, rule.group, rule.by_period), float(rule.count)
    if rule.sense == "at most":
        rows.at_most(key, group.started(), count)
    elif rule.sense == "at least":
        rows.at_least(key, group.started(), count)
    else:
        rows.equal(key, group.started(), count)


def _add_at_every_site(rows: Rows, group: _Group) -> None:
    """Add a row for each site that could take more than the rule allows."""
    decisions, rule = group.decisions, group.rule
    for site, place in enumerate(group.program.sites):
        if group.room(site) <= rule.count:
            continue
        terms = group.standing(site)
        opening = decisions.opened(site, rule.by_period - place.preparation_periods)
        if opening != NONE:
            terms.append((-float(rule.count), decisions.y[opening]))
        rows.at_most(group.row_key(site), terms, 0.0)


def _add_at_one_site(rows: Rows, model: pyo.ConcreteModel, group: _Group) -> None:
    """Add the row that picks a site, and one for each site."""
    rule, picked = group.rule, []
    large_enough = group.large_enough()
    for site in range(len(group.program.sites)):
        terms = group.standing(site)
        if site in large_enough:
            here = model.group_site[group.site_key(site)]
            picked.append((1.0, here))
            terms.append((-float(rule.count), here))
        if rule.sense == "exactly" and terms:
            rows.equal(group.row_key(site), terms, 0.0)
        elif site in large_enough:
            rows.at_least(group.row_key(site), terms, 0.0)
    rows.equal((group.number, rule.group, f"{rule.by_period} at one site"), picked, 1.0)
