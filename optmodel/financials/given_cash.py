"""Rows of Cash flows as a table: amounts of a cluster by period from its start."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.input_rows import most_steps
from optmodel.financials.settings import SHEET
from optmodel.financials.steps import numbers_across
from optmodel.live.functions import Matrix, exact, largest_of, sum_of, total
from optmodel.live.records import Records, numbers
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind


@dataclass(frozen=True, slots=True)
class GivenCash:
    """Rows of Cash flows, at least one."""

    table: Records
    steps: Matrix
    """A row per row of Cash flows; columns: 0 before the start, amounts by period, 0 after them."""
    length: int
    """Periods of the longest row."""

    def number_of(self, cluster: Term, line: str) -> Term:
        """Row of a line of a cluster, 0 where there is none."""
        same = exact(self.table.field("id").range, cluster)
        is_line = self.table.field("line").range.equals(line)
        return sum_of(same * is_line * self.table.field("no").range)


def given_cash_of(base: Base) -> GivenCash | None:
    """Describe the table; None where there is no such row."""
    rows = base.tables.rows("Cash flows")
    if not rows:
        return None
    length = most_steps(rows, "Period")
    table = Records(base.names, SHEET, "LookupCash", "lg", len(rows))
    name = table.add("id", Column("Cluster"), base.inputs.column(rows, "Cluster"))
    table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name))
    table.add("line", Column("Line"), base.inputs.column(rows, "Line"))
    table.add("v0", Column("Before the start", Kind.MONEY, "USD m"), [0] * len(rows))
    for step in range(length):
        column = Column(f"Period {step}", Kind.MONEY, "USD m")
        table.add(f"v{step + 1}", column, base.inputs.column(rows, f"Period {step}"))
    last = f"v{length + 1}"
    table.add(last, Column("After them", Kind.MONEY, "USD m"), [0] * len(rows))
    amounts = table.across("v0", last)
    table.add("total", Column("Total", Kind.MONEY, "USD m"), total(amounts))
    table.add(
        "run",
        Column("Periods to the last amount", Kind.WHOLE, "periods"),
        largest_of(amounts.differs(0) * numbers_across(table, "v0", last)),
    )
    return GivenCash(table, table.matrix("v0", last, "steps"), length)
