"""What a search says about whether there is a plan at all: yes, no, or not known."""

from __future__ import annotations

from optmodel.search.result import Outcome, SolveResult

ANSWERS = {Outcome.OPTIMAL: True, Outcome.FEASIBLE: True, Outcome.INFEASIBLE: False}
"""A search that was cut short without a plan, or failed, proves nothing."""


def plan_exists(result: SolveResult) -> bool | None:
    """Whether there is a plan; None where the search ended without an answer."""
    return ANSWERS.get(result.outcome)
