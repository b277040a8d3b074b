"""Rows of Dependencies: a cluster starts only after another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.input_rows import cluster_positions
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.settings import is_word
from optmodel.live.functions import count_where, either, item, largest_of, sum_of, total
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record

SHEET = "Limits"
LONGEST = "Maximum lag (periods)"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the columns are made from."""

    core: Core
    rows: Sequence[Record]
    who: Field
    """Cluster of each row of Plan that counts."""
    table: Records

    def add(self, key: str, name: str, unit: str, content: Term) -> Term:
        """Add a column of whole numbers; return its cell."""
        return self.table.add(key, Column(name, Kind.WHOLE, unit), content).here

    def here(self, key: str) -> Term:
        """Return the cell of a column."""
        return self.table.field(key).here

    @property
    def start(self) -> Term:
        """Starts of all rows of Plan."""
        return self.core.decisions.field("start").range

    @property
    def site(self) -> Term:
        """Sites of all rows of Plan."""
        return self.core.decisions.field("site").range

    def flags(self, header: str) -> set[bool]:
        """Which of yes and no its rows say."""
        return {row.flag(header) for row in self.rows}


def dependencies_of(core: Core, who: Field) -> Records | None:
    """Describe the table, a record per row of Dependencies; None where there is none."""
    rows = core.base.tables.rows("Dependencies")
    if not rows:
        return None
    table = Records(core.base.names, SHEET, "Dependencies", "dp", len(rows))
    parts = _Parts(core, rows, who, table)
    _terms(parts)
    _unmet(parts)
    _first_start(parts)
    return table


def _terms(parts: _Parts) -> None:
    """What the row says, as numbers."""
    base, lookups, rows = parts.core.base, parts.core.lookups, parts.rows
    at = cluster_positions(base)
    number, name = lookups.clusters.field("no"), lookups.clusters.field("id").range
    subject = parts.table.add("subject", Column("Cluster and what it needs"))
    for key, header in (("cluster", "Cluster"), ("needs", "Needs")):
        found = [at[row.text(header)] for row in rows]
        parts.add(key, header, "row of Lookups", number.cells(found))
    cluster, needs = parts.here("cluster"), parts.here("needs")
    subject.content = item(name, cluster).joined(" after ").joined(item(name, needs))
    finished = is_word(base.inputs.column(rows, "Timing", "start"), "finish")
    built = parts.add(
        "built",
        "Build to wait for",
        "periods",
        finished * item(lookups.clusters.field("build").range, needs),
    )
    lag = base.inputs.column(rows, "Lag (periods)")
    parts.add("after", "Starts after it by at least", "periods", built + lag)
    if any(base.inputs.has(row, LONGEST) for row in rows):
        longest = base.inputs.column(rows, LONGEST, parts.core.settings.horizon)
        parts.add("within", "by at most", "periods", built + longest)
    if True in parts.flags("Same site"):
        same = is_word(base.inputs.column(rows, "Same site", "no"), "yes")
        parts.add("same", "At the same site", "1 or 0", same)


def _unmet(parts: _Parts) -> None:
    """Count the starts of the cluster for which nothing that it needs is in time."""
    flags = parts.flags("Same site")
    counts = {
        together: parts.add(
            "alone_there" if together else "alone",
            "Starts without it at the site" if together else "Starts without it anywhere",
            "number",
            _alone(parts, together=together),
        )
        for together in sorted(flags)
    }
    either_way = counts[next(iter(flags))]
    if len(flags) > 1:
        either_way = either(parts.here("same") > 0, counts[True], counts[False])
    parts.add("unmet", "Starts without what they need", "number", either_way)


def _alone(parts: _Parts, *, together: bool) -> Term:
    """``SUMPRODUCT`` over all starts of the cluster of those with no fitting one of the other."""
    conditions = [
        (parts.who.range, "=", parts.here("needs")),
        (parts.start, "<=", parts.start - parts.here("after")),
    ]
    if _has(parts, "within"):
        conditions.append((parts.start, ">=", parts.start - parts.here("within")))
    if together:
        conditions.append((parts.site, "=", parts.site))
    found = count_where(*conditions)
    return sum_of(parts.who.range.equals(parts.here("cluster")) * found.equals(0))


def _has(parts: _Parts, key: str) -> bool:
    return any(field.key == key for field in parts.table.fields)


def _first_start(parts: _Parts) -> None:
    """The first start of the cluster, and when the other lets it start."""
    settings, who, start = parts.core.settings, parts.who.range, parts.start
    horizon = settings.horizon
    own = who.equals(parts.here("cluster"))
    begins = parts.add(
        "begins",
        "First start of the cluster",
        "period, the horizon = none",
        horizon - largest_of(own * (horizon - start)),
    )
    other = who.equals(parts.here("needs"))
    if _has(parts, "same"):
        at = largest_of(own * start.equals(begins) * parts.site)
        site = parts.add("at", "at site", "row of Lookups, 0 = none", at)
        other = other * (1 - parts.here("same") * parts.site.differs(site))
    first = parts.add(
        "first",
        "First start of the other",
        "period, the horizon = none",
        horizon - largest_of(other * (horizon - start)),
    )
    after = parts.here("after")
    # Without the other it could never start: as if only after the decision periods.
    possible = either(first < horizon, first + after, settings.decisions)
    parts.add("possible", "First possible start", "period", possible * (begins < horizon))
    if _has(parts, "within"):
        latest = parts.add(
            "latest",
            "Last start of the other in time",
            "period, -1 = none",
            largest_of(other * (start + after <= begins) * (start + 1)) - 1,
        )
        bound = (latest >= 0) * (begins < horizon)
        last = either(bound, latest + parts.here("within"), horizon)
        parts.add("last", "Last possible start", "period, the horizon = any", last)


def dependency_checks(table: Records) -> Iterator[RuleCheck]:
    """Add up the starts without what they need."""
    yield RuleCheck("dependency", total(table.field("unmet").range))


def dependency_limits(core: Core, table: Records) -> Iterator[LimitLine]:
    """Give the first start of each cluster with needs against the first and last possible one."""
    for index, row in enumerate(core.base.tables.rows("Dependencies")):
        subject = f"{row.text('Cluster')} after {row.text('Needs')}"
        begins = table.field("begins").cell(index)
        yield LimitLine(
            "dependency",
            subject,
            "period",
            begins,
            table.field("possible").cell(index),
            "at least",
            row.address("Lag (periods)"),
        )
        if core.base.inputs.has(row, LONGEST):
            last = table.field("last").cell(index)
            cell = row.address(LONGEST)
            yield LimitLine("dependency", subject, "period", begins, last, cell=cell)
