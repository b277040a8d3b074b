"""From a cluster's options to their cash, calls and waterfalls: the one way all figures go."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.economics.cash_flow import CashFlow, cash_flow
from optmodel.economics.funding import capital_calls
from optmodel.economics.types import FloatArray, IntArray
from optmodel.economics.waterfall import Waterfall, waterfall
from optmodel.program.capacity import OperatorFit
from optmodel.program.program import Cluster, Program, Source


@dataclass(frozen=True, slots=True)
class Paid:
    """What one source would give to m options, and have of them, if it paid for everything."""

    source: Source
    calls: FloatArray
    """(m, H) USD m."""
    split: Waterfall | None
    """None for a pooled source, whose pool shares the cash."""

    @property
    def flow(self) -> FloatArray:
        """(m, H) receipts less calls; calls alone of a pooled source."""
        return -self.calls if self.split is None else self.split.source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What m options of one cluster bring, by period."""

    cash: CashFlow
    paid: tuple[Paid, ...]
    """One per source."""
    first_operation: IntArray
    """(m,) first operating period, which may lie past the horizon."""


def outcome_of(
    program: Program,
    cluster: Cluster,
    sites: IntArray,
    starts: IntArray,
    fit: OperatorFit | None = None,
) -> Outcome:
    """Work out cash, calls and the waterfall of each source, as if it alone paid for the cluster.

    Everything of a source is in proportion to the part that it pays, but for the dates.
    """
    cash = cash_flow(program, cluster, sites, starts, fit)
    first_operation = starts + cluster.build_periods
    paid = paid_by(program, cash.capital, cash.operating_cash, starts, first_operation)
    return Outcome(cash, paid, first_operation)


def paid_by(
    program: Program,
    capital: FloatArray,
    operating_cash: FloatArray,
    starts: IntArray,
    first_operation: IntArray,
) -> tuple[Paid, ...]:
    """Split the cash of m options with each source in turn.

    Parameters
    ----------
    capital, operating_cash
        (m, H) USD m.
    starts, first_operation
        (m,) periods.
    """
    found = []
    for source in program.sources:
        calls = capital_calls(source, capital, starts)
        split = None
        if not source.is_pooled:
            split = waterfall(source, calls, operating_cash, first_operation, program.calendar)
        found.append(Paid(source, calls, split))
    return tuple(found)
