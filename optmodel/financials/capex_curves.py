"""Capex profiles as a table: the steps of each, and the curve that they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.input_rows import most_steps, profiles_of_kind
from optmodel.financials.settings import SHEET
from optmodel.financials.steps import blank_as
from optmodel.live.functions import Matrix, exact, item, sum_of
from optmodel.live.records import Records, numbers
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record


@dataclass(frozen=True, slots=True)
class Curves:
    """The first profile is even, for clusters without one."""

    table: Records
    steps: Matrix
    """A row per profile; columns: its steps, then 0."""
    sums: Matrix
    """A row per profile; columns: 0, then the sum of its steps up to each one."""

    def number_of(self, name: Term) -> Term:
        """Row of the profile with a name, the even one where there is none."""
        same = exact(self.table.field("id").range, name)
        return 1 + sum_of(same * (self.table.field("no").range - 1))

    def steps_of(self, profile: Term) -> Term:
        """Return the number of steps of a profile."""
        return item(self.table.field("count").range, profile)


def curves_of(base: Base) -> Curves:
    """Capex profiles and what they add up to, step by step; the first one is even."""
    rows = profiles_of_kind(base, "capex")
    length = max(1, most_steps(rows, "Step"))
    table = Records(base.names, SHEET, "LookupCapexProfiles", "lk", 1 + len(rows))
    label = base.inputs.cells([(None, ""), *((row, "Profile") for row in rows)], "(even)")
    name = table.add("id", Column("Profile"), label)
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    counts = [1, *(max(1, len(row.steps("Step"))) for row in rows)]
    table.add("count", Column("Steps", Kind.WHOLE, "number"), counts)
    # One step more than any profile has, so that its end can be looked up like any other point.
    for step in range(1, length + 2):
        column = Column(f"Step {step}", Kind.SHARE, "of capex")
        table.add(f"p{step}", column, _step(base, rows, step))
    table.add("c0", Column("Up to step 0", Kind.SHARE, "of capex"), [0] * table.count)
    for step in range(1, length + 1):
        so_far = table.field(f"c{step - 1}").here + table.field(f"p{step}").here
        table.add(f"c{step}", Column(f"Up to step {step}", Kind.SHARE, "of capex"), so_far)
    return Curves(
        table,
        table.matrix("p1", f"p{length + 1}", "steps"),
        table.matrix("c0", f"c{length}", "sums"),
    )


def _step(base: Base, rows: Sequence[Record], step: int) -> Term:
    cells: list[tuple[Record | None, str]] = [(None, "")]
    cells += [(row, f"Step {step}") for row in rows]
    first = 1 if step == 1 else 0
    return blank_as(base, cells, [first, *(0 if row.steps("Step") else first for row in rows)])
