"""Clusters that wait for one that cannot be there in time, or at all."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.errors import Finding
from optmodel.program.program import Cluster, Dependency
from optmodel.program.waits import in_vain
from optmodel.sense.outlook import Outlook, Row
from optmodel.sense.words import address, finding


def waiting_findings(outlook: Outlook) -> Iterator[Finding]:
    """Say of every row whose starts all wait in vain what it waits for."""
    program, rows = outlook.program, {row.cluster.id: row for row in outlook.rows}
    last = program.calendar.decision_periods
    waits: dict[str, list[Dependency]] = {}
    for dependency in program.dependencies:
        waits.setdefault(dependency.cluster, []).append(dependency)
    for row in outlook.rows:
        if not row.had_options or row.can:
            continue
        own = sorted(
            waits[row.cluster.id],
            key=lambda it: _ease(it, row.cluster, rows[it.needs], last),
        )
        needed = rows[own[0].needs]
        is_said = needed.must and not needed.can
        if not row.must:
            is_said |= any(in_vain(it, row.cluster, rows[it.needs].cluster, last) for it in own)
        if not is_said:
            yield _finding(row, needed, own[0])


def _ease(dependency: Dependency, cluster: Cluster, needed: Row, periods: int) -> int:
    """How little a dependency explains by itself: the one that cannot be met at all comes first."""
    if not needed.can:
        return 0
    return 1 if in_vain(dependency, cluster, needed.cluster, periods) else 2


def _finding(row: Row, needed: Row, dependency: Dependency) -> Finding:
    """Word it by what is the matter with the cluster that is needed."""
    decision = address(needed.cluster.cells, "Decision")
    name, other = row.cluster.id, needed.cluster.id
    if needed.cluster.decision == "skip":
        why = f"needs {other}, which is marked skip ({decision})"
    elif not needed.can:
        why = f"needs {other}, which cannot start anywhere"
    else:
        where = " at the same site" if dependency.same_site else ""
        why = f"needs {other}{where}, which cannot start early enough for any of its starts"
    own = address(row.cluster.cells, "Decision")
    must = f"must be funded ({own}), but " if row.must else ""
    end = "." if row.must else ": it cannot be funded."
    cells = (own, decision, *(address(row.cluster.cells, it) for it in ("Latest start", "Cluster")))
    return finding(
        "E314" if row.must else "W313",
        f"{name} {must}{why}{end}",
        dependency.cell,
        key=f"cluster {name}",
        column="Needs",
        involved=cells if row.must else (decision,),
    )
