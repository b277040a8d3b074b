"""Cash by period of chosen options, every line of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from optmodel.economics.outcome import Outcome, outcome_of
from optmodel.economics.types import FloatArray, IntArray, Schedule
from optmodel.program.program import Program


def build_schedule(
    program: Program,
    clusters: Sequence[int] | IntArray,
    sites: Sequence[int] | IntArray,
    starts: Sequence[int] | IntArray,
) -> Schedule:
    """Lay out the cash of chosen options.

    Parameters
    ----------
    program
        The program.
    clusters, sites, starts
        (m,) indices into ``program.clusters`` and ``program.sites``, and periods 0..T-1.

    Returns
    -------
    Arrays of shape (m, H), rows in the order given.
    """
    chosen, at, begun = (np.asarray(part, dtype=np.intp) for part in (clusters, sites, starts))
    shape = (len(chosen), program.calendar.horizon_periods)
    lines = {line.name: np.zeros(shape) for line in fields(Schedule)}
    for index in np.unique(chosen):
        rows = np.flatnonzero(chosen == index)
        outcome = outcome_of(program, program.clusters[index], at[rows], begun[rows])
        for name, amounts in _lines(outcome).items():
            lines[name][rows] = amounts
    return Schedule(**lines)


def _lines(outcome: Outcome) -> dict[str, FloatArray]:
    """Name every line of the schedule; the host has what the source has not."""
    cash, paid = outcome.cash, outcome.paid
    lines = {line.name: getattr(cash, line.name) for line in fields(cash)}
    lines |= {line.name: getattr(paid, line.name) for line in fields(paid)}
    return lines | {"calls": outcome.calls, "host": cash.free_cash - paid.source}
