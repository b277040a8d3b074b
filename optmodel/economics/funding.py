"""Capital calls of options, and whether a source can pay them for one option alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.crossings import first_true
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.calendar import Calendar
from optmodel.program.program import Source

ROUNDING = 1e-9
"""A limit is broken only by more than this, relative and in USD m: sums of floats round."""

NO_CALL_MUSD = 1e-9
"""A call up to this (a thousandth of a dollar) is rounding: nobody pays it."""

NOT_CARRIED = 0
"""Run of a period between which and its neighbors nothing is carried."""


@dataclass(frozen=True, slots=True)
class CallRoom:
    """What a source can pay by period."""

    maximum_musd: FloatArray
    """(H,) inf = no limit; 0 outside the source's first and last call."""
    run: IntArray
    """(H,) number, from 1, of the run of periods between which unused room is carried."""


def capital_calls(source: Source, capital: FloatArray, starts: IntArray) -> FloatArray:
    """Calls by period, (m, H): the capital as spent, or all of it in the period of the start."""
    if source.draw == "as spent":
        return capital
    calls = np.zeros_like(capital)
    calls[np.arange(len(starts)), starts] = capital.sum(axis=1)
    return calls


def call_room(source: Source, calendar: Calendar) -> CallRoom:
    """Lay the rows of Funding calls out by period.

    Consecutive periods whose row carries forward form a run; a period before the first row or
    under a row without a maximum has no limit and ends a run.
    """
    horizon = calendar.horizon_periods
    maximum = np.full(horizon, np.inf)
    carries = np.zeros(horizon, dtype=np.bool_)
    for limit in source.call_limits:
        unlimited = limit.maximum_musd is None
        maximum[limit.from_period :] = np.inf if limit.maximum_musd is None else limit.maximum_musd
        carries[limit.from_period :] = limit.carry_forward and not unlimited
    maximum[: source.first_call] = 0.0
    maximum[source.last_call + 1 :] = 0.0
    begins = carries & ~np.concatenate(([False], carries[:-1]))
    return CallRoom(maximum, np.where(carries, np.cumsum(begins), NOT_CARRIED))


def called_before_first(source: Source, calls: FloatArray) -> NDArray[np.bool_]:
    """(m,) whether a call falls before the source's first call."""
    return np.asarray((calls[:, : source.first_call] > NO_CALL_MUSD).any(axis=1))


def called_after_last(source: Source, calls: FloatArray) -> NDArray[np.bool_]:
    """(m,) whether a call falls after the source's last call."""
    return np.asarray((calls[:, source.last_call + 1 :] > NO_CALL_MUSD).any(axis=1))


def breaks_commitment(source: Source, calls: FloatArray) -> NDArray[np.bool_]:
    """(m,) whether the calls are more than what is left of the commitment."""
    return _exceeds(calls.sum(axis=1), np.float64(commitment_left(source)))


def commitment_left(source: Source) -> float:
    """Commitment less what is already committed, USD m."""
    return source.commitment_musd - source.already_committed_musd


def first_unpayable(room: CallRoom, calls: FloatArray) -> IntArray:
    """(m,) first period in which calls are more than the source can pay; -1 = none."""
    broken = _exceeds(calls, room.maximum_musd) & (room.run == NOT_CARRIED)
    for number in np.unique(room.run[room.run != NOT_CARRIED]):
        inside = room.run == number
        called = calls[:, inside].cumsum(axis=1)
        broken[:, inside] = _exceeds(called, room.maximum_musd[inside].cumsum())
    return first_true(broken)


def _exceeds(amount: FloatArray, limit: FloatArray | np.float64) -> NDArray[np.bool_]:
    return np.asarray(amount > limit + ROUNDING * np.maximum(1.0, np.abs(limit)))
