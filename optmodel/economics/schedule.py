"""Cash by period of chosen options, every line of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

import numpy as np

from optmodel.economics.operators import NOBODY, fit_of
from optmodel.economics.outcome import Outcome, outcome_of
from optmodel.economics.shares import paid_shares
from optmodel.economics.types import FloatArray, IntArray, Schedule
from optmodel.economics.waterfall import shareable
from optmodel.program.program import Program

_SPLIT: Final = (
    "balance_open",
    "interest",
    "receipts",
    "receipts_before",
    "receipts_after",
    "balance_close",
)
"""Lines that sources have at the part that each pays, if each cluster is its own vehicle."""


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
    parts = paid_shares(shares, count, len(program.sources))
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


def _lines(outcome: Outcome, shares: FloatArray) -> Iterator[tuple[str, FloatArray]]:
    """Name every line of the schedule; the host has what the sources have not."""
    cash = outcome.cash
    for line in fields(cash):
        yield line.name, getattr(cash, line.name)
    distributable, carried_loss = shareable(cash.operating_cash)
    yield "distributable", distributable
    yield "carried_loss", carried_loss
    calls, pooled_calls, source, *splits = np.zeros((3 + len(_SPLIT), *cash.capital.shape))
    for paid, part in zip(outcome.paid, shares.T[:, :, None], strict=True):
        calls += part * paid.calls
        source += part * paid.flow
        if paid.split is None:
            pooled_calls += part * paid.calls
            continue
        for index, name in enumerate(_SPLIT):
            splits[index] += part * getattr(paid.split, name)
    yield from zip(_SPLIT, splits, strict=True)
    yield from (("calls", calls), ("pooled_calls", pooled_calls), ("source", source))
    yield "host", cash.free_cash - source
