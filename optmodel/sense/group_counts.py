"""Rules for groups that cannot be met, alone or two together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from optmodel.errors import Finding
from optmodel.program.program import GroupRule
from optmodel.sense.outlook import Outlook, Row
from optmodel.sense.words import cells_of, counted, finding, named


def group_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find rules that too few or too many clusters make impossible, and rules that contradict."""
    rules = outlook.program.group_rules
    broken: list[GroupRule] = []
    for rule in rules:
        found = _too_few(outlook, rule) or _too_many(outlook, rule)
        if found is not None:
            broken.append(rule)
            yield found
    left = [rule for rule in rules if rule not in broken]
    yield from _contradictions(outlook, left)


def _too_few(outlook: Outlook, rule: GroupRule) -> Finding | None:
    """Say where fewer could start than must; of rows that must be funded no more is said."""
    if rule.sense == "at most" or rule.count == 0:
        return None
    members = [row for row in outlook.rows if row.cluster.id in rule.members]
    if any(row.must and not row.can for row in members):
        return None
    able, most = _most(outlook, rule, members)
    if most >= rule.count:
        return None
    who = f": {named(able)}" if able else ""
    where = " at one site" if rule.same_site else ""
    could = f"only {counted(most, 'cluster')} could{who}" if most else "none could"
    message = (
        f"{rule.sense} {rule.count} of group {rule.group} must start{where}{_by(outlook, rule)}, "
        f"but {could}."
    )
    return _of_rule(rule, message, cells_of(members, "Decision"))


def _most(outlook: Outlook, rule: GroupRule, members: Sequence[Row]) -> tuple[list[Row], int]:
    """Members that could have started by the date, at the best site for a rule by site."""
    options = outlook.options
    best: tuple[list[Row], int] = ([], 0)
    in_time = {row: row.options[options.start[row.options] <= rule.by_period] for row in members}
    if not rule.same_site:
        able = [row for row in members if len(in_time[row])]
        return able, sum(row.copies for row in able)
    for index, site in enumerate(outlook.program.sites):
        able = [row for row in members if (options.site[in_time[row]] == index).any()]
        count = sum(row.copies for row in able)
        if site.maximum_clusters is not None:
            count = min(count, site.maximum_clusters)
        if count > best[1]:
            best = able, count
    return best


def _too_many(outlook: Outlook, rule: GroupRule) -> Finding | None:
    """Say where more must start than may."""
    if rule.sense == "at least":
        return None
    members = [row for row in outlook.forced() if row.cluster.id in rule.members]
    forced = [row for row in members if outlook.latest(row) <= rule.by_period]
    if rule.same_site and rule.sense == "at most":
        return _too_many_at_a_site(outlook, rule, forced)
    count = sum(row.copies for row in forced)
    if count <= rule.count:
        return None
    return _must_start(outlook, rule, forced, "")


def _too_many_at_a_site(outlook: Outlook, rule: GroupRule, forced: Sequence[Row]) -> Finding | None:
    """Count the members that can stand at one site alone, site by site."""
    for index, site in enumerate(outlook.program.sites):
        here = [row for row in forced if outlook.sites(row) == {index}]
        if sum(row.copies for row in here) > rule.count:
            return _must_start(outlook, rule, here, f" at {site.id}")
    return None


def _must_start(outlook: Outlook, rule: GroupRule, rows: Sequence[Row], where: str) -> Finding:
    count = sum(row.copies for row in rows)
    message = (
        f"{rule.sense} {rule.count} of group {rule.group} may start{where}{_by(outlook, rule)}, "
        f"but {counted(count, 'cluster')} must be funded and cannot start later: {named(rows)}."
    )
    return _of_rule(rule, message, cells_of(rows, "Decision"))


def _contradictions(outlook: Outlook, rules: Sequence[GroupRule]) -> Iterator[Finding]:
    """Find rules of which one asks for more than another allows: of the same clusters, or more.

    What has started stays started, so that the one that allows may look at a later date.
    """
    said: set[frozenset[str]] = set()
    sharing: defaultdict[str, list[GroupRule]] = defaultdict(list)
    for rule in rules:
        for member in set(rule.members):
            sharing[member].append(rule)
    for asks in rules:
        if asks.sense == "at most":
            continue
        # Rules about other groups are most of them: only those that share a member are compared.
        for allows in sharing[min(asks.members, default="")]:
            if not _contradict(asks, allows) or frozenset((asks.cell, allows.cell)) in said:
                continue
            said.add(frozenset((asks.cell, allows.cell)))
            other = "it" if asks.group == allows.group else f"group {allows.group}"
            message = (
                f"{asks.sense} {asks.count} of group {asks.group} must start{_by(outlook, asks)}, "
                f"but of {other} {allows.sense} {allows.count} may{_by(outlook, allows)} "
                f"({allows.cell})."
            )
            yield _of_rule(asks, message, (allows.cell,), "E318")


def _contradict(asks: GroupRule, allows: GroupRule) -> bool:
    """Whether one rule asks for more than another allows of the same clusters."""
    by_site = allows.same_site and allows.sense == "at most"
    return (
        allows.sense != "at least"
        and not by_site
        and asks.count > allows.count
        and asks.by_period <= allows.by_period
        and set(asks.members) <= set(allows.members)
    )


def _by(outlook: Outlook, rule: GroupRule) -> str:
    """``by the end of 2028``, or nothing for the last decision period."""
    calendar = outlook.program.calendar
    if rule.by_period >= calendar.decision_periods - 1:
        return ""
    return f" by the end of {calendar.label(rule.by_period)}"


def _of_rule(rule: GroupRule, message: str, involved: Sequence[str], code: str = "E317") -> Finding:
    """Make a finding about the count of a rule."""
    return finding(
        code, message, rule.cell, key=f"group {rule.group}", column="Count", involved=involved
    )
