"""The words and the cell of each reason for leaving a start out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from optmodel.economics.funding import commitment_left
from optmodel.economics.shortage import using_periods
from optmodel.program.program import Cluster, Program, Site, Source
from optmodel.program.resources import HEADERS, UNITS


@dataclass(frozen=True, slots=True)
class Case:
    """Starts of a cluster at a site, ``first`` to ``last``, that one rule excludes."""

    program: Program
    cluster: Cluster
    site: Site
    first: int
    last: int
    subject: int
    """Index of the source or of the resource that the rule is about."""
    calls_musd: float
    """The least that any of these starts calls; inf where nothing was worked out."""
    payback_years: float
    """The best of any of these starts; inf = never."""
    recovery_years: float
    """The best of any of these starts; inf = never."""
    broken_period: int
    """Period in which the calls of the first of these starts are more than can be paid."""

    @property
    def source(self) -> Source:
        """The source that the rule is about."""
        return self.program.sources[self.subject]

    @property
    def beside_others(self) -> str:
        """What follows a reason of one source where there are others."""
        others = len(self.program.sources) - 1
        return ", and what others may pay is not enough" if others else ""

    def label(self, period: int) -> str:
        """A period in words."""
        return self.program.calendar.label(period)


def reason(rule: str, case: Case) -> tuple[str, str]:
    """Say why: a clause for a finance team, and the address of the deciding cell."""
    return _REASONS[rule](case)


def _skipped(case: Case) -> tuple[str, str]:
    return "its decision is skip", case.cluster.cells.get("Decision", "")


def _operator_choice(case: Case) -> tuple[str, str]:
    asked = {fit.operator for fit in case.cluster.fits}
    declined = [operator for operator in case.program.operators if operator.id in asked]
    names = ", ".join(operator.id for operator in declined)
    words = f"every operator that could run it has declined: {names}"
    return words, declined[0].cells.get("Status", "")


def _site_closed(case: Case) -> tuple[str, str]:
    return "the site is closed", case.site.cells.get("Decision", "")


def _fixed_site(case: Case) -> tuple[str, str]:
    return f"fixed to site {case.cluster.site}, not possible", case.cluster.cells.get("Site", "")


def _placement(case: Case) -> tuple[str, str]:
    pair = case.program.placement[case.cluster.id, case.site.id]
    return "Placement does not allow it", pair.cell


def _start_window(case: Case) -> tuple[str, str]:
    cells, earliest = case.cluster.cells, case.cluster.earliest_start
    if earliest is not None and case.first < earliest:
        return f"its earliest start is {case.label(earliest)}", cells.get("Earliest start", "")
    latest = case.cluster.latest_start
    assert latest is not None, "only a latest start closes the window"  # noqa: S101
    return f"its latest start is {case.label(latest)}", cells.get("Latest start", "")


def _last_commitment(case: Case) -> tuple[str, str]:
    cell = case.source.cells.get("Last commitment", "")
    words = f"{case.source.id} commits nothing after {case.source.last_commitment}"
    return words + case.beside_others, cell


def _permit(case: Case) -> tuple[str, str]:
    ready = case.label(case.site.permit_periods)
    cell = case.site.cells.get("Permit median (months)", "")
    return f"permit not in hand before {ready}", cell


def _preparation(case: Case) -> tuple[str, str]:
    ready = case.label(case.site.preparation_periods)
    cell = case.site.cells.get("Preparation (periods)", "")
    return f"site preparation not done before {ready}", cell


def _first_call(case: Case) -> tuple[str, str]:
    opens = case.label(case.source.first_call)
    cell = case.source.cells.get("First call", "")
    words = f"it needs money before the first call on {case.source.id}, {opens}"
    return words + case.beside_others, cell


def _last_call(case: Case) -> tuple[str, str]:
    closes = case.label(case.source.last_call)
    cell = case.source.cells.get("Last call", "")
    words = f"it needs money after the last call on {case.source.id}, {closes}"
    return words + case.beside_others, cell


def _horizon(case: Case) -> tuple[str, str]:
    cell = case.program.setting_cells.get("Horizon periods", "")
    return "construction would not end within the horizon", cell


def _clusters_per_site(case: Case) -> tuple[str, str]:
    return "the site takes no cluster", case.site.cells.get("Maximum clusters", "")


def _site_supply(case: Case) -> tuple[str, str]:
    resource = case.program.resources[case.subject]
    lowest, when, cell = _scarcest(case, resource)
    use = _number(case.program.use(case.cluster, case.site, resource))
    unit = UNITS.get(resource, "")
    needed = f"{unit} of {resource}" if unit and resource != "workers" else resource
    words = f"it needs {use} {needed} and there are {_number(lowest)}{when}"
    return f"{words}, whatever others add", cell


def _scarcest(case: Case, resource: str) -> tuple[float, str, str]:
    """Least that a site has while the first of the starts uses it, when, and the cell of it."""
    begin, end = using_periods(case.program, case.cluster, resource)
    supply = case.program.supply(case.site, resource)
    while_used = supply[begin[case.first] : end[case.first]]
    lowest = min(while_used)
    period = int(begin[case.first]) + while_used.index(lowest)
    when = "" if len(set(supply)) == 1 else f" in {case.label(period)}"
    steps = case.site.supply_steps.get(resource, ())
    begun = [step for step in steps if step.from_period <= period]
    base = case.site.cells.get(HEADERS.get(resource, ""), "")
    return lowest, when, begun[-1].cell if begun else base


def _commitment_limit(case: Case) -> tuple[str, str]:
    left = _number(commitment_left(case.source))
    words = f"it calls USD {_number(case.calls_musd)} m and {case.source.id} has {left} m left"
    words += case.beside_others
    return words, case.source.cells.get("Commitment (USD m)", "")


def _call_limit(case: Case) -> tuple[str, str]:
    when = case.label(case.broken_period)
    words = f"its calls alone are more than {case.source.id} can pay by {when}"
    words += case.beside_others
    rows = [row for row in case.source.call_limits if row.from_period <= case.broken_period]
    return words, rows[-1].cell


def _cluster_payback(case: Case) -> tuple[str, str]:
    target = _target(case.cluster.maximum_payback_years)
    words = f"its payback is {_best(case, case.payback_years)}, the target is {target}"
    return words, case.cluster.cells.get("Maximum payback (years)", "")


def _source_recovery(case: Case) -> tuple[str, str]:
    target = _target(case.source.recovery_target_years)
    best = _best(case, case.recovery_years)
    words = f"the recovery of {case.source.id} is {best}, the target is {target}"
    words += case.beside_others
    return words, case.source.cells.get("Recovery target (years)", "")


def _best(case: Case, years: float) -> str:
    if math.isinf(years):
        return "beyond the horizon"
    at_best = "at best " if case.last > case.first else ""
    return at_best + _years(years)


def _target(years: float | None) -> str:
    assert years is not None, "a target that is missed is given"  # noqa: S101
    return _years(years)


def _years(years: float) -> str:
    written = _number(years)
    return f"{written} year{'' if written == '1' else 's'}"


def _number(amount: float) -> str:
    """Two decimals at most, thousands separated."""
    return f"{amount:,.2f}".removesuffix("0").removesuffix("0").removesuffix(".")


_REASONS: Final[Mapping[str, Callable[[Case], tuple[str, str]]]] = {
    "skipped": _skipped,
    "operator_choice": _operator_choice,
    "site_closed": _site_closed,
    "fixed_site": _fixed_site,
    "placement": _placement,
    "start_window": _start_window,
    "last_commitment": _last_commitment,
    "permit": _permit,
    "preparation": _preparation,
    "first_call": _first_call,
    "last_call": _last_call,
    "horizon": _horizon,
    "clusters_per_site": _clusters_per_site,
    "site_supply": _site_supply,
    "commitment_limit": _commitment_limit,
    "call_limit": _call_limit,
    "cluster_payback": _cluster_payback,
    "source_recovery": _source_recovery,
}
