"""What earlier searches of a session leave behind: plans to begin with, and bounds that still hold.

Plans. A plan is kept as its starts and openings, by name. The next search begins with a small one
in which only what earlier plans start may start, where and no earlier than they do: plans that
still hold are found again, one that has become too dear is thinned out, and several are crossed.
It is a restriction of the problem, so what it finds is a plan of it, and nothing is proven by it.

Bounds. Where the objective is the same and every plan of the new problem is one of the old, the
old bound holds: tighter limits cannot be worth more.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from optmodel.plan.plan import Plan
from optmodel.reuse.cuts import Key, counts, start_key
from optmodel.reuse.posed import Posed
from optmodel.search.matrix import Floats, Matrix

MOST_PLANS = 6
"""Plans that the next search begins with, the latest: more of them make the small search large."""
MOST_BOUNDS = 12
"""Proofs that are kept, the latest; each holds its matrix."""

RowKey = tuple[bytes, bytes]
"""Columns and coefficients of a row."""


@dataclass(frozen=True, slots=True)
class _Proof:
    """A bound, and the problem for which it was proven."""

    lineage: object
    matrix: Matrix
    bound: float


@dataclass(slots=True)
class Memory:
    """Plans and bounds of the searches so far."""

    plans: deque[Plan] = field(default_factory=lambda: deque(maxlen=MOST_PLANS))
    proofs: deque[_Proof] = field(default_factory=lambda: deque(maxlen=MOST_BOUNDS))

    def learn(self, posed: Posed, matrix: Matrix, plan: Plan | None, bound: float | None) -> None:
        """Keep what a search found."""
        if plan is not None:
            self.plans.append(plan)
        if bound is not None and np.isfinite(bound):
            self.proofs.append(_Proof(posed.lineage, matrix, bound))

    def most(self, posed: Posed, matrix: Matrix) -> Floats | None:
        """(columns,) upper bounds under which only earlier plans are left; None without any."""
        if not self.plans:
            return None
        decisions, program = posed.decisions, posed.merged.program
        began: dict[Key, int] = {}
        opened: dict[Key, int] = {}
        for plan in self.plans:
            own = _begun(plan)
            for key in own:
                began[key] = max(began.get(key, 0), own[key])
            for opening in plan.openings:
                key = (opening.site,)
                opened[key] = min(opened.get(key, opening.period), opening.period)
        most = matrix.upper.copy()
        for column in range(len(decisions.x)):
            cluster, operator, site, period = start_key(program, decisions, column)
            there = (began.get((cluster, operator, site, t), 0) for t in range(int(period) + 1))
            most[column] = max(there, default=0)
        sites, periods = decisions.opening_site.tolist(), decisions.opening_period.tolist()
        for column, (site, period) in enumerate(zip(sites, periods, strict=True), len(decisions.x)):
            first = opened.get((program.sites[site].id,))
            most[column] = 0.0 if first is None or first > period else 1.0
        return np.clip(most, matrix.lower, matrix.upper)

    def bound(self, posed: Posed, matrix: Matrix) -> float:
        """Lowest earlier bound that holds for a problem; inf = none."""
        rows: dict[RowKey, tuple[float, float]] | None = None
        lowest = float("inf")
        for proof in self.proofs:
            if proof.bound >= lowest or not _same_worth(proof, posed, matrix):
                continue
            rows = _limits(matrix) if rows is None else rows
            if _within(matrix, rows, proof.matrix):
                lowest = proof.bound
        return lowest


def _begun(plan: Plan) -> dict[Key, int]:
    """How many copies have started by each period in which one starts, by place and operator."""
    begun: dict[Key, int] = {}
    running: dict[Key, int] = {}
    found = counts(plan, "starts")
    for key in sorted(found, key=lambda it: int(it[3])):
        place = key[:3]
        running[place] = running.get(place, 0) + found[key]
        begun[key] = running[place]
    return begun


def _same_worth(proof: _Proof, posed: Posed, matrix: Matrix) -> bool:
    """Whether a problem has the columns and the objective of a proof, within its bounds."""
    old = proof.matrix
    return (
        proof.lineage is posed.lineage
        and matrix.offset == old.offset
        and np.array_equal(matrix.cost, old.cost)
        and np.array_equal(matrix.integer, old.integer)
        and bool(np.all(matrix.lower >= old.lower) and np.all(matrix.upper <= old.upper))
    )


def _limits(matrix: Matrix) -> dict[RowKey, tuple[float, float]]:
    """(lower, upper) of every left side; the tighter where one comes twice."""
    found: dict[RowKey, tuple[float, float]] = {}
    for row in range(len(matrix.row_lower)):
        key = _key(matrix, row)
        lower, upper = float(matrix.row_lower[row]), float(matrix.row_upper[row])
        if key in found:
            lower, upper = max(lower, found[key][0]), min(upper, found[key][1])
        found[key] = lower, upper
    return found


def _within(matrix: Matrix, rows: dict[RowKey, tuple[float, float]], old: Matrix) -> bool:
    """Whether every row of an older problem holds for all plans of this one."""
    least, most = _reach(old, matrix.lower, matrix.upper)
    open_rows = np.flatnonzero((least < old.row_lower) | (most > old.row_upper))
    for row in open_rows.tolist():
        lower, upper = rows.get(_key(old, row), (-np.inf, np.inf))
        if lower < old.row_lower[row] or upper > old.row_upper[row]:
            return False
    return True


def _reach(matrix: Matrix, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """(rows,) least and most that the left sides can be within bounds of columns."""
    at_lower, at_upper = lower[matrix.indices], upper[matrix.indices]
    low = np.where(matrix.values > 0.0, matrix.values * at_lower, matrix.values * at_upper)
    high = np.where(matrix.values > 0.0, matrix.values * at_upper, matrix.values * at_lower)
    row = np.repeat(np.arange(len(matrix.row_lower)), np.diff(matrix.starts))
    return _summed(row, low, matrix), _summed(row, high, matrix)


def _summed(row: NDArray[np.intp], amounts: Floats, matrix: Matrix) -> Floats:
    found = np.bincount(row, weights=amounts, minlength=len(matrix.row_lower))
    return np.asarray(found, dtype=np.float64)


def _key(matrix: Matrix, row: int) -> RowKey:
    here = slice(int(matrix.starts[row]), int(matrix.starts[row + 1]))
    return matrix.indices[here].tobytes(), matrix.values[here].tobytes()
