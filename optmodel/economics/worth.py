"""What options of one cluster are worth, one number each, and which limits they break alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.factors import discount_factors
from optmodel.economics.funding import (
    breaks_commitment,
    called_after_last,
    called_before_first,
    first_unpayable,
)
from optmodel.economics.lines import capex_rows
from optmodel.economics.outcome import Outcome, Paid, outcome_of
from optmodel.economics.payback import first_spend, payback_years
from optmodel.economics.recovery import recovery
from optmodel.economics.target_terms import receipts_targets, target_source
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.call_windows import call_windows
from optmodel.program.capacity import OperatorFit
from optmodel.program.program import Cluster, Program

_Scalar = TypeVar("_Scalar", bound=np.generic)

CELLS_AT_ONCE = 400_000
"""Options times periods worked out in one go: some forty arrays of 3 MB each at a time,
whatever the size of the program."""


@dataclass(frozen=True, slots=True)
class Worth:
    """m options of one cluster and F sources, each as if it paid for everything."""

    npv_musd: FloatArray
    """(m,)"""
    npv_source_musd: FloatArray
    """(m, F) to a pooled source its calls alone, 0 or less."""
    capital_musd: FloatArray
    """(m,) capital in all, undiscounted."""
    capital_steps_musd: FloatArray
    """(m, C) capital c periods after the start, as spent."""
    capex_steps_musd: FloatArray
    """(m, C) gross capex, likewise."""
    payback_years: FloatArray
    """(m,)"""
    recovery_years: FloatArray
    """(m, F) 0 for a pooled source."""
    operating_cash_musd: FloatArray
    """(m, H) where a source is pooled, else (m, 0)."""
    receipts_by_musd: FloatArray
    """(m, R) per *receipts* target; 0 for a pooled source."""
    before_first_call: NDArray[np.bool_]
    """(m, F)"""
    after_last_call: NDArray[np.bool_]
    """(m, F)"""
    over_commitment: NDArray[np.bool_]
    """(m, F)"""
    unpayable_period: IntArray
    """(m, F) first period in which the calls are more than can be paid; -1 = none."""


def worth_of(
    program: Program,
    cluster: Cluster,
    sites: IntArray,
    starts: IntArray,
    fit: OperatorFit | None = None,
) -> Worth:
    """Work out (m,) options of a cluster, so many at a time that memory stays bounded."""
    step = max(1, CELLS_AT_ONCE // program.calendar.horizon_periods)
    cuts = range(0, max(len(starts), 1), step)
    return _joined(
        [_worth(program, cluster, sites[i : i + step], starts[i : i + step], fit) for i in cuts]
    )


def _worth(
    program: Program,
    cluster: Cluster,
    sites: IntArray,
    starts: IntArray,
    fit: OperatorFit | None,
) -> Worth:
    calendar, settings = program.calendar, program.settings
    outcome = outcome_of(program, cluster, sites, starts, fit)
    cash, paid = outcome.cash, outcome.paid
    factors = discount_factors(settings.discount_rate, settings.discount_timing, calendar)
    run = _longest_run(program, cluster)
    pooled = any(source.is_pooled for source in program.sources)
    return Worth(
        # Plain sums, not a matrix product: the same on every machine and in any order of rows.
        npv_musd=(cash.free_cash * factors).sum(axis=1),
        npv_source_musd=_by_source(paid, lambda one: (one.flow * factors).sum(axis=1)),
        capital_musd=cash.capital.sum(axis=1),
        capital_steps_musd=_from_start(cash.capital, starts, run),
        capex_steps_musd=_from_start(cash.capex, starts, run),
        payback_years=_payback(program, outcome, starts),
        recovery_years=_by_source(paid, lambda one: _recovery_years(program, one)),
        operating_cash_musd=cash.operating_cash if pooled else np.zeros((len(starts), 0)),
        receipts_by_musd=_receipts_by(program, paid, len(starts)),
        before_first_call=_by_source(paid, lambda one: called_before_first(one.source, one.calls)),
        after_last_call=_by_source(paid, lambda one: called_after_last(one.source, one.calls)),
        over_commitment=_by_source(paid, lambda one: breaks_commitment(one.source, one.calls)),
        unpayable_period=_by_source(paid, lambda one: _first_unpayable(program, one)),
    )


def _by_source(
    paid: Sequence[Paid], figure: Callable[[Paid], NDArray[_Scalar]]
) -> NDArray[_Scalar]:
    """(m, F) a figure of each source, one column each."""
    return np.column_stack([figure(one) for one in paid])


def _payback(program: Program, outcome: Outcome, starts: IntArray) -> FloatArray:
    """Simple payback, measured as the Settings say."""
    since = outcome.first_operation
    if program.settings.payback_from == "first spend":
        since = first_spend(outcome.cash.capital, starts)
    return payback_years(outcome.cash.free_cash, since, program.calendar)


def _recovery_years(program: Program, paid: Paid) -> FloatArray:
    """(m,) years to the recovery of a source; 0 of a pooled one, whose pool recovers."""
    if paid.split is None:
        return np.zeros(len(paid.calls))
    return recovery(paid.calls, paid.split.balance_close, program.calendar)[1]


def _receipts_by(program: Program, paid: Sequence[Paid], options: int) -> FloatArray:
    """(m, R) receipts by the date of each *receipts* target of the source that it names."""
    asked = receipts_targets(program)
    received = np.zeros((options, len(asked)))
    for column, target in enumerate(asked):
        split = paid[target_source(program, target)].split
        if split is not None:
            received[:, column] = split.receipts[:, : target.by_period + 1].sum(axis=1)
    return received


def _first_unpayable(program: Program, paid: Paid) -> IntArray:
    windows = call_windows(paid.source, program.calendar.horizon_periods)
    return first_unpayable(windows, paid.calls)


def _longest_run(program: Program, cluster: Cluster) -> int:
    """Periods from the start to the last spending, at least 1."""
    row, shape = capex_rows(cluster)
    return max(1, min(max(len(row), len(shape)), program.calendar.horizon_periods))


def _from_start(amounts: FloatArray, starts: IntArray, run: int) -> FloatArray:
    """Amounts by period from the start, (m, run)."""
    period = starts[:, None] + np.arange(run)
    # Only a start whose build ends past the horizon, which is no option, reaches beyond it.
    return np.take_along_axis(amounts, np.minimum(period, amounts.shape[1] - 1), axis=1)


def _joined(parts: Sequence[Worth]) -> Worth:
    if len(parts) == 1:
        return parts[0]
    return Worth(
        **{
            figure.name: np.concatenate([getattr(part, figure.name) for part in parts])
            for figure in fields(Worth)
        }
    )
