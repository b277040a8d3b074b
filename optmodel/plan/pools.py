"""Pools of a plan: what everything that a pooled source pays for repays it together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from optmodel.economics.factors import discount_factors
from optmodel.economics.pool import pool_waterfall
from optmodel.economics.shares import PAYS
from optmodel.economics.types import FloatArray, Options, Pool
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


def pools_of(program: Program, options: Options, used: Usage) -> Mapping[int, Pool]:
    """Index of each pooled source to its pool."""
    return {
        index: run_pool(program, options, index, parts_of(used, index), used.calls_musd[index])
        for index, source in enumerate(program.sources)
        if source.is_pooled
    }


def receipts_npv_musd(program: Program, pool: Pool) -> float:
    """Present value of the receipts of a pool: its source has them and the host has not."""
    settings = program.settings
    factors = discount_factors(settings.discount_rate, settings.discount_timing, program.calendar)
    return float(pool.receipts @ factors)


def run_pool(
    program: Program,
    options: Options,
    index: int,
    parts: Mapping[int, float],
    calls: FloatArray,
) -> Pool:
    """Run the pool of a source that pays these parts of options, and is called for (H,)."""
    calendar = program.calendar
    cash, first_operation = np.zeros(calendar.horizon_periods), calendar.horizon_periods
    for option, part in parts.items():
        if part > PAYS:
            cash += part * options.operating_cash_musd[option]
            build = program.clusters[int(options.cluster[option])].build_periods
            first_operation = min(first_operation, int(options.start[option]) + build)
    return pool_waterfall(program.sources[index], calls, cash, first_operation, calendar)


def parts_of(used: Usage, index: int) -> dict[int, float]:
    """Option of everything funded to the part of it that a source pays."""
    return {option: float(used.shares_of[k][index]) for k, option in used.option_of.items()}
