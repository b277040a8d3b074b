"""Profiles over time: capex stretched to the build, ramp, and their shift to each start."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.program.calendar import Calendar
from optmodel.program.program import Cluster


def stretched(profile: Sequence[float], periods: int) -> FloatArray:
    r"""Spread a capex profile over the build.

    The cumulative share C of the n steps is interpolated linearly, so that period i of b has

    .. math:: C(n(i+1)/b) - C(ni/b).

    Parameters
    ----------
    profile
        Fractions per step, summing to 1; empty = even.
    periods
        Build periods b; 0 = everything in the period of the start.

    Returns
    -------
    (max(b, 1),) fractions per period from the start.
    """
    if periods == 0:
        return np.ones(1)
    if not profile:
        return np.full(periods, 1.0 / periods)
    steps = np.asarray(profile, dtype=np.float64)
    if len(steps) == periods:
        return steps
    cumulative = np.concatenate(([0.0], np.cumsum(steps)))
    # Multiplied first, so that an edge between two steps falls on it to the bit.
    edges = np.arange(periods + 1) * len(steps) / periods
    return np.diff(np.interp(edges, np.arange(len(steps) + 1), cumulative))


def ramp(profile: Sequence[float], periods: int) -> FloatArray:
    """Fraction of full revenue by operating period, (periods,); the last step lasts."""
    steps = np.asarray(profile or (1.0,), dtype=np.float64)
    return np.take(steps, np.minimum(np.arange(periods), len(steps) - 1))


def shifted(by_period_from_start: Sequence[float] | FloatArray, calendar: Calendar) -> FloatArray:
    """Place a row that counts from the start at every start: (T, H); what runs past H is cut."""
    decisions, horizon = calendar.decision_periods, calendar.horizon_periods
    row = np.asarray(by_period_from_start, dtype=np.float64)[:horizon]
    padded = np.zeros(decisions + horizon)
    padded[decisions : decisions + len(row)] = row
    since_start = np.arange(horizon) - np.arange(decisions)[:, None]
    return np.take(padded, decisions + since_start)


def operating(cluster: Cluster, calendar: Calendar) -> FloatArray:
    """Tell by period from the start, (H,), whether the cluster operates: 1 or 0.

    It operates from the end of its build (at once where there is none) for its life.
    """
    since_operation = np.arange(calendar.horizon_periods) - cluster.build_periods
    on = since_operation >= 0
    if cluster.life_periods is not None:
        on &= since_operation < cluster.life_periods
    return on.astype(np.float64)
