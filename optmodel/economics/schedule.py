"""Cash by period of chosen options, every line of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

import numpy as np

from optmodel.economics.operators import NOBODY, fit_of
from optmodel.economics.outcome import Outcome, outcome_of
from optmodel.economics.perspective import PLEDGE
from optmodel.economics.types import FloatArray, IntArray, Schedule
from optmodel.economics.waterfall import Waterfall
from optmodel.program.program import Program


def build_schedule(
    program: Program,
    clusters: Sequence[int] | IntArray,
    sites: Sequence[int] | IntArray,
    starts: Sequence[int] | IntArray,
    *,
    operators: Sequence[int] | IntArray | None = None,
    shares: FloatArray | None = None,
) -> Schedule:
    """Lay out the cash of chosen options.

    Parameters
    ----------
    program
        The program.
    clusters, sites, starts
        (m,) indices into ``program.clusters`` and ``program.sites``, and periods 0..T-1.
    operators
        (m,) indices into ``program.operators``, -1 = nobody; None = nobody anywhere.
    shares
        (m, F) part of each option that each source pays; None = the first source pays for all.

    Returns
    -------
    Arrays of shape (m, H), rows in the order given.
    """
    count = len(clusters)
    runs = np.full(count, NOBODY) if operators is None else operators
    chosen, at, begun, run_by = (
        np.asarray(part, dtype=np.intp) for part in (clusters, sites, starts, runs)
    )
    parts = paid_shares(program, count, shares)
    lines = {
        line.name: np.zeros((count, program.calendar.horizon_periods)) for line in fields(Schedule)
    }
    for index, operator in sorted(set(zip(chosen.tolist(), run_by.tolist(), strict=True))):
        rows = np.flatnonzero((chosen == index) & (run_by == operator))
        cluster = program.clusters[index]
        fit = fit_of(program, cluster, operator)
        outcome = outcome_of(program, cluster, at[rows], begun[rows], fit)
        for name, amounts in _lines(outcome, parts[rows]):
            lines[name][rows] = amounts
    return Schedule(**lines)


def paid_shares(program: Program, count: int, shares: FloatArray | None) -> FloatArray:
    """(m, F) part of each option that each source pays; by the first source if nothing is said."""
    if shares is not None:
        return shares
    parts = np.zeros((count, len(program.sources)))
    parts[:, PLEDGE] = 1.0
    return parts


def _lines(outcome: Outcome, shares: FloatArray) -> Iterator[tuple[str, FloatArray]]:
    """Name every line of the schedule; the host has what the sources have not."""
    cash = outcome.cash
    for line in fields(cash):
        yield line.name, getattr(cash, line.name)
    zero = np.zeros_like(cash.capital)
    split = {line.name: zero.copy() for line in fields(Waterfall)}
    calls, pooled_calls = zero.copy(), zero.copy()
    for paid, part in zip(outcome.paid, shares.T[:, :, None], strict=True):
        calls += part * paid.calls
        if paid.split is None:
            pooled_calls += part * paid.calls
            split["source"] += part * paid.flow
            continue
        for line in fields(Waterfall):
            split[line.name] += part * getattr(paid.split, line.name)
    yield from split.items()
    yield from (
        ("calls", calls),
        ("pooled_calls", pooled_calls),
        ("host", cash.free_cash - split["source"]),
    )
