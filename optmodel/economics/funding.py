"""Capital calls of options, and whether a source can pay them for one option alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.crossings import first_true
from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.call_windows import CallWindow
from optmodel.program.program import Source

ROUNDING = 1e-9
"""A limit is broken only by more than this, relative and in USD m: sums of floats round."""

NO_CALL_MUSD = 1e-9
"""A call up to this (a thousandth of a dollar) is rounding: nobody pays it."""


def capital_calls(source: Source, capital: FloatArray, starts: IntArray) -> FloatArray:
    """Calls by period, (m, H): the capital as spent, or all of it in the period of the start."""
    if source.draw == "as spent":
        return capital
    calls = np.zeros_like(capital)
    calls[np.arange(len(starts)), starts] = capital.sum(axis=1)
    return calls


def source_calls(source: Source, capital_steps: FloatArray) -> FloatArray:
    """(n, C) calls by period since the start if the source paid for everything.

    ``capital_steps`` is the capital as spent, (n, C); drawn at the start it is all called in
    the first step.
    """
    if source.draw == "as spent":
        return capital_steps
    calls = np.zeros_like(capital_steps)
    calls[:, 0] = capital_steps.sum(axis=1)
    return calls


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


def first_unpayable(windows: Sequence[CallWindow], calls: FloatArray) -> IntArray:
    """(m,) first period in which calls are more than the source can pay; -1 = none."""
    broken = np.zeros(calls.shape, dtype=np.bool_)
    for window in windows:
        periods = list(window.periods)
        called = calls[:, periods].cumsum(axis=1)
        broken[:, periods] = _exceeds(called, np.cumsum(window.maximum_musd))
    return first_true(broken)


def _exceeds(amount: FloatArray, limit: FloatArray | np.float64) -> NDArray[np.bool_]:
    return np.asarray(amount > limit + ROUNDING * np.maximum(1.0, np.abs(limit)))
