"""Profiles as tables: how capex is spread over a build, how revenue ramps up, given cash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.capex_curves import curves_of
from optmodel.financials.given_cash import GivenCash, given_cash_of
from optmodel.financials.ramps import Ramps, ramps_of
from optmodel.financials.spending import Spending, spending_of
from optmodel.live.functions import Matrix, either, entry, least, most
from optmodel.live.records import Field, Records
from optmodel.live.scalars import Scalars
from optmodel.live.term import Term, term
from optmodel.results.layout import Kind
from optmodel.workbook.tables import Record


@dataclass(frozen=True, slots=True)
class Profiles:
    """Tables of steps. A step 0 stands before the first one: nothing yet."""

    of_revenue: Ramps
    of_capex: Spending
    given: GivenCash | None
    ramp_steps: Term
    """Steps of the longest ramp."""
    spend_end: Term
    """Number of the column after the last share of capex."""
    cash_end: Term
    """Number of the column after the last amount of given cash."""
    curves: tuple[Records, ...]
    """Further tables that these are worked out from."""

    @property
    def ramps(self) -> Records:
        """Ramps, the first of them flat."""
        return self.of_revenue.table

    @property
    def ramp(self) -> Matrix:
        """A row per ramp; columns: 0 before operation, then its steps."""
        return self.of_revenue.steps

    @property
    def spends(self) -> Records:
        """Shares of capex, a record per row of Clusters."""
        return self.of_capex.table

    @property
    def spend(self) -> Matrix:
        """A row per cluster; columns: 0 before the start, shares of capex by period, then 0."""
        return self.of_capex.steps

    @property
    def cash(self) -> Records | None:
        """Rows of Cash flows, None where there is none."""
        return None if self.given is None else self.given.table

    def amount_given(self, row: Term, since: Term) -> Term:
        """Amount of a row of Cash flows in a period that is counted from 1 at the start."""
        if self.given is None:
            return term(0)
        return entry(self.given.steps, most(row, 1), least(since, self.cash_end) + 1)

    def number_of_line(self, cluster: Term, line: str) -> Term:
        """Row in the table of given cash of a line of each cluster; 0 = there is none."""
        return term(0) if self.given is None else self.given.number_of(cluster, line)

    def capex_of_clusters(self, base: Base, rows: Sequence[Record]) -> Term:
        """Capex of each cluster at first-period prices: typed, or its given row added up."""
        typed = base.inputs.column(rows, "Capex (USD m)")
        if self.given is None:
            return typed
        return either(self.spends.field("row").here > 0, self.spends.field("total").here, typed)

    def run_of_clusters(self, build: Field) -> Term:
        """Periods from the start to the last spending or the end of the build, at least 1."""
        return most(build.here, 1, self.spends.field("given").here)

    def ramp_of_clusters(self, base: Base, rows: Sequence[Record]) -> Term:
        """Row in the table of ramps of each cluster; the first is flat."""
        return self.of_revenue.number_of(base.inputs.column(rows, "Ramp profile", ""))


def profiles_of(base: Base, lengths: Scalars) -> Profiles:
    """Describe the tables."""

    def add(key: str, label: str, count: int) -> Term:
        return lengths.add(f"set_{key}", label, "number", count, Kind.WHOLE)

    ramps, curves, cash = ramps_of(base), curves_of(base), given_cash_of(base)
    longest = 0 if cash is None else cash.length
    ramp_steps = add("ramp_steps", "Steps of the longest ramp", ramps.length)
    cash_end = add("cash_end", "Longest row of Cash flows and one period", longest + 1)
    spending = spending_of(base, curves, cash, cash_end)
    return Profiles(
        of_revenue=ramps,
        of_capex=spending,
        given=cash,
        ramp_steps=ramp_steps,
        spend_end=add("spend_end", "Longest spending and one period", spending.length + 1),
        cash_end=cash_end,
        curves=(curves.table, spending.edges),
    )
