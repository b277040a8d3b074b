"""What each source pays and has of a whole plan, by period."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optmodel.economics.operation import first_operations
from optmodel.economics.outcome import Paid, paid_by
from optmodel.economics.pool import pool_waterfall
from optmodel.economics.shares import PAYS, paid_shares
from optmodel.economics.types import Account, FloatArray, IntArray, Schedule
from optmodel.program.program import Program


def build_accounts(
    program: Program,
    clusters: Sequence[int] | IntArray,
    starts: Sequence[int] | IntArray,
    schedule: Schedule,
    *,
    shares: FloatArray | None = None,
    preparation_calls: FloatArray | None = None,
) -> tuple[Account, ...]:
    """Add up what each source pays and has; one account per source, in their order.

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
    preparation_calls
        (F, H) what each source pays for site preparation, USD m; None = nothing.
    """
    begun = np.asarray(starts, dtype=np.intp)
    operation = first_operations(program, clusters, begun)
    paid = paid_by(program, schedule.capital, schedule.operating_cash, begun, operation)
    parts = paid_shares(shares, len(begun), len(program.sources))
    spent = preparation_calls
    if spent is None:
        spent = np.zeros((len(program.sources), program.calendar.horizon_periods))
    return tuple(
        _own_account(one, part, prepared)
        if one.split is not None
        else _pool_account(
            program, one, part, prepared, cash=schedule.operating_cash, operation=operation
        )
        for one, part, prepared in zip(paid, parts.T, spent, strict=True)
    )


def _own_account(paid: Paid, part: FloatArray, prepared: FloatArray) -> Account:
    """Add up the vehicles of clusters; site preparation is in no balance."""
    assert paid.split is not None, "a pooled source has a pool"  # noqa: S101
    split = paid.split
    calls = _total(paid.calls, part)
    return Account(
        calls=calls + prepared,
        preparation_calls=prepared,
        balance_calls=calls,
        balance_open=_total(split.balance_open, part),
        interest=_total(split.interest, part),
        receipts=_total(split.receipts, part),
        receipts_before=_total(split.receipts_before, part),
        receipts_after=_total(split.receipts_after, part),
        balance_close=_total(split.balance_close, part),
        pool=None,
    )


def _pool_account(
    program: Program,
    paid: Paid,
    part: FloatArray,
    prepared: FloatArray,
    *,
    cash: FloatArray,
    operation: IntArray,
) -> Account:
    """Run the pool of all that a source pays for; site preparation is in its balance."""
    never = program.calendar.horizon_periods
    first_operation = int(operation[part > PAYS].min(initial=never))
    calls = _total(paid.calls, part) + prepared
    pool = pool_waterfall(paid.source, calls, _total(cash, part), first_operation, program.calendar)
    return Account(
        calls=calls,
        preparation_calls=prepared,
        balance_calls=calls,
        balance_open=pool.balance_open,
        interest=pool.interest,
        receipts=pool.receipts,
        receipts_before=pool.receipts_before,
        receipts_after=pool.receipts_after,
        balance_close=pool.balance_close,
        pool=pool,
    )


def _total(amounts: FloatArray, part: FloatArray) -> FloatArray:
    """(H,) sum over (m, H) amounts, each row at the part that the source pays of it."""
    return np.asarray((part[:, None] * amounts).sum(axis=0))
