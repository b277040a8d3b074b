"""From a cluster's options to their cash, calls and waterfall: the one way all figures go."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.economics.cash_flow import CashFlow, cash_flow
from optmodel.economics.funding import capital_calls
from optmodel.economics.types import FloatArray, IntArray
from optmodel.economics.waterfall import Waterfall, waterfall
from optmodel.program.program import Cluster, Program


@dataclass(frozen=True, slots=True)
class Outcome:
    """What m options of one cluster bring, by period."""

    cash: CashFlow
    calls: FloatArray
    """(m, H) calls on the pledge, USD m."""
    paid: Waterfall
    first_operation: IntArray
    """(m,) first operating period, which may lie past the horizon."""


def outcome_of(program: Program, cluster: Cluster, sites: IntArray, starts: IntArray) -> Outcome:
    """Work out cash, calls and the pledge's waterfall of a cluster's options.

    The pledge is the first source and pays for every cluster alone.
    """
    pledge = program.sources[0]
    cash = cash_flow(program, cluster, sites, starts)
    calls = capital_calls(pledge, cash.capital, starts)
    first_operation = starts + cluster.build_periods
    paid = waterfall(pledge, calls, cash.operating_cash, first_operation, program.calendar)
    return Outcome(cash, calls, paid, first_operation)
