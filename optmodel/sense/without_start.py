"""Clusters that can start nowhere and never, each with the reason that comes closest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optmodel.errors import Finding
from optmodel.program.program import Cluster, Program
from optmodel.sense.closest import Case, closest_case
from optmodel.sense.outlook import Outlook
from optmodel.sense.short_site import short_site
from optmodel.sense.words import about, address, listed

SAID_EARLIER = {"operator_choice", "start_window"}
"""Reasons that a warning about the row says already, where the cluster need not be funded."""

MOST_NAMES = 12
"""Rows that are named where one message stands for several."""

Cases = Sequence[tuple[Cluster, Case]]
"""Rows of Clusters, each with what stands in its way."""


def without_start_findings(outlook: Outlook) -> Iterator[Finding]:
    """Say of every row that has no possible start why; an error where it must be funded.

    Rows that one cell keeps out by one rule are told together.
    """
    program = outlook.program
    rows = [row for row in outlook.rows if not row.had_options and row.cluster.decision != "skip"]
    excluded = outlook.excluded(rows)
    alike: dict[tuple[str, str, str], list[tuple[Cluster, Case]]] = {}
    for row in rows:
        cluster = row.cluster
        wanted = [i for i, site in enumerate(program.sites) if cluster.site in {"", site.id}]
        case = closest_case(program, wanted, excluded[row.index])
        own = _of_its_own(program, cluster, case) if row.must else None
        if own is not None:
            yield own
        elif row.must or not _is_said(program, cluster, case):
            cell = "" if case.decisive is None else case.decisive.cell
            # What no cell decides is not known to be the same: such a row stands for itself.
            cause = (cluster.decision, case.rule, cell or cluster.id)
            alike.setdefault(cause, []).append((cluster, case))
    for cases in alike.values():
        yield _together(cases)


def _together(cases: Cases) -> Finding:
    """Say of rows with one cause that they cannot start, at the first of them."""
    cluster, case = cases[0]
    must = cluster.decision == "fund"
    code, header = ("E311", "Decision") if must else ("W312", "Cluster")
    fact = "must be funded, but cannot start anywhere" if must else "cannot be funded anywhere"
    if len(cases) == 1:
        return about(cluster, header, code, f"{fact}: {case.told}.", case.cells)
    names = listed((it.id for it, _ in cases), MOST_NAMES)
    where = " " if case.site else ": "
    message = f"{names} {fact}, all for the same reason, such as {cluster.id}{where}{case.told}."
    cells = [address(it.cells, header) for it, _ in cases]
    return about(cluster, header, code, message, (*case.cells, *cells))


def _of_its_own(program: Program, cluster: Cluster, case: Case) -> Finding | None:
    """Word a row that must be funded whose site or operators alone are the matter."""
    site = next((it for it in program.sites if it.id == cluster.site), None)
    decision = address(cluster.cells, "Decision")
    if site is not None and case.rule == "site_closed":
        closed = address(site.cells, "Decision")
        message = f"{cluster.id} must be funded ({decision}), but {site.id} is closed ({closed})."
        return about(cluster, "Site", "E312", message, (decision, closed))
    if case.rule == "operator_choice":
        message = f"must be funded ({decision}), but {case.told}."
        return about(cluster, "Cluster", "E313", message, (decision, *case.cells))
    if site is not None and case.rule == "site_supply":
        return short_site(program, cluster, site)
    return None


def _is_said(program: Program, cluster: Cluster, case: Case) -> bool:
    """Whether a warning about the row says it already."""
    closed = {site.id for site in program.sites if site.decision == "closed"}
    return case.rule in SAID_EARLIER or cluster.site in closed
