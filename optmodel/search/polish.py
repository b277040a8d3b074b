"""The last digits of a plan: its amounts follow exactly from its whole numbers.

A search ends within tolerances of a millionth, and a yes that is a millionth short of 1 lets a
balance of a million be off by one. So once the whole numbers are found they are held, and what
is left, a linear program, is solved to a billionth: first for the best value, then, with the
value held, for as few calls as possible on the last source, then on the one before it: where the
value leaves open who pays, the pledge pays first.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.search.controls import WATCHDOG_EXTRA_S, WATCHDOG_FACTOR, Controls
from optmodel.search.highs import PROVEN_MUSD, Task, search_in_child, solver_options
from optmodel.search.matrix import Floats, Matrix, hand_over, with_row
from optmodel.search.result import Outcome, SolveResult
from optmodel.search.verify import Verified, verify

FINE = 1e-9
"""Feasibility tolerance, where no amount is above a million USD m."""
DIGITS = 1e-15
"""Feasibility tolerance as a part of the largest amount: doubles cannot tell less apart."""
COARSEST = 1e-6
"""What a search keeps to anyway."""
ROUNDING = 1e-12
"""Part of an amount that is held by which it may be given up: the rounding of its sum. More would
be paid out in shares of a hundred-thousandth that nobody decided on."""
LONGEST_S = 60.0
"""A linear program of this kind takes a second or so; the time limit of the user is not waited for
again."""


@dataclass(frozen=True, slots=True)
class _Polisher:
    """Linear programs around one plan, each solved by a worker of its own."""

    controls: Controls
    stop: threading.Event | None
    command: Sequence[str] | None

    def best(self, matrix: Matrix) -> Floats | None:
        """Columns of the proven best plan of a model, None where none was found."""
        seconds = min(LONGEST_S, self.controls.time_limit_s)
        options = solver_options(replace(self.controls, gap=0.0, time_limit_s=seconds))
        largest = max(abs(matrix.lower).max(), abs(matrix.upper).max())
        tolerance = float(np.clip(DIGITS * largest, FINE, COARSEST))
        fine = {
            "primal_feasibility_tolerance": tolerance,
            "dual_feasibility_tolerance": tolerance,
            "mip_feasibility_tolerance": tolerance,
        }
        watchdog_s = WATCHDOG_FACTOR * seconds + WATCHDOG_EXTRA_S
        task = Task(matrix, options | fine, watchdog_s, gap=FINE)
        judgment, _, _ = search_in_child(task, None, self.stop, self.command)
        return judgment.x if judgment.outcome is Outcome.OPTIMAL else None


def polish(
    model: pyo.ConcreteModel,
    result: SolveResult,
    controls: Controls,
    stop: threading.Event | None = None,
    *,
    command: Sequence[str] | None = None,
) -> SolveResult:
    """Solve a result again with its whole numbers held, where it has shares or pools.

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
    there is nothing to polish, or where anything fails: it holds as well, within tolerances.
    """
    if result.x is None or not has_amounts(model):
        return result
    matrix = hand_over(model)
    found = _polished(_Polisher(controls, stop, command), model, matrix, result.x)
    if found is None:
        return result
    verified = verify(matrix, found, None)
    if not isinstance(verified, Verified):
        return result
    return _with(result, verified, controls.gap)


def has_amounts(model: pyo.ConcreteModel) -> bool:
    """Whether a model decides on more than whole numbers and the calls that follow from them."""
    return bool(len(model.share) or len(model.preparation_share) or len(model.pools))


def _polished(
    polisher: _Polisher, model: pyo.ConcreteModel, matrix: Matrix, x: Floats
) -> Floats | None:
    """Columns with the best value, then the pledge first; None where that fails."""
    held = _holding(matrix, x, matrix.integer)
    best = polisher.best(held)
    if best is None:
        # A whole number may have been wrong within tolerance: only the decisions are held then.
        decided = polisher.best(_holding(matrix, x, _decisions(model, matrix)))
        if decided is None:
            return None
        held = _holding(matrix, decided, matrix.integer)
        best = polisher.best(held)
    if best is None:
        return None
    value = float(held.cost @ best)
    held = _at_least(held, held.cost, value)
    for calls in _calls_to_spare(model, matrix):
        fewer = polisher.best(replace(held, cost=-calls, offset=0.0))
        if fewer is None:
            return best
        best = fewer
        held = _at_least(held, -calls, -float(calls @ best))
    return best


def _holding(matrix: Matrix, x: Floats, columns: NDArray[np.bool_]) -> Matrix:
    """The model with some whole numbers held where they are; held ones are numbers like any."""
    whole = np.round(x)
    return replace(
        matrix,
        lower=np.where(columns, whole, matrix.lower),
        upper=np.where(columns, whole, matrix.upper),
        integer=matrix.integer & ~columns,
    )


def _at_least(matrix: Matrix, coefficients: Floats, amount: float) -> Matrix:
    """The model with one more row: the amount is not given up.

    Columns that are held are taken out of the row, where they would only make it less exact.
    """
    free = matrix.upper > matrix.lower
    fixed = float(coefficients[~free] @ matrix.lower[~free])
    slack = ROUNDING * max(1.0, abs(amount))
    return with_row(matrix, np.where(free, coefficients, 0.0), amount - fixed - slack)


def _decisions(model: pyo.ConcreteModel, matrix: Matrix) -> NDArray[np.bool_]:
    """Which columns are x and y: the first ones."""
    return np.arange(matrix.columns) < len(model.x) + len(model.y)


def _calls_to_spare(model: pyo.ConcreteModel, matrix: Matrix) -> list[Floats]:
    """All calls on each source but the first, the last source first, as coefficients."""
    variables: list[Any] = list(model.component_data_objects(pyo.Var, active=True))
    position = {id(variable): column for column, variable in enumerate(variables)}
    by_source: dict[str, Floats] = {}
    for (source, _), variable in model.calls.items():
        calls = by_source.setdefault(source, np.zeros(matrix.columns))
        calls[position[id(variable)]] = 1.0
    pledge = model.funding.program.sources[0].id
    return [calls for source, calls in reversed(by_source.items()) if source != pledge]


def _with(result: SolveResult, plan: Verified, gap: float) -> SolveResult:
    """The result with another plan of the same whole numbers; its bound stays."""
    bound = None if result.bound is None else max(result.bound, plan.value)
    outcome, reason = result.outcome, result.reason
    allowed = max(gap * abs(plan.value), PROVEN_MUSD) + FINE * abs(plan.value)
    if outcome is Outcome.OPTIMAL and bound is not None and bound - plan.value > allowed:
        outcome, reason = (
            Outcome.FEASIBLE,
            "worth less than the proven gap, once worked out exactly",
        )
    return replace(result, x=plan.x, value=plan.value, bound=bound, outcome=outcome, reason=reason)
