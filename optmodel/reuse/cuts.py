"""Limits that no cell can say: not that plan again, at most so many of these.

Each becomes one row over the starts and openings of the model, and is looked up again in the
finished plan, in plain Python: the audit knows only the input.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from optmodel.formulation.decisions import NONE, Decisions
from optmodel.plan.plan import Plan
from optmodel.program.program import Program
from optmodel.search.matrix import Floats, Matrix, with_row

Weights = list[tuple[float, int]]
"""(weight, column) pairs."""


class CutError(ValueError):
    """A cut that no row can say; one sentence says why."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """No more than ``count`` copies of these rows of Clusters are funded."""

    clusters: tuple[str, ...]
    count: int

    def holds(self, plan: Plan) -> bool:
        """Whether a plan keeps it."""
        return _funded(plan, self.clusters) <= self.count


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``count`` copies of these rows of Clusters are funded."""

    clusters: tuple[str, ...]
    count: int

    def holds(self, plan: Plan) -> bool:
        """Whether a plan keeps it."""
        return _funded(plan, self.clusters) >= self.count


Respect: TypeAlias = Literal["clusters", "sites", "starts"]


@dataclass(frozen=True, slots=True)
class Different:
    """A plan that differs from another in at least ``least`` decisions of a kind.

    ``clusters``: a copy that is funded in one of them only. ``sites``: a site that is opened in
    one of them only. ``starts``: a copy that starts at a place in a period in one of them only,
    so that a start that is moved counts twice.
    """

    plan: Plan
    least: int = 1
    respect: Respect = "starts"

    def holds(self, plan: Plan) -> bool:
        """Whether a plan keeps it."""
        one, other = counts(self.plan, self.respect), counts(plan, self.respect)
        keys = one.keys() | other.keys()
        return sum(abs(one.get(it, 0) - other.get(it, 0)) for it in keys) >= self.least


Cut: TypeAlias = AtMost | AtLeast | Different

Key = tuple[str | int, ...]


def counts(plan: Plan, respect: Respect) -> dict[Key, int]:
    """How often a plan has each decision of a kind."""
    if respect == "sites":
        return {(opening.site,): 1 for opening in plan.openings}
    found: dict[Key, int] = {}
    for decision in (plan.decisions[index] for index in plan.funded):
        key: Key = (decision.cluster,)
        if respect == "starts":
            key = (decision.cluster, decision.operator, decision.site, decision.period)
        found[key] = found.get(key, 0) + 1
    return found


def with_cuts(
    matrix: Matrix, program: Program, decisions: Decisions, cuts: tuple[Cut, ...]
) -> Matrix:
    """The model with a row for each cut.

    Parameters
    ----------
    program, decisions
        With the first copy of each row only, as ``build_model`` has them.

    Raises
    ------
    CutError
        Where a cut names what there is not, or a plan that no row can tell apart.
    """
    for cut in cuts:
        weights, least = _row(program, decisions, cut)
        coefficients: Floats = np.zeros(matrix.columns)
        for weight, column in weights:
            coefficients[column] += weight
        if not coefficients.any() and least > 0.0:
            # Nothing to decide on can keep it: say so with a row that cannot hold.
            raise NothingLeftError
        matrix = with_row(matrix, coefficients, least)
    return matrix


class NothingLeftError(Exception):
    """A cut that cannot be kept whatever is decided."""


def _row(program: Program, decisions: Decisions, cut: Cut) -> tuple[Weights, float]:
    """(weights, least) of the row weights @ x >= least."""
    if isinstance(cut, Different):
        return _different(program, decisions, cut)
    known = {cluster.id: row for row, cluster in enumerate(program.clusters)}
    unknown = [name for name in cut.clusters if name not in known]
    if unknown:
        raise CutError(f'There is no cluster "{unknown[0]}".')
    last = program.calendar.decision_periods - 1
    sign = -1.0 if isinstance(cut, AtMost) else 1.0
    rows = sorted({known[name] for name in cut.clusters})
    weights = [(sign, column) for row in rows for column in decisions.started(row, last)]
    return weights, sign * cut.count


def _different(program: Program, decisions: Decisions, cut: Different) -> tuple[Weights, float]:
    """Add up n - v where the plan has all n there can be, of v where it has none, >= least."""
    there = counts(cut.plan, cut.respect)
    weights: Weights = []
    least, found = float(cut.least), set()
    for key, most, columns in _quantities(program, decisions, cut.respect):
        found.add(key)
        have = there.get(key, 0)
        if 0 < have < most:
            raise CutError(f"The plan has {have} of {most} copies of {key[0]}: no row excludes it.")
        least -= have
        weights += [(-weight if have else weight, column) for weight, column in columns]
    # What the plan has and no plan of this model can have differs in any case.
    least -= sum(number for key, number in there.items() if key not in found)
    return weights, least


def _quantities(
    program: Program, decisions: Decisions, respect: Respect
) -> Iterator[tuple[Key, int, Weights]]:
    """(key, largest number, its terms) of every decision of a kind."""
    if respect == "sites":
        first = len(decisions.x)
        for opening in np.flatnonzero(decisions.next_y == NONE).tolist():
            site = program.sites[decisions.opening_site[opening]].id
            yield (site,), 1, [(1.0, first + opening)]
        return
    if respect == "clusters":
        last = program.calendar.decision_periods - 1
        for row, cluster in enumerate(program.clusters):
            columns = [(1.0, column) for column in decisions.started(row, last)]
            if columns:
                yield (cluster.id,), int(decisions.copies[row]), columns
        return
    for column, before in enumerate(decisions.previous_x.tolist()):
        terms = [(1.0, column), *([(-1.0, before)] if before != NONE else [])]
        yield start_key(program, decisions, column), int(decisions.most_of(column)), terms


def start_key(program: Program, decisions: Decisions, column: int) -> Key:
    """Cluster, operator, site and period of a column x."""
    operator = int(decisions.operator[column])
    return (
        program.clusters[decisions.cluster[column]].id,
        program.operators[operator].id if operator >= 0 else "",
        program.sites[decisions.site[column]].id,
        int(decisions.start[column]),
    )


def _funded(plan: Plan, clusters: tuple[str, ...]) -> int:
    return sum(plan.decisions[index].cluster in clusters for index in plan.funded)
