"""Clusters that can start nowhere and never, each with the reason that comes closest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optmodel.economics.screening import RULES
from optmodel.economics.types import Exclusion
from optmodel.errors import Finding
from optmodel.program.program import Cluster, Program
from optmodel.sense.outlook import Outlook, Row
from optmodel.sense.short_site import short_site
from optmodel.sense.words import SHOWN, about, address, listed

SAID_EARLIER = {"operator_choice", "start_window"}
"""Reasons that a warning about the row says already, where the cluster need not be funded."""

MOST_REASONS = 2
"""Reasons that are told for a cluster that may stand anywhere."""


@dataclass(frozen=True, slots=True)
class _Reason:
    """A rule that stands in the way, with the sites where it does."""

    rule: str
    words: str
    cell: str
    sites: tuple[str, ...]
    """Ids; empty = everywhere."""

    @property
    def sentence(self) -> str:
        """Such as ``at ORR: the site takes no cluster (Sites!S8), likewise at INL``."""
        cell = f" ({self.cell})" if self.cell else ""
        where = f"at {self.sites[0]}: " if self.sites else ""
        more = self.sites[1:]
        shown = f"{len(more)} more sites" if len(more) > SHOWN else listed(more)
        likewise = f", likewise at {shown}" if more else ""
        return f"{where}{self.words}{cell}{likewise}"


def without_start_findings(outlook: Outlook) -> Iterator[Finding]:
    """Say of every row that has no possible start why; an error where it must be funded."""
    program = outlook.program
    rows = [row for row in outlook.rows if not row.had_options and row.cluster.decision != "skip"]
    excluded: dict[int, list[Exclusion]] = {row.index: [] for row in rows}
    for exclusion in outlook.options.excluded if rows else ():
        if exclusion.cluster in excluded:
            excluded[exclusion.cluster].append(exclusion)
    for row in rows:
        reasons = _reasons(program, row.cluster, excluded[row.index])
        if row.must:
            yield _impossible(program, row, reasons)
        elif not _is_said(program, row.cluster, reasons):
            message = f"cannot be funded anywhere: {_told(reasons)}."
            yield about(row.cluster, "Cluster", "W312", message, _cells(reasons))


def _impossible(program: Program, row: Row, reasons: Sequence[_Reason]) -> Finding:
    """Choose the words for a row that must be funded: by its closest reason."""
    cluster, first = row.cluster, reasons[0].rule if reasons else ""
    site = next((it for it in program.sites if it.id == cluster.site), None)
    decision = address(cluster.cells, "Decision")
    if site is not None and first == "site_closed":
        closed = address(site.cells, "Decision")
        message = f"{cluster.id} must be funded ({decision}), but {site.id} is closed ({closed})."
        return about(cluster, "Site", "E312", message, (decision, closed))
    if first == "operator_choice":
        message = f"must be funded ({decision}), but {reasons[0].words}."
        return about(cluster, "Cluster", "E313", message, (decision, *_cells(reasons)))
    if site is not None and first == "site_supply":
        short = short_site(program, cluster, site)
        if short is not None:
            return short
    message = f"must be funded, but cannot start anywhere: {_told(reasons)}."
    return about(cluster, "Decision", "E311", message, _cells(reasons))


def _reasons(program: Program, cluster: Cluster, excluded: Sequence[Exclusion]) -> list[_Reason]:
    """Collect the reasons, those that come closest to a start first.

    The rules are asked in a fixed order: the later one of them fails, the more has been passed.
    Of a cluster with a fixed site only what holds there is told.
    """
    places: dict[tuple[str, str], list[Exclusion]] = {}
    for each in excluded:
        place = program.sites[each.site].id if each.site >= 0 else ""
        if not cluster.site or place in {"", cluster.site}:
            places.setdefault((each.rule, each.cell), []).append(each)
    reasons = [
        _Reason(rule, group[0].reason, cell, _sites(program, group))
        for (rule, cell), group in places.items()
    ]
    return sorted(reasons, key=lambda it: (-RULES.index(it.rule), -len(it.sites)))


def _sites(program: Program, group: Sequence[Exclusion]) -> tuple[str, ...]:
    """Ids of the sites, each once; none where it holds everywhere."""
    if any(each.site < 0 for each in group):
        return ()
    return tuple(dict.fromkeys(program.sites[each.site].id for each in group))


def _told(reasons: Sequence[_Reason]) -> str:
    """The closest reasons, and how many others there are."""
    told = "; ".join(reason.sentence for reason in reasons[:MOST_REASONS])
    more = len(reasons) - MOST_REASONS
    return f"{told}; elsewhere for other reasons" if more > 0 else told


def _cells(reasons: Sequence[_Reason]) -> tuple[str, ...]:
    return tuple(reason.cell for reason in reasons[:MOST_REASONS])


def _is_said(program: Program, cluster: Cluster, reasons: Sequence[_Reason]) -> bool:
    """Whether a warning about the row says it already."""
    first = reasons[0].rule if reasons else ""
    closed = {site.id for site in program.sites if site.decision == "closed"}
    return first in SAID_EARLIER or cluster.site in closed
