"""Cash of a plan by period: of everything funded, and of every source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.economics.accounts import build_accounts
from optmodel.economics.returns import Returns, returns
from optmodel.economics.schedule import build_schedule
from optmodel.economics.types import Account, FloatArray, Options, Schedule
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


@dataclass(frozen=True, slots=True)
class PlanCash:
    """Cash of m funded clusters and of F sources."""

    placed: tuple[int, ...]
    """Indices of the m options."""
    shares: FloatArray
    """(m, F) part of each that each source pays."""
    schedule: Schedule
    earned: Returns
    accounts: tuple[Account, ...]


def plan_cash(program: Program, options: Options, used: Usage, clusters: Sequence[int]) -> PlanCash:
    """Lay out the cash of funded clusters, in their order."""
    placed = [used.option_of[k] for k in clusters]
    chosen, starts = options.cluster[placed], options.start[placed]
    shares = np.array([used.shares_of[k] for k in clusters])
    shares = shares.reshape(len(placed), len(program.sources))
    schedule = build_schedule(
        program,
        chosen,
        options.site[placed],
        starts,
        operators=options.operator[placed],
        shares=shares,
    )
    return PlanCash(
        placed=tuple(placed),
        shares=shares,
        schedule=schedule,
        earned=returns(program, chosen, starts, schedule, shares=shares),
        accounts=build_accounts(
            program,
            chosen,
            starts,
            schedule,
            shares=shares,
            preparation_calls=used.preparation_calls_musd,
        ),
    )
