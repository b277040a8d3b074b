"""The last digits of a plan: its amounts follow exactly from its whole numbers.

A search ends within tolerances of a millionth, and a yes that is a millionth short of 1 lets a
balance of a million be off by one. So once the whole numbers are found they are held, and what
is left, a linear program, is solved to a billionth: first for the best value, then, with the
value held, for as few calls as possible on the last source, then on the one before it: where the
value leaves open who pays, the pledge pays first.

When a pool is repaid depends on who pays. So where there are pools, who pays is looked for with
starts and openings held and the pool's yes or no free; these are then held for the last digits.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import pyomo.environ as pyo

from optmodel.search.columns import Columns
from optmodel.search.controls import Controls
from optmodel.search.exact import FINE, Exact, at_least, holding
from optmodel.search.highs import PROVEN_MUSD
from optmodel.search.judge import lifted
from optmodel.search.matrix import Floats, Matrix, hand_over
from optmodel.search.result import Outcome, SolveResult
from optmodel.search.settle import settle
from optmodel.search.verify import Verified, verify

DONE = "amounts worked out to a billionth"
FAILED = "amounts kept as the search left them"


def polish(
    model: pyo.ConcreteModel,
    result: SolveResult,
    controls: Controls,
    stop: threading.Event | None = None,
    *,
    command: Sequence[str] | None = None,
) -> SolveResult:
    """Solve a result again with its whole numbers held, where its amounts are open.

    Parameters
    ----------
    model
        The model that was searched.
    result
        What the search came back with; without a plan there is nothing to polish.
    controls, stop, command
        As for ``solve_model``.

    Returns
    -------
    The result with the amounts of the linear programs and their value; the result itself where
    there is nothing to polish. Where they fail the amounts of the search are kept, which hold
    within tolerances, save that synergies and missed targets are what they are worth (see
    ``settle``). ``amounts`` says what happened, and so does the log.
    """
    if result.x is None or not has_amounts(model):
        return result
    matrix = hand_over(model)
    settled = verify(matrix, settle(model, matrix, result.x), None)
    if isinstance(settled, Verified):
        result = _with(matrix, result, settled, controls.gap)
    exact = Exact(controls, stop, command)
    found = _polished(exact, Columns.of(model), matrix, _x(result))
    verified = FAILED if found is None else verify(matrix, found, None)
    if isinstance(verified, Verified):
        result, outcome = _with(matrix, result, verified, controls.gap), DONE
    else:
        outcome = FAILED if found is None else f"{FAILED}; what was worked out fails: {verified}"
    said = "; ".join([outcome, *exact.notes])
    return replace(result, amounts=said, log=f"{result.log}\nAfter the search: {said}.\n")


def has_amounts(model: pyo.ConcreteModel) -> bool:
    """Whether a model decides on more than whole numbers and the calls that follow from them."""
    families = (model.share, model.preparation_share, model.pools, model.gain, model.miss)
    return any(len(family) for family in families)


def _x(result: SolveResult) -> Floats:
    """The columns of a result with a plan."""
    if result.x is None:
        raise TypeError("Expected a result with a plan.")
    return result.x


def _polished(exact: Exact, columns: Columns, matrix: Matrix, x: Floats) -> Floats | None:
    """Columns with the best value, then the pledge first; None where that fails."""
    held = holding(matrix, x, matrix.integer)
    best = exact.amounts(held, "best value")
    if best is None:
        # A whole number may have been wrong within tolerance: only the decisions are held then.
        decided = exact.choices(holding(matrix, x, columns.decisions), "yes or no again", 1)
        if decided is None:
            return None
        held = holding(matrix, decided, matrix.integer)
        best = exact.amounts(held, "best value again")
    if best is None:
        return None
    if columns.calls_to_spare() and columns.pool_choices.any():
        held, best = _with_other_payers(exact, columns, matrix, held, best)
    return _pledge_first(exact, columns, held, best)


def _with_other_payers(
    exact: Exact, columns: Columns, matrix: Matrix, held: Matrix, best: Floats
) -> tuple[Matrix, Floats]:
    """(model, columns) with the pools' yes or no held as the pledge wants it, if worth as much."""
    chosen = _pools_chosen(exact, columns, matrix, best)
    anew = holding(matrix, chosen, matrix.integer)
    found = exact.amounts(anew, "best value, other payers")
    value = float(matrix.cost @ best)
    if found is None or matrix.cost @ found < value - FINE * max(1.0, abs(value)):
        return held, best
    return anew, found


def _pledge_first(exact: Exact, columns: Columns, held: Matrix, best: Floats) -> Floats:
    """Columns of the same value with as few calls as possible on each source but the first."""
    held = at_least(held, held.cost, float(held.cost @ best))
    for source, calls in columns.calls_to_spare():
        fewer = exact.amounts(replace(held, cost=-calls, offset=0.0), f"sparing {source}")
        if fewer is None:
            return best
        best = fewer
        held = at_least(held, -calls, -float(calls @ best))
    return best


def _pools_chosen(exact: Exact, columns: Columns, matrix: Matrix, best: Floats) -> Floats:
    """Columns whose yes or no of pools lets the pledge pay first; as they were where that fails."""
    held = holding(matrix, best, matrix.integer & ~columns.pool_choices)
    held = at_least(held, held.cost, float(held.cost @ best))
    spared = columns.calls_to_spare()
    for source, calls in spared:
        aim = replace(held, cost=-calls, offset=0.0)
        fewer = exact.choices(aim, f"sparing {source}, pools free", len(spared))
        if fewer is None:
            return best
        best = fewer
        held = at_least(held, -calls, -float(calls @ best))
    return best


def _with(matrix: Matrix, result: SolveResult, plan: Verified, gap: float) -> SolveResult:
    """The result with another plan of the same starts; its bound stays as it was proven."""
    bound = None if result.bound is None else lifted(matrix, result.bound, plan)
    outcome, reason = result.outcome, result.reason
    allowed = max(gap * abs(plan.value), PROVEN_MUSD) + FINE * abs(plan.value)
    if outcome is Outcome.OPTIMAL and bound is not None and bound - plan.value > allowed:
        outcome, reason = (
            Outcome.FEASIBLE,
            "worth less than the proven gap, once worked out exactly",
        )
    return replace(result, x=plan.x, value=plan.value, bound=bound, outcome=outcome, reason=reason)
