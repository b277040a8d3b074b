"""What two clusters gain by standing at the same site."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.audit.case import Case
from optmodel.audit.cash import operating_periods
from optmodel.audit.claim import Start
from optmodel.audit.facts import Steps
from optmodel.audit.returns import present_value
from optmodel.workbook.tables import Record


def synergy_of(case: Case) -> float:
    """Present value of all synergies, USD m: to the program and the host, in no vehicle."""
    return sum((present_value(case.facts, flow) for flow in _flows(case)), 0.0)


def _flows(case: Case) -> Iterator[Steps]:
    """(H,) what each row of Synergies brings at each site."""
    starts = case.by_cluster()
    for rule in case.facts.tables.rows("Synergies"):
        for site in case.facts.sites:
            one = _standing(starts.get(rule.text("Cluster A"), []), site)
            other = _standing(starts.get(rule.text("Cluster B"), []), site)
            if one and other:
                yield _flow(case, rule, one, other)


def _flow(case: Case, rule: Record, one: list[Start], other: list[Start]) -> Steps:
    """The benefit while both operate, and the saving once the second of them starts.

    Once per site, however many copies: at the prices of revenue and of capex.
    """
    facts = case.facts
    together = _operating(case, one) & _operating(case, other)
    benefit = rule.number("Benefit (USD m/year)") * facts.calendar.years
    saving = rule.number("Capex saving (USD m)")
    second = max(min(start.period for start in starts) for starts in (one, other))
    return tuple(
        benefit * facts.revenue_index[h] * (h in together)
        + saving * facts.capex_index[h] * (h == second)
        for h in range(facts.calendar.horizon)
    )


def _standing(starts: list[Start], site: str) -> list[Start]:
    return [start for start in starts if start.site == site]


def _operating(case: Case, starts: list[Start]) -> set[int]:
    """Periods in which at least one of the copies operates."""
    return {
        h
        for start in starts
        for h in range(*operating_periods(case.facts, start.cluster, start.period))
    }
