"""Rules about which clusters start and in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from optmodel.audit.case import Case, Violation, copies_of, is_known
from optmodel.audit.cash import build_periods
from optmodel.audit.claim import Start
from optmodel.audit.facts import word
from optmodel.workbook.tables import Record


def fund_once(case: Case) -> Iterator[Violation]:
    """Each copy starts at most once; exactly once where the decision is *fund*."""
    times = Counter((start.cluster, start.copy) for start in case.starts)
    for (cluster, copy), count in times.items():
        if count > 1:
            yield Violation("fund_once", f"{cluster} #{copy} starts {count} times", count - 1)
    for cluster, row in case.facts.clusters.items():
        if word(row, "Decision") != "fund":
            continue
        for copy in range(1, copies_of(case.facts, cluster) + 1):
            if times[cluster, copy] == 0:
                words = f"{cluster} #{copy} is marked fund and does not start"
                yield Violation("fund_once", words, 1.0, row.address("Decision"))


def stays_started(case: Case) -> Iterator[Violation]:
    """A start is one step of a known cluster at a known site in a decision period."""
    for start in case.starts:
        if not is_known(case.facts, start):
            words = f"{start.label}: the workbook has no such cluster, copy, site or period"
            yield Violation("stays_started", words, 1.0)
        elif start.period >= case.facts.calendar.decisions:
            over = start.period - case.facts.calendar.decisions + 1
            words = f"{start.label}: that is after the decision periods"
            cell = case.facts.setting_cell("Decision periods")
            yield Violation("stays_started", words, over, cell, "periods")


def copies_in_order(case: Case) -> Iterator[Violation]:
    """A copy starts no earlier than the one before it, and not without it."""
    first = _first_start_of_copy(case)
    for (cluster, copy), period in first.items():
        if copy == 1:
            continue
        before = first.get((cluster, copy - 1))
        if before is None:
            words = f"{cluster} #{copy} starts without #{copy - 1}"
            yield Violation("copies_in_order", words, 1.0)
        elif period < before:
            words = f"{cluster} #{copy} starts in period {period}, #{copy - 1} in {before}"
            yield Violation("copies_in_order", words, before - period, unit="periods")


def starts_per_period(case: Case) -> Iterator[Violation]:
    """``starts in a period <= maximum``."""
    limit = case.facts.setting_number("Maximum starts per period")
    if limit is None:
        return
    for period, count in Counter(start.period for start in case.starts).items():
        if count > limit:
            words = f"{count} starts in {case.facts.calendar.name(period)}, may be {limit:.0f}"
            cell = case.facts.setting_cell("Maximum starts per period")
            yield Violation("starts_per_period", words, count - limit, cell, "starts")


def dependency(case: Case) -> Iterator[Violation]:
    """What a cluster needs has started (or is built) the lag before, there or anywhere."""
    starts = case.by_cluster()
    for rule in case.facts.tables.rows("Dependencies"):
        others = starts.get(rule.text("Needs"), [])
        for start in starts.get(rule.text("Cluster"), []):
            yield from _unmet(case, rule, start, others)


def group_rule(case: Case) -> Iterator[Violation]:
    """At most, at least or exactly n starts of a group by the end of a period.

    Where it is counted site by site: at most = no site has more; at least = some one site has as
    many; exactly = as many in all, and all of them at one site.
    """
    facts = case.facts
    last = facts.calendar.decisions - 1
    for rule in facts.tables.rows("Group rules"):
        group, limit = rule.text("Group"), round(rule.number("Count"))
        by = min(facts.period(rule, "By", last), last)
        members = {
            row.text("Cluster") for row in facts.tables.rows("Groups") if row.text("Group") == group
        }
        sites = Counter(
            start.site for start in case.starts if start.cluster in members and start.period <= by
        )
        together = rule.values.get("Same site") is True
        excess = _group_excess(word(rule, "Rule"), limit, sites, together=together)
        if excess > 0:
            where = " at one site" if together else ""
            words = (
                f"{sites.total()} of group {group} by period {by},"
                f" must be {word(rule, 'Rule')} {limit}{where}"
            )
            yield Violation("group_rule", words, excess, rule.address("Count"), "clusters")


def _group_excess(sense: str, limit: int, sites: Counter[str], *, together: bool) -> int:
    """How many starts too many or too few there are, counted in all or site by site."""
    most = max(sites.values(), default=0)
    count = most if together else sites.total()
    if sense == "at most":
        return count - limit
    if sense == "at least":
        return limit - count
    wrong = abs(sites.total() - limit)
    return wrong or sites.total() - count


def _first_start_of_copy(case: Case) -> dict[tuple[str, int], int]:
    """(cluster, copy) to the period in which it starts first."""
    first: dict[tuple[str, int], int] = {}
    for start, _ in case.known():
        key = start.cluster, start.copy
        first[key] = min(start.period, first.get(key, start.period))
    return first


def _unmet(case: Case, rule: Record, start: Start, others: list[Start]) -> Iterator[Violation]:
    """The violation by one start of one row of Dependencies, whose other cluster has ``others``."""
    needs = rule.text("Needs")
    lag = round(rule.number("Lag (periods)"))
    longest = rule.optional_number("Maximum lag (periods)")
    built = build_periods(case.facts, needs) if word(rule, "Timing") == "finish" else 0
    together = rule.flag("Same site")
    counted_from = [
        other.period + built for other in others if other.site == start.site or not together
    ]
    where = " at the same site" if together else ""
    if not counted_from:
        words = f"{start.label}: {needs} does not start{where}"
        yield Violation("dependency", words, 1.0, rule.address("Needs"))
        return
    early = min(moment + lag for moment in counted_from) - start.period
    if early > 0:
        words = f"{start.label}: {needs} is ready for it{where} in period {start.period + early}"
        yield Violation("dependency", words, early, rule.address("Lag (periods)"), "periods")
    elif longest is not None:
        # Some copy of the other, not necessarily the first one, is neither too late nor too early.
        late = min(
            start.period - moment - round(longest)
            for moment in counted_from
            if moment + lag <= start.period
        )
        if late > 0:
            words = f"{start.label}: {late} periods too long after {needs}{where}"
            cell = rule.address("Maximum lag (periods)")
            yield Violation("dependency", words, late, cell, "periods")
