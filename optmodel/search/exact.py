"""Small searches around one plan, to a billionth, each by a worker of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from optmodel.search.controls import WATCHDOG_EXTRA_S, WATCHDOG_FACTOR, Controls
from optmodel.search.highs import PROVEN_MUSD, Task, search_in_child, solver_options
from optmodel.search.matrix import Floats, Matrix, with_row
from optmodel.search.result import Outcome

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
CHOICES_PART, CHOICES_S = 0.1, 30.0
"""All searches over yes or no together take no longer than this part of the time limit, nor than
so many seconds."""


@dataclass(frozen=True, slots=True)
class Exact:
    """Searches around one plan; what fails is noted in words."""

    controls: Controls
    stop: threading.Event | None
    """Ends searches over yes or no. Linear programs go on: they take a second and make the plan
    right that the user wants to keep."""
    command: Sequence[str] | None
    notes: list[str] = field(default_factory=list)

    def amounts(self, matrix: Matrix, what: str) -> Floats | None:
        """Columns of the proven best plan of a linear program, None where none was found."""
        seconds = min(LONGEST_S, self.controls.time_limit_s)
        return self._best(matrix, what, seconds, None)

    def choices(self, matrix: Matrix, what: str, parts: int) -> Floats | None:
        """Likewise where some columns are yes or no; ``parts`` such searches share the time."""
        if self.stop is not None and self.stop.is_set():
            self.notes.append(f"{what}: not tried, the user asked to stop")
            return None
        whole = min(CHOICES_S, CHOICES_PART * self.controls.time_limit_s)
        return self._best(matrix, what, whole / parts, self.stop)

    def _best(
        self, matrix: Matrix, what: str, seconds: float, stop: threading.Event | None
    ) -> Floats | None:
        options = solver_options(replace(self.controls, gap=0.0, time_limit_s=seconds))
        # Where every decision is given up nothing is left to decide: no column, no largest.
        bounds = np.concatenate([matrix.lower, matrix.upper])
        largest = np.max(np.abs(bounds), initial=0.0)
        tolerance = float(np.clip(DIGITS * largest, FINE, COARSEST))
        fine = {
            "primal_feasibility_tolerance": tolerance,
            "dual_feasibility_tolerance": tolerance,
            "mip_feasibility_tolerance": tolerance,
            "mip_abs_gap": PROVEN_MUSD,
        }
        watchdog_s = WATCHDOG_FACTOR * seconds + WATCHDOG_EXTRA_S
        task = Task(matrix, options | fine, watchdog_s, gap=FINE)
        judgment, _, _ = search_in_child(task, None, stop, self.command)
        if judgment.outcome is Outcome.OPTIMAL:
            return judgment.x
        self.notes.append(f"{what}: {judgment.reason}")
        return None


def holding(matrix: Matrix, x: Floats, columns: NDArray[np.bool_]) -> Matrix:
    """The model with some whole numbers held where they are; held ones are numbers like any."""
    whole = np.round(x)
    return replace(
        matrix,
        lower=np.where(columns, whole, matrix.lower),
        upper=np.where(columns, whole, matrix.upper),
        integer=matrix.integer & ~columns,
    )


def at_least(matrix: Matrix, coefficients: Floats, amount: float) -> Matrix:
    """The model with one more row: the amount is not given up.

    Columns that are held are taken out of the row, where they would only make it less exact.
    """
    free = matrix.upper > matrix.lower
    fixed = float(coefficients[~free] @ matrix.lower[~free])
    slack = ROUNDING * max(1.0, abs(amount))
    return with_row(matrix, np.where(free, coefficients, 0.0), amount - fixed - slack)
