"""The words and the cell of each reason for leaving a start out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from optmodel.economics.funding import commitment_left
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
    calls_musd: float
    """The least that any of these starts calls; inf where nothing was worked out."""
    payback_years: float
    """The best of any of these starts; inf = never."""
    recovery_years: float
    """The best of any of these starts; inf = never."""
    broken_period: int
    """Period in which the calls of the first of these starts are more than can be paid."""
    short_of: str
    """Resource of which the site has too little."""

    @property
    def pledge(self) -> Source:
        """The source that pays."""
        return self.program.sources[0]

    def label(self, period: int) -> str:
        """A period in words."""
        return self.program.calendar.label(period)


def reason(rule: str, case: Case) -> tuple[str, str]:
    """Say why: a clause for a finance team, and the address of the deciding cell."""
    return _REASONS[rule](case)


def _skipped(case: Case) -> tuple[str, str]:
    return "its decision is skip", case.cluster.cells.get("Decision", "")


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
    cell = case.pledge.cells.get("Last commitment", "")
    return f"{case.pledge.id} commits nothing after {case.pledge.last_commitment}", cell


def _permit(case: Case) -> tuple[str, str]:
    ready = case.label(case.site.permit_periods)
    cell = case.site.cells.get("Permit median (months)", "")
    return f"permit not in hand before {ready}", cell


def _preparation(case: Case) -> tuple[str, str]:
    ready = case.label(case.site.preparation_periods)
    cell = case.site.cells.get("Preparation (periods)", "")
    return f"site preparation not done before {ready}", cell


def _first_call(case: Case) -> tuple[str, str]:
    opens = case.label(case.pledge.first_call)
    cell = case.pledge.cells.get("First call", "")
    return f"it needs money before the first call on {case.pledge.id}, {opens}", cell


def _last_call(case: Case) -> tuple[str, str]:
    closes = case.label(case.pledge.last_call)
    cell = case.pledge.cells.get("Last call", "")
    return f"it needs money after the last call on {case.pledge.id}, {closes}", cell


def _horizon(case: Case) -> tuple[str, str]:
    cell = case.program.setting_cells.get("Horizon periods", "")
    return "construction would not end within the horizon", cell


def _clusters_per_site(case: Case) -> tuple[str, str]:
    return "the site takes no cluster", case.site.cells.get("Maximum clusters", "")


def _site_supply(case: Case) -> tuple[str, str]:
    resource = case.short_of
    unit = UNITS[resource]
    use = _number(case.program.use(case.cluster, case.site, resource))
    supply = _number(case.site.supply[resource])
    words = f"it needs {use} {unit} of {resource} and there are {supply}, whatever others add"
    if resource == "workers":
        words = f"it needs {use} workers and there are {supply}, whatever others add"
    return words, case.site.cells.get(HEADERS[resource], "")


def _commitment_limit(case: Case) -> tuple[str, str]:
    left = _number(commitment_left(case.pledge))
    words = f"it calls USD {_number(case.calls_musd)} m and {case.pledge.id} has {left} m left"
    return words, case.pledge.cells.get("Commitment (USD m)", "")


def _call_limit(case: Case) -> tuple[str, str]:
    when = case.label(case.broken_period)
    words = f"its calls alone are more than {case.pledge.id} can pay by {when}"
    rows = [row for row in case.pledge.call_limits if row.from_period <= case.broken_period]
    return words, rows[-1].cell


def _cluster_payback(case: Case) -> tuple[str, str]:
    target = _target(case.cluster.maximum_payback_years)
    words = f"its payback is {_best(case, case.payback_years)}, the target is {target}"
    return words, case.cluster.cells.get("Maximum payback (years)", "")


def _source_recovery(case: Case) -> tuple[str, str]:
    target = _target(case.pledge.recovery_target_years)
    best = _best(case, case.recovery_years)
    words = f"the recovery of {case.pledge.id} is {best}, the target is {target}"
    return words, case.pledge.cells.get("Recovery target (years)", "")


def _best(case: Case, years: float) -> str:
    if math.isinf(years):
        return "beyond the horizon"
    at_best = "at best " if case.last > case.first else ""
    return f"{at_best}{_number(years)} years"


def _target(years: float | None) -> str:
    assert years is not None, "a target that is missed is given"  # noqa: S101
    return f"{_number(years)} years"


def _number(amount: float) -> str:
    """Two decimals at most, thousands separated."""
    return f"{amount:,.2f}".removesuffix("0").removesuffix("0").removesuffix(".")


_REASONS: Final[Mapping[str, Callable[[Case], tuple[str, str]]]] = {
    "skipped": _skipped,
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
