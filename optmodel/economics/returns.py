"""Returns of chosen options: payback in its four forms, IRR, recovery of the pledge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.economics.factors import discount_factors
from optmodel.economics.irr import internal_rates
from optmodel.economics.payback import first_spend, payback_years
from optmodel.economics.recovery import first_called, recovery
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
    """From the first call to the period of recovery; 0 where nothing is called."""
    recovery_period: IntArray
    """Period in which the deemed balance is repaid for good; -1 = never, or nothing called."""
    first_call: IntArray
    """Period of the first call; -1 = nothing called."""
    first_operation: IntArray
    """First operating period, which may lie past the horizon."""


def returns(
    program: Program,
    clusters: Sequence[int] | IntArray,
    starts: Sequence[int] | IntArray,
    schedule: Schedule,
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
    """
    calendar, settings = program.calendar, program.settings
    begun = np.asarray(starts, dtype=np.intp)
    builds = [program.clusters[k].build_periods for k in clusters]
    first_operation = begun + np.asarray(builds, dtype=np.intp)
    spent = first_spend(schedule.capital, begun)
    discounted = schedule.free_cash * discount_factors(
        settings.discount_rate, settings.discount_timing, calendar
    )
    rates, notes = internal_rates(schedule.free_cash, calendar)
    recovery_period, recovery_years = recovery(schedule.calls, schedule.balance_close, calendar)
    return Returns(
        payback_years=payback_years(schedule.free_cash, spent, calendar),
        payback_from_operation_years=payback_years(schedule.free_cash, first_operation, calendar),
        discounted_payback_years=payback_years(discounted, spent, calendar),
        discounted_payback_from_operation_years=payback_years(
            discounted, first_operation, calendar
        ),
        irr=rates,
        irr_note=notes,
        recovery_years=recovery_years,
        recovery_period=recovery_period,
        first_call=first_called(schedule.calls),
        first_operation=first_operation,
    )
