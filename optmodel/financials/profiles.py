"""Profiles as tables: how capex is spread over a build, how revenue ramps up, given cash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.financials.base import Base
from optmodel.financials.settings import SHEET
from optmodel.live.functions import Matrix, entry, least, most, total, whole
from optmodel.live.records import Field, Records, numbers
from optmodel.live.scalars import Scalars
from optmodel.live.term import Place, Term, term
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record


@dataclass(frozen=True, slots=True)
class Profiles:
    """Tables of steps. A step 0 stands before the first one: nothing yet."""

    ramps: Records
    ramp: Matrix
    """A row per ramp, the first of them flat; columns: 0 before operation, then its steps."""
    ramp_steps: Term
    """Steps of the longest ramp."""
    spends: Records
    spend: Matrix
    """A row per cluster; columns: 0 before the start, shares of capex by period, 0 after them."""
    spend_end: Term
    """Number of the column after the last share."""
    cash: Records | None
    """Rows of Cash flows, None where there is none."""
    cash_steps: Matrix | None
    cash_end: Term
    """Likewise."""
    curves: tuple[Records, ...]
    """Further tables that these are worked out from."""
    cash_at: dict[tuple[str, str], int]
    ramp_at: dict[str, int]

    def number_of_line(self, base: Base, rows: Sequence[Record], line: str) -> Term:
        """Row in the table of given cash of a line of each cluster; 0 = there is none."""
        found = [self.cash_at.get((row.text("Cluster"), line)) for row in rows]
        return positions(None if self.cash is None else self.cash.field("no"), found)

    def capex_of_clusters(self, base: Base, rows: Sequence[Record]) -> Term:
        """Capex of each cluster at first-period prices: what is typed, or its given row added up."""
        found = [self.cash_at.get((row.text("Cluster"), "capex")) for row in rows]
        typed = base.inputs.column(rows, "Capex (USD m)")
        if self.cash is None:
            return typed
        return by_record(found, self.cash.field("total"), typed)

    def run_of_clusters(self, build: Field) -> Term:
        """Periods from the start to the last spending or the end of the build, at least 1."""
        return most(build.here, 1, self.spends.field("given").here)

    def ramp_of_clusters(self, base: Base, rows: Sequence[Record]) -> Term:
        """Row in the table of ramps of each cluster; the first is flat."""
        found = [self.ramp_at.get(row.text("Ramp profile"), 0) for row in rows]
        return self.ramps.field("no").cells(found)


def positions(number: Field | None, found: Sequence[int | None]) -> Term:
    """Return the number of another table's record for each record, 0 where there is none."""
    if number is None:
        return Term(lambda _: "0", lambda _: np.zeros(len(found)))
    return by_record(found, number, term(0))


def by_record(found: Sequence[int | None], field: Field, otherwise: Term) -> Term:
    """Return a cell of another table for some records, something else for the rest."""

    def text(place: Place) -> str:
        index = found[place.index]
        return otherwise.text(place) if index is None else field.cell(index).text(place)

    def number(period: int) -> object:
        rest = np.broadcast_to(np.asarray(otherwise.number(period)), (len(found),))
        return np.array(
            [rest[i] if at is None else field.values[at] for i, at in enumerate(found)], np.float64
        )

    return Term(text, number)


def profiles_of(base: Base, lengths: Scalars) -> Profiles:
    """Describe the tables."""
    ramps, ramp, ramp_length, ramp_at = _ramps(base)
    cash, steps, cash_length, cash_at = _cash(base)
    spends, spend, length, curves = _spends(base, cash, cash_at)

    def add(key: str, label: str, count: int) -> Term:
        return lengths.add(f"set_{key}", label, "number", count, Kind.WHOLE)

    return Profiles(
        ramps=ramps,
        ramp=ramp,
        ramp_steps=add("ramp_steps", "Steps of the longest ramp", ramp_length),
        spends=spends,
        spend=spend,
        spend_end=add("spend_end", "Longest spending and one period", length + 1),
        cash=cash,
        cash_steps=steps,
        cash_end=add("cash_end", "Longest row of Cash flows and one period", cash_length + 1),
        curves=curves,
        cash_at=cash_at,
        ramp_at=ramp_at,
    )


def _steps(rows: Sequence[Record], prefix: str) -> int:
    return max((len(row.steps(prefix)) for row in rows), default=0)


def _ramps(base: Base) -> tuple[Records, Matrix, int, dict[str, int]]:
    rows = [row for row in base.tables.rows("Profiles") if row.text("Kind").casefold() == "ramp"]
    length = max(1, _steps(rows, "Step"))
    table = Records(base.names, SHEET, "LookupRamps", "lr", 1 + len(rows))
    label = base.inputs.cells([(None, ""), *((row, "Profile") for row in rows)], "(flat)")
    name = table.add("id", Column("Ramp"), label)
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    table.add("s0", Column("Before operation", Kind.SHARE, "of full rate"), [0] * table.count)
    for step in range(1, length + 1):
        cells = [
            (None, "")
            if row is None
            else (row, f"Step {min(step, max(1, len(row.steps('Step'))))}")
            for row in [None, *rows]
        ]
        table.add(
            f"s{step}",
            Column(f"Period {step}", Kind.SHARE, "of full rate"),
            _blank_as(base, cells, [1.0, *(0.0 if row.steps("Step") else 1.0 for row in rows)]),
        )
    at = {row.text("Profile"): index for index, row in enumerate(rows, 1)}
    return table, table.matrix("s0", f"s{length}", "steps"), length, at


