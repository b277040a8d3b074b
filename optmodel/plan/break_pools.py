"""Pools that one more option would keep from being repaid by the date that is required."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.economics.payers import SLACK_YEARS
from optmodel.economics.types import FloatArray, Options, Pool
from optmodel.plan.breaks import TOLERANCE, Break, counted
from optmodel.plan.payers import Payers
from optmodel.plan.pools import parts_of, run_pool
from optmodel.plan.usage import Usage, option_calls
from optmodel.program.program import Program


def pool_breaks(
    program: Program, options: Options, used: Usage, payers: Payers, *, option: int, can: FloatArray
) -> Iterator[Break]:
    """Give every pool that has to pay a part of an option which cannot repay it in time.

    The rest may be paid by others in parts of ``can``, (F,), at most. What is said holds for the
    option alone in the pool; it is in the way where the pool of the plan cannot carry it either.
    """
    may = payers.most(option)
    for index in payers.pooled_among(option, None).tolist():
        source = program.sources[index]
        target, part = source.recovery_target_years, 1.0 - float(can.sum() - can[index])
        if source.recovery_rule != "required" or target is None or part <= TOLERANCE:
            continue
        calls = option_calls(program, options, option, index)
        alone = run_pool(program, options, index, {option: 1.0}, calls)
        parts = parts_of(used, index) | {option: part}
        with_plan = used.calls_musd[index] + part * calls
        joined = run_pool(program, options, index, parts, with_plan)
        if min(alone.recovery_years, joined.recovery_years) > target + SLACK_YEARS:
            words = (
                f"alone in the pool of {source.id} it is {_when(alone)}, "
                f"{counted(target, 'years')} allowed"
            )
            cell = source.cells.get("Recovery target (years)", "")
            own = float(may.sum() - may[index]) < 1.0 - TOLERANCE
            yield Break("source_recovery", source.id, 1.0, "", cell, words, is_own=own)


def _when(pool: Pool) -> str:
    """Say when a pool is repaid."""
    if np.isinf(pool.recovery_years):
        return "never repaid within the horizon"
    return f"repaid after {counted(pool.recovery_years, 'years')}"
