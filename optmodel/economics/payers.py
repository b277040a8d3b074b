"""Which sources may pay for a start: a start is possible while together they can pay for all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.types import FloatArray, IntArray
from optmodel.program.program import Program

WHOLE = 1.0 - 1e-9
"""Maximum shares that add up to this pay for a whole cluster: sums of floats round."""

SLACK_YEARS = 1e-9
"""A target that is met to the digit is met; only the rounding of a division is forgiven."""

NO_SOURCE = -1
"""Index of a source where there is none, or more than one."""

PayerArray = NDArray[np.bool_]
"""(m, F) whether each source may pay for each start."""


def committing(program: Program, starts: IntArray) -> PayerArray:
    """(m, F) whether each source still commits money in the period of each start."""
    last = np.array([source.last_start for source in program.sources])
    return np.asarray((starts[:, None] <= last) & (maximum_shares(program) > 0.0))


def maximum_shares(program: Program) -> FloatArray:
    """(F,) largest part of a cluster that each source may pay."""
    return np.array([source.maximum_share for source in program.sources])


def too_few_pay(program: Program, payers: PayerArray) -> NDArray[np.bool_]:
    """(m,) whether the maximum shares of those who may pay do not make up a whole."""
    return np.asarray((payers * maximum_shares(program)).sum(axis=1) < WHOLE)


def nobody(payers: PayerArray) -> NDArray[np.bool_]:
    """(m,) whether no source may pay."""
    return np.asarray(~payers.any(axis=1))


def sole_payer(program: Program, payers: PayerArray) -> IntArray:
    """(m,) the only source that may pay, if it may pay for everything; else ``NO_SOURCE``."""
    alone = (payers.sum(axis=1) == 1) & ~too_few_pay(program, payers)
    return np.where(alone, payers.argmax(axis=1), NO_SOURCE)


def recovering(program: Program, recovery_years: FloatArray) -> PayerArray:
    """(m, F) whether the recovery of each source meets its target, where that is required.

    A pool's recovery depends on everything that it pays for, so it is met here (0 years).
    """
    targets = [
        source.recovery_target_years
        if source.recovery_rule == "required" and source.recovery_target_years is not None
        else np.inf
        for source in program.sources
    ]
    return np.asarray(recovery_years <= np.array(targets) + SLACK_YEARS)
