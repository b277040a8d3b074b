"""Clusters that can start nowhere and never, each with the reason that comes closest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optmodel.economics.screening import RULES
from optmodel.economics.types import Exclusion
from optmodel.errors import Finding
from optmodel.program.program import Cluster, Program
from optmodel.sense.outlook import Outlook
from optmodel.sense.short_site import short_site
from optmodel.sense.words import SHOWN, about, address, listed

SAID_EARLIER = {"operator_choice", "start_window"}
"""Reasons that a warning about the row says already, where the cluster need not be funded."""

MOST_REASONS = 3
"""Reasons that are told of one site, in the order of the periods in which they hold."""


@dataclass(frozen=True, slots=True)
class _Reason:
    """A rule that stands in the way for a time."""

    rule: str
    words: str
    cell: str

    @property
    def clause(self) -> str:
        """Such as ``permit not in hand before 2028 Q2 (Sites!L8)``."""
        return f"{self.words} ({self.cell})" if self.cell else self.words


@dataclass(frozen=True, slots=True)
class _Case:
    """Where a cluster comes closest to a start, and what stands in its way there."""

    reasons: tuple[_Reason, ...]
    """By period."""
    site: str
    """Id; empty where the same holds everywhere."""
    alike: tuple[str, ...]
    """Other sites at which the closest rule is the same."""
    others: bool
    """Whether it is another rule elsewhere."""

    @property
    def closest(self) -> str:
        """The rule that is broken last: the rest has been passed."""
        return max((it.rule for it in self.reasons), key=RULES.index, default="")

    @property
    def told(self) -> str:
        """Such as ``at ORR: permit not in hand before 2028, then its latest start is 2027``."""
        where = f"at {self.site}: " if self.site else ""
        words = ", then ".join(it.clause for it in self.reasons[:MOST_REASONS])
        shown = listed(self.alike) if len(self.alike) <= SHOWN else f"{len(self.alike)} more sites"
        likewise = f"; likewise at {shown}" if self.alike else ""
        return f"{where}{words}{likewise}{'; elsewhere for other reasons' if self.others else ''}"

    @property
    def cells(self) -> tuple[str, ...]:
        """Addresses of what decides."""
        return tuple(it.cell for it in self.reasons)


def without_start_findings(outlook: Outlook) -> Iterator[Finding]:
    """Say of every row that has no possible start why; an error where it must be funded."""
    program = outlook.program
    rows = [row for row in outlook.rows if not row.had_options and row.cluster.decision != "skip"]
    excluded: dict[int, list[Exclusion]] = {row.index: [] for row in rows}
    for exclusion in outlook.options.excluded if rows else ():
        if exclusion.cluster in excluded:
            excluded[exclusion.cluster].append(exclusion)
    for row in rows:
        case = _case(program, row.cluster, excluded[row.index])
        if row.must:
            yield _impossible(program, row.cluster, case)
        elif not _is_said(program, row.cluster, case):
            message = f"cannot be funded anywhere: {case.told}."
            yield about(row.cluster, "Cluster", "W312", message, case.cells)


def _impossible(program: Program, cluster: Cluster, case: _Case) -> Finding:
    """Choose the words for a row that must be funded: by its closest rule."""
    site = next((it for it in program.sites if it.id == cluster.site), None)
    decision = address(cluster.cells, "Decision")
    if site is not None and case.closest == "site_closed":
        closed = address(site.cells, "Decision")
        message = f"{cluster.id} must be funded ({decision}), but {site.id} is closed ({closed})."
        return about(cluster, "Site", "E312", message, (decision, closed))
    if case.closest == "operator_choice":
        message = f"must be funded ({decision}), but {case.told}."
        return about(cluster, "Cluster", "E313", message, (decision, *case.cells))
    if site is not None and case.closest == "site_supply":
        short = short_site(program, cluster, site)
        if short is not None:
            return short
    message = f"must be funded, but cannot start anywhere: {case.told}."
    return about(cluster, "Decision", "E311", message, case.cells)


def _case(program: Program, cluster: Cluster, excluded: Sequence[Exclusion]) -> _Case:
    """Find the site where a cluster comes closest: the fixed one, or the one that passes most.

    The rules are asked in a fixed order: the later the one that fails, the more has been passed.
    """
    wanted = [i for i, site in enumerate(program.sites) if cluster.site in {"", site.id}]
    by_site: dict[int, list[Exclusion]] = {index: [] for index in wanted}
    for each in excluded:
        for index in wanted if each.site < 0 else (each.site,):
            if index in by_site:
                by_site[index].append(each)
    closest = {
        index: max((RULES.index(each.rule) for each in found), default=-1)
        for index, found in by_site.items()
    }
    best = max(wanted, key=lambda index: closest[index], default=-1)
    found = sorted(by_site.get(best, ()), key=lambda each: each.first)
    alike = [index for index in wanted if index != best and closest[index] == closest[best]]
    everywhere = all(each.site < 0 for each in found)
    return _Case(
        reasons=tuple(dict.fromkeys(_Reason(it.rule, it.reason, it.cell) for it in found)),
        site="" if everywhere or best < 0 else program.sites[best].id,
        alike=() if everywhere else tuple(program.sites[index].id for index in alike),
        others=not everywhere and len(alike) + 1 < len(wanted),
    )


def _is_said(program: Program, cluster: Cluster, case: _Case) -> bool:
    """Whether a warning about the row says it already."""
    closed = {site.id for site in program.sites if site.decision == "closed"}
    return case.closest in SAID_EARLIER or cluster.site in closed
