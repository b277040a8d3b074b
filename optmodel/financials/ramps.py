"""Ramps of revenue as a table: which part of full revenue each period of operation brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.input_rows import most_steps, profiles_of_kind
from optmodel.financials.settings import SHEET
from optmodel.financials.steps import blank_as
from optmodel.live.functions import Matrix, exact, sum_of
from optmodel.live.records import Records, numbers
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind
from optmodel.workbook.tables import Record


@dataclass(frozen=True, slots=True)
class Ramps:
    """The first ramp is flat, for clusters without one."""

    table: Records
    steps: Matrix
    """A row per ramp; columns: 0 before operation, then its steps, of which the last one lasts."""
    length: int
    """Steps of the longest ramp."""

    def number_of(self, name: Term) -> Term:
        """Row of the ramp with a name, the flat one where there is none."""
        same = exact(self.table.field("id").range, name)
        return 1 + sum_of(same * (self.table.field("no").range - 1))


def ramps_of(base: Base) -> Ramps:
    """Describe the table of ramps."""
    rows = profiles_of_kind(base, "ramp")
    length = max(1, most_steps(rows, "Step"))
    table = Records(base.names, SHEET, "LookupRamps", "lr", 1 + len(rows))
    label = base.inputs.cells([(None, ""), *((row, "Profile") for row in rows)], "(flat)")
    name = table.add("id", Column("Ramp"), label)
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    table.add("s0", Column("Before operation", Kind.SHARE, "of full rate"), [0] * table.count)
    for step in range(1, length + 1):
        column = Column(f"Period {step}", Kind.SHARE, "of full rate")
        table.add(f"s{step}", column, _step(base, rows, step))
    return Ramps(table, table.matrix("s0", f"s{length}", "steps"), length)


def _step(base: Base, rows: Sequence[Record], step: int) -> Term:
    """One step of every ramp; the last step of a shorter one lasts."""
    cells: list[tuple[Record | None, str]] = [(None, "")]
    cells += [(row, f"Step {min(step, max(1, len(row.steps('Step'))))}") for row in rows]
    return blank_as(base, cells, [1, *(0 if row.steps("Step") else 1 for row in rows)])