def _blank_as(
    base: Base, cells: Sequence[tuple[Record | None, str]], blanks: Sequence[float]
) -> Term:
    """Return input values, and a figure of its own for each that is blank."""
    fallback = Term(
        lambda place: str(int(blanks[place.index])), lambda _: np.array(blanks, np.float64)
    )
    return base.inputs.cells(cells, fallback)


def _cash(base: Base) -> tuple[Records | None, Matrix | None, int, dict[tuple[str, str], int]]:
    """Rows of Cash flows: amounts by period from the start."""
    rows = base.tables.rows("Cash flows")
    if not rows:
        return None, None, 0, {}
    length = _steps(rows, "Period")
    table = Records(base.names, SHEET, "LookupCash", "lg", len(rows))
    name = table.add("id", Column("Cluster"), base.inputs.column(rows, "Cluster"))
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    table.add("line", Column("Line"), base.inputs.column(rows, "Line"))
    table.add("v0", Column("Before the start", Kind.MONEY, "USD m"), [0] * len(rows))
    for step in range(length):
        table.add(
            f"v{step + 1}",
            Column(f"Period {step}", Kind.MONEY, "USD m"),
            base.inputs.column(rows, f"Period {step}"),
        )
    table.add(f"v{length + 1}", Column("After them", Kind.MONEY, "USD m"), [0] * len(rows))
    matrix = table.matrix("v0", f"v{length + 1}", "steps")
    table.add(
        "total",
        Column("Total", Kind.MONEY, "USD m"),
        total(_across(table, "v0", f"v{length + 1}")),
    )
    at = {
        (row.text("Cluster"), row.text("Line").casefold()): index for index, row in enumerate(rows)
    }
    return table, matrix, length, at


def _across(table: Records, first: str, last: str) -> Term:
    """Cells of one record from one column to another."""
    low, high = table.field(first), table.field(last)

    def text(place: Place) -> str:
        row = table.row_of(place.index)
        return f"${low.letter}{row}:${high.letter}{row}"

    chosen = table.fields[low.at : high.at + 1]
    return Term(text, lambda _: np.column_stack([field.values for field in chosen]), ranged=True)


def _spends(
    base: Base,
    cash: Records | None,
    cash_at: dict[tuple[str, str], int],
) -> tuple[Records, Matrix, int, tuple[Records, ...]]:
    """Shares of capex by period from the start, for each cluster.

    A profile of n steps is stretched to a build of b periods along its cumulative curve C: period
    i has C(n i / b) - C(n (i-1) / b). A given row of capex has the shape of the row.
    """
    rows = base.tables.rows("Clusters")
    curves, curve_at = _curves(base)
    build = [max(1, round(row.number("Build (periods)"))) for row in rows]
    given = [_given_run(base, row) for row in rows]
    length = max([*build, *given])
    # A row of nothing has no shape: what is added to it is spread evenly over the build.
    found = [
        0
        if (row.text("Cluster"), "capex") in cash_at
        else curve_at.get(row.text("Capex profile"), 0)
        for row in rows
    ]
    edges = _edges(base, rows, curves, found, length)
    table = Records(base.names, SHEET, "LookupSpending", "lh", len(rows))
    table.add("id", Column("Cluster"), base.inputs.column(rows, "Cluster"))
    table.add("given", Column("Periods of a given row", Kind.WHOLE, "periods"), given)
    table.add("s0", Column("Before the start", Kind.SHARE, "of capex"), [0] * len(rows))
    for step in range(1, length + 1):
        shares = _share(base, rows, cash, cash_at, edges, step, build)
        table.add(f"s{step}", Column(f"Period {step}", Kind.SHARE, "of capex"), shares)
    last = length + 1
    table.add(f"s{last}", Column("After them", Kind.SHARE, "of capex"), [0] * len(rows))
    return table, table.matrix("s0", f"s{last}", "steps"), length, (curves, edges)


def _given_run(base: Base, row: Record) -> int:
    """Periods of a given row of capex, up to its last amount."""
    for line in base.tables.rows("Cash flows"):
        if (line.text("Cluster"), line.text("Line").casefold()) == (row.text("Cluster"), "capex"):
            steps = line.steps("Period")
            return max((i + 1 for i, amount in enumerate(steps) if amount != 0.0), default=0)
    return 0


