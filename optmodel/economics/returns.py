"""Returns of chosen options: payback in its four forms, IRR, recovery of the pledge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.economics.crossings import first_true
from optmodel.economics.factors import discount_factors
from optmodel.economics.irr import internal_rates
from optmodel.economics.operation import first_operations
from optmodel.economics.outcome import Paid, paid_by
from optmodel.economics.payback import first_spend, payback_years
from optmodel.economics.recovery import first_called, recovery
from optmodel.economics.shares import PAYS, paid_shares
from optmodel.economics.types import FloatArray, IntArray, Schedule
from optmodel.program.program import Program


@dataclass(frozen=True, slots=True)
class Returns:
    """Returns of m chosen options; every array is (m,). inf = never within the horizon."""

    payback_years: FloatArray
    """Simple, from the first spend."""
    payback_from_operation_years: FloatArray
    """Simple, from the first operation."""
    discounted_payback_years: FloatArray
    """Discounted, from the first spend."""
    discounted_payback_from_operation_years: FloatArray
    """Discounted, from the first operation."""
    irr: FloatArray
    """A year, as a fraction; NaN where ``irr_note`` says why there is none."""
    irr_note: tuple[str, ...]
    """``""``, ``n/m`` (more than one change of sign) or ``none`` (no change of sign)."""
    recovery_years: FloatArray
    """Of the first source with vehicles of its own that pays a part: from its first call to the
    period of recovery; 0 where there is no such source, or nothing is called."""
    recovery_period: IntArray
    """Period from which on its deemed balance stays repaid; -1 = never, or nothing called."""
    source_recovery_years: FloatArray
    """(m, F) of each source, whether it pays a part or not; 0 for a pooled source."""
    source_recovery_period: IntArray
    """(m, F) likewise; -1 for a pooled source."""
    first_call: IntArray
    """Period of the first call on any source; -1 = nothing called."""
    first_operation: IntArray
    """First operating period, which may lie past the horizon."""


def returns(
    program: Program,
    clusters: Sequence[int] | IntArray,
    starts: Sequence[int] | IntArray,
    schedule: Schedule,
    *,
    shares: FloatArray | None = None,
) -> Returns:
    """Work out the returns of chosen options from their schedule.

    Parameters
    ----------
    program
        The program.
    clusters, starts
        (m,) indices into ``program.clusters``, and periods of the start.
    schedule
        What ``build_schedule`` gives for the same options in the same order.
    shares
        (m, F) part of each option that each source pays; None = the first source pays for all.
    """
    calendar, settings = program.calendar, program.settings
    begun = np.asarray(starts, dtype=np.intp)
    operation = first_operations(program, clusters, begun)
    spent = first_spend(schedule.capital, begun)
    discounted = schedule.free_cash * discount_factors(
        settings.discount_rate, settings.discount_timing, calendar
    )
    rates, notes = internal_rates(schedule.free_cash, calendar)
    paid = paid_by(program, schedule.capital, schedule.operating_cash, begun, operation)
    periods, years = _recoveries(program, paid, len(begun))
    main = _first_own_vehicle(program, paid_shares(shares, len(begun), len(program.sources)))
    row, has_one = np.arange(len(begun)), main >= 0
    return Returns(
        payback_years=payback_years(schedule.free_cash, spent, calendar),
        payback_from_operation_years=payback_years(schedule.free_cash, operation, calendar),
        discounted_payback_years=payback_years(discounted, spent, calendar),
        discounted_payback_from_operation_years=payback_years(discounted, operation, calendar),
        irr=rates,
        irr_note=notes,
        recovery_years=np.where(has_one, years[row, main], 0.0),
        recovery_period=np.where(has_one, periods[row, main], -1),
        source_recovery_years=years,
        source_recovery_period=periods,
        first_call=first_called(schedule.calls),
        first_operation=operation,
    )


def _recoveries(program: Program, paid: Sequence[Paid], count: int) -> tuple[IntArray, FloatArray]:
    """(m, F) period of recovery, and (m, F) years to it, of each source."""
    periods = np.full((count, len(paid)), -1, dtype=np.intp)
    years = np.zeros((count, len(paid)))
    for column, one in enumerate(paid):
        if one.split is not None:
            periods[:, column], years[:, column] = recovery(
                one.calls, one.split.balance_close, program.calendar
            )
    return periods, years


def _first_own_vehicle(program: Program, shares: FloatArray) -> IntArray:
    """(m,) first source with vehicles of its own that pays a part; -1 = none."""
    own = np.array([not source.is_pooled for source in program.sources])
    return first_true((shares > PAYS) & own)
