"""What options of one cluster are worth, one number each, and which limits they break alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

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
from optmodel.economics.outcome import Outcome, outcome_of
from optmodel.economics.payback import first_spend, payback_years
from optmodel.economics.recovery import recovery
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Cluster, Program

CELLS_AT_ONCE = 400_000
"""Options times periods worked out in one go: some forty arrays of 3 MB each at a time,
whatever the size of the program."""


@dataclass(frozen=True, slots=True)
class Worth:
    """m options of one cluster; every array is (m,) unless said otherwise."""

    npv_musd: FloatArray
    npv_source_musd: FloatArray
    """The pledge's."""
    capital_musd: FloatArray
    """Capital in all, undiscounted."""
    capital_steps_musd: FloatArray
    """(m, C) capital c periods after the start, as spent."""
    capex_steps_musd: FloatArray
    """(m, C) gross capex, likewise."""
    payback_years: FloatArray
    recovery_years: FloatArray
    before_first_call: NDArray[np.bool_]
    after_last_call: NDArray[np.bool_]
    over_commitment: NDArray[np.bool_]
    unpayable_period: IntArray
    """First period in which the calls are more than can be paid; -1 = none."""


def worth_of(program: Program, cluster: Cluster, sites: IntArray, starts: IntArray) -> Worth:
    """Work out (m,) options of a cluster, so many at a time that memory stays bounded."""
    step = max(1, CELLS_AT_ONCE // program.calendar.horizon_periods)
    cuts = range(0, max(len(starts), 1), step)
    return _joined(
        [_worth(program, cluster, sites[i : i + step], starts[i : i + step]) for i in cuts]
    )


def _worth(program: Program, cluster: Cluster, sites: IntArray, starts: IntArray) -> Worth:
    calendar, settings, pledge = program.calendar, program.settings, program.sources[0]
    outcome = outcome_of(program, cluster, sites, starts)
    factors = discount_factors(settings.discount_rate, settings.discount_timing, calendar)
    calls, paid = outcome.calls, outcome.paid
    run = _longest_run(program, cluster)
    _, recovery_years = recovery(calls, paid.receipts_before, paid.balance_close, calendar)
    return Worth(
        # Plain sums, not a matrix product: the same on every machine and in any order of rows.
        npv_musd=(outcome.cash.free_cash * factors).sum(axis=1),
        npv_source_musd=(paid.source * factors).sum(axis=1),
        capital_musd=calls.sum(axis=1),
        capital_steps_musd=_from_start(outcome.cash.capital, starts, run),
        capex_steps_musd=_from_start(outcome.cash.capex, starts, run),
        payback_years=_payback(program, outcome, starts),
        recovery_years=recovery_years,
        before_first_call=called_before_first(pledge, calls),
        after_last_call=called_after_last(pledge, calls),
        over_commitment=breaks_commitment(pledge, calls),
        unpayable_period=first_unpayable(call_windows(pledge, calendar.horizon_periods), calls),
    )


def _payback(program: Program, outcome: Outcome, starts: IntArray) -> FloatArray:
    """Simple payback, measured as the Settings say."""
    since = outcome.first_operation
    if program.settings.payback_from == "first spend":
        since = first_spend(outcome.cash.capital, starts)
    return payback_years(outcome.cash.free_cash, since, program.calendar)


def _longest_run(program: Program, cluster: Cluster) -> int:
    """Periods from the start to the last spending, at least 1."""
    return max(1, min(len(capex_rows(cluster)[0]), program.calendar.horizon_periods))


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