def _curves(base: Base) -> tuple[Records, dict[str, int]]:
    """Capex profiles and what they add up to, step by step; the first one is even."""
    rows = [row for row in base.tables.rows("Profiles") if row.text("Kind").casefold() == "capex"]
    length = max(1, _steps(rows, "Step"))
    table = Records(base.names, SHEET, "LookupCapexProfiles", "lk", 1 + len(rows))
    label = base.inputs.cells([(None, ""), *((row, "Profile") for row in rows)], "(even)")
    name = table.add("id", Column("Profile"), label)
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    counts = [1, *(max(1, len(row.steps("Step"))) for row in rows)]
    table.add("count", Column("Steps", Kind.WHOLE, "number"), counts)
    for step in range(1, length + 2):
        cells = [(None, ""), *((row, f"Step {step}") for row in rows)]
        even = [1.0 if step == 1 else 0.0]
        blanks = even + [even[0] if not row.steps("Step") else 0.0 for row in rows]
        table.add(
            f"p{step}",
            Column(f"Step {step}", Kind.SHARE, "of capex"),
            _blank_as(base, cells, blanks),
        )
    table.add("c0", Column("Up to step 0", Kind.SHARE, "of capex"), [0] * table.count)
    for step in range(1, length + 1):
        so_far = table.field(f"c{step - 1}").here + table.field(f"p{step}").here
        table.add(f"c{step}", Column(f"Up to step {step}", Kind.SHARE, "of capex"), so_far)
    return table, {row.text("Profile"): index for index, row in enumerate(rows, 1)}


def _edges(
    base: Base, rows: Sequence[Record], curves: Records, found: Sequence[int], length: int
) -> Records:
    """Where each build period ends on the curve of its profile, and what is spent by then."""
    step_count = sum(field.key.startswith("p") for field in curves.fields)
    steps = curves.matrix("p1", f"p{step_count}", "steps")
    sums = curves.matrix("c0", f"c{step_count - 1}", "sums")
    table = Records(base.names, SHEET, "LookupCurves", "le", len(rows))
    table.add("id", Column("Cluster"), base.inputs.column(rows, "Cluster"))
    profile = table.add(
        "profile", Column("Profile", Kind.WHOLE, "position"), curves.field("no").cells(found)
    )
    count = table.add(
        "count", Column("Steps", Kind.WHOLE, "number"), curves.field("count").cells(found)
    )
    build = table.add(
        "build",
        Column("Build", Kind.WHOLE, "periods, at least 1"),
        most(base.inputs.column(rows, "Build (periods)"), 1),
    )
    before = table.add("n0", Column("Period number 0", Kind.WHOLE, "number"), [0] * len(rows))
    for step in range(1, length + 1):
        before = table.add(
            f"n{step}", Column(f"Period number {step}", Kind.WHOLE, "number"), before.here + 1
        )
    for step in range(length + 1):
        edge = most(count.here * table.field(f"n{step}").here / build.here, 0)
        table.add(f"e{step}", Column(f"Step at the end of {step}", Kind.FACTOR, "steps"), edge)
    for step in range(length + 1):
        edge = table.field(f"e{step}").here
        inside = least(whole(edge), count.here)
        table.add(f"i{step}", Column(f"Whole steps by {step}", Kind.WHOLE, "steps"), inside)
    for step in range(length + 1):
        edge, inside = table.field(f"e{step}").here, table.field(f"i{step}").here
        spent = entry(sums, profile.here, inside + 1) + least(edge - inside, term(1)) * entry(
            steps, profile.here, inside + 1
        )
        table.add(f"t{step}", Column(f"Spent by the end of {step}", Kind.SHARE, "of capex"), spent)
    return table


def _share(
    base: Base,
    rows: Sequence[Record],
    cash: Records | None,
    cash_at: dict[tuple[str, str], int],
    edges: Records,
    step: int,
    build: Sequence[int],
) -> Term:
    """Share of capex of one period from the start: of the curve, or of the given row."""
    curve = edges.field(f"t{step}").here - edges.field(f"t{step - 1}").here
    found = [cash_at.get((row.text("Cluster"), "capex")) for row in rows]
    shaped = [
        at is not None and cash is not None and cash.field("total").values[at] != 0.0
        for at in found
    ]

    def text(place: Place) -> str:
        at = found[place.index]
        if shaped[place.index] and at is not None and cash is not None:
            own = cash.field(f"v{step}").cell(at).text(place) if _has(cash, f"v{step}") else "0"
            return f"{own}/{cash.field('total').cell(at).text(place)}"
        return curve.text(place)

    def number(period: int) -> object:
        usual = np.asarray(curve.number(period), np.float64)
        result = np.where(step <= np.array(build), usual, 0.0)
        for index, at in enumerate(found):
            if shaped[index] and at is not None and cash is not None:
                own = cash.field(f"v{step}").values[at] if _has(cash, f"v{step}") else 0.0
                result[index] = own / cash.field("total").values[at]
        return result

    return Term(text, number)


def _has(table: Records, key: str) -> bool:
    return any(field.key == key for field in table.fields)
