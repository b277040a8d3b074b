"""Pools of a plan: what everything that a pooled source pays for repays it together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from optmodel.economics.factors import discount_factors
from optmodel.economics.pool import pool_waterfall
from optmodel.economics.shares import PAYS
from optmodel.economics.types import Options, Pool
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


def pools_of(program: Program, options: Options, used: Usage) -> Mapping[int, Pool]:
    """Index of each pooled source to its pool."""
    return {
        index: _pool(program, options, used, index)
        for index, source in enumerate(program.sources)
        if source.is_pooled
    }


def receipts_npv_musd(program: Program, pool: Pool) -> float:
    """Present value of the receipts of a pool: its source has them and the host has not."""
    settings = program.settings
    factors = discount_factors(settings.discount_rate, settings.discount_timing, program.calendar)
    return float(pool.receipts @ factors)


def _pool(program: Program, options: Options, used: Usage, index: int) -> Pool:
    """Run the pool of one source."""
    calendar = program.calendar
    cash, first_operation = np.zeros(calendar.horizon_periods), calendar.horizon_periods
    for k, option in used.option_of.items():
        part = float(used.shares_of[k][index])
        if part > PAYS:
            cash += part * options.operating_cash_musd[option]
            operation = int(options.start[option]) + program.clusters[k].build_periods
            first_operation = min(first_operation, operation)
    calls = used.calls_musd[index]
    return pool_waterfall(program.sources[index], calls, cash, first_operation, calendar)
