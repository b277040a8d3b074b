"""The rows of the sheet Plan, each about one cluster, with every wrong cell as a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from optmodel.errors import Finding
from optmodel.evaluation.columns import (
    CLUSTER,
    COPY,
    DECISIONS,
    FUND,
    OPERATOR,
    OPTIONAL,
    SITE,
    START,
    START_PERIOD,
    share_columns,
)
from optmodel.evaluation.tables import Table, TypedRow, find_table, typed_row
from optmodel.program.program import Program
from optmodel.workbook.grid import Grid
from optmodel.workbook.raw import RawRow
from optmodel.workbook.suggest import nearest

TOTAL = "Total"
"""What the row of sums below the table begins with."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the sheet Plan, typed. What is wrong in it reads as blank."""

    row: RawRow
    cluster: int
    """Index into ``Program.clusters``."""
    label: str
    fund: bool | None
    site: str
    start: date | None
    operator: str
    start_period: str
    """What stands in the column that only repeats the period of the start."""
    shares: Mapping[int, float | None]
    """Index of each source to its share; empty where one source pays for all."""
    wrong: frozenset[str]
    """Headers of the cells that have a finding already."""


@dataclass(slots=True)
class PlanRows:
    """The sheet Plan as read."""

    table: Table | None = None
    rows: list[PlanRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def say(
        self, code: str, row: PlanRow, header: str, message: str, earlier: RawRow | None = None
    ) -> None:
        """Add a finding about a cell, and where there is one about that of an earlier row."""
        assert self.table is not None  # noqa: S101 - there is no row without a table
        where = self.table.address(row.row, header)
        sheet, about = self.table.sheet, f"cluster {row.label}"
        involved = () if earlier is None else (f"{sheet}!{self.table.address(earlier, header)}",)
        self.findings.append(Finding(code, message, sheet, where, about, header, involved=involved))


def read_plan_rows(grid: Grid, program: Program) -> PlanRows:
    """Read every row of the sheet Plan down to its sums; each cluster has one row at most."""
    read = PlanRows()
    shares = share_columns(program)
    columns = (*DECISIONS, START_PERIOD, *shares.values())
    read.table, findings = find_table(grid, columns, OPTIONAL)
    read.findings += findings
    if read.table is None or any(finding.is_error for finding in findings):
        return read
    seen: dict[int, RawRow] = {}
    ended = False
    for row in read.table.rows:
        if _is_total(row):
            ended = True
            continue
        if ended:
            read.findings += _below(read.table, row, program)
            continue
        key = f"row {row.number}"
        values, wrong = typed_row(read.table, _known(row), columns, key)
        cluster = _cluster(read, row, values, program)
        read.findings += wrong
        if cluster is None:
            continue
        found = _plan_row(row, cluster, values, program)
        if cluster in seen:
            first = read.table.address(seen[cluster], CLUSTER.header)
            message = f"stands in {first} already. Keep one of the two rows."
            read.say("E115", found, CLUSTER.header, message, seen[cluster])
            continue
        seen[cluster] = row
        if found.fund is not None and not _is_plain(row.cells[FUND.header].value):
            message = "the formulas read it as neither yes nor no. Choose yes or no from the list."
            read.say("E112", found, FUND.header, message)
        read.rows.append(found)
    return read


def _is_plain(value: object) -> bool:
    """Whether formulas of the workbook read a decision as evaluate does: no spaces, no TRUE."""
    return isinstance(value, str) and value.casefold() in {"yes", "no"}


def _known(row: RawRow) -> RawRow:
    """Leave out the name of the period where only its formula is known: the date says it.

    Programs that write workbooks without calculating leave formulas without a value.
    """
    cells = {
        header: cell
        for header, cell in row.cells.items()
        if header != START_PERIOD.header or not cell.uncalculated
    }
    return RawRow(row.number, cells)


def _plan_row(row: RawRow, cluster: int, typed: TypedRow, program: Program) -> PlanRow:
    values = typed.values
    fund, start = values[FUND.header], values[START.header]
    return PlanRow(
        row=row,
        cluster=cluster,
        label=program.clusters[cluster].label,
        fund=fund if isinstance(fund, bool) else None,
        site=str(values[SITE.header] or ""),
        start=start if isinstance(start, date) else None,
        operator=str(values[OPERATOR.header] or ""),
        start_period=str(values[START_PERIOD.header] or ""),
        shares={
            index: _number(values[column.header])
            for index, column in share_columns(program).items()
        },
        wrong=typed.wrong,
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _cluster(read: PlanRows, row: RawRow, typed: TypedRow, program: Program) -> int | None:
    """Find the cluster, and the copy, that a row is about."""
    assert read.table is not None  # noqa: S101 - rows come from it
    text, copy = typed.values[CLUSTER.header], typed.values[COPY.header]
    if typed.wrong & {CLUSTER.header, COPY.header}:
        return None
    if text is None:
        if _decides(typed):
            _say(read, row, "E101", "is blank, and the row says something. Name the cluster.")
        return None
    matches = [
        index
        for index, cluster in enumerate(program.clusters)
        if text in {cluster.label, cluster.id} and copy in {None, cluster.copy}
    ]
    labeled = [index for index in matches if program.clusters[index].label == text]
    found = labeled if len(labeled) == 1 else matches
    if len(found) == 1:
        return found[0]
    _say(read, row, "E114", _not_there(str(text), copy, program))
    return None


def _not_there(text: str, copy: object, program: Program) -> str:
    """Say that a name is no cluster, or which copies there are."""
    labels = [cluster.label for cluster in program.clusters]
    mine = [cluster.label for cluster in program.clusters if cluster.id == text]
    if text in labels or mine:
        there = ", ".join(mine or [text])
        return f'"{text}" with the copy {copy or "blank"} is not one of {there}.'
    near = nearest(text, labels)
    meant = f' Did you mean "{near}"?' if near else ""
    return f'"{text}" is not a cluster of the input.{meant}'


def _say(read: PlanRows, row: RawRow, code: str, message: str) -> None:
    """Add a finding about the name in a row."""
    assert read.table is not None  # noqa: S101 - rows come from it
    where = read.table.address(row, CLUSTER.header)
    key = f"row {row.number}"
    read.findings.append(Finding(code, message, read.table.sheet, where, key, CLUSTER.header))


def _decides(typed: TypedRow) -> bool:
    """Whether a row without a name says anything about a decision."""
    said = (FUND.header, SITE.header, START.header)
    return any(typed.values[header] is not None for header in said) or bool(typed.wrong)


def _is_total(row: RawRow) -> bool:
    """Whether it is the row of sums, and not a cluster of that name."""
    first = row.cells.get(CLUSTER.header)
    if first is None or first.value != TOTAL:
        return False
    decided = {COPY.header, FUND.header, SITE.header, START.header} & set(row.cells)
    return not decided


def _below(table: Table, row: RawRow, program: Program) -> Iterator[Finding]:
    """Say of a cluster that stands below the sums that it is not in the table."""
    cell = row.cells.get(CLUSTER.header)
    text = "" if cell is None else str(cell.value).strip()
    if text in {name for cluster in program.clusters for name in (cluster.id, cluster.label)}:
        message = f'"{text}" stands below the sums. Move the row into the table above them.'
        where = table.address(row, CLUSTER.header)
        yield Finding("E407", message, table.sheet, where, f"row {row.number}", CLUSTER.header)
