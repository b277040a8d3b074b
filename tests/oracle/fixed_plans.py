"""What the model says about a given plan: its value, or that it is not allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import highspy
import numpy as np
from numpy.typing import NDArray

from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import word
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.model import decisions_of
from optmodel.search.matrix import TriviallyInfeasibleError, hand_over

from .enumerate_plans import Space
from .pipeline import EXACTLY, Model, loaded

PlanTuple = tuple[tuple[Start, ...], tuple[Opening, ...]]


@dataclass(slots=True)
class Fixer:
    """A model in the solver, ready to be asked about plans."""

    model: Model
    decisions: Decisions
    solver: highspy.Highs | None
    """None where some row cannot hold whatever is decided."""

    def value(self, starts: Sequence[Start], openings: Sequence[Opening]) -> float | None:
        """Objective of a plan, None where the model does not allow it or cannot even say it."""
        columns = self._columns(starts, openings)
        if columns is None or self.solver is None:
            return None
        if not len(columns):
            return float(self.solver.getLp().offset_)
        indices = np.arange(len(columns), dtype=np.int32)
        self.solver.changeColsBounds(len(columns), indices, columns, columns)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(self.solver.getInfo().objective_function_value)

    def _columns(
        self, starts: Sequence[Start], openings: Sequence[Opening]
    ) -> NDArray[np.float64] | None:
        """Values of x and y, None where a decision has no column of its own."""
        program, decisions = self.model.program, self.decisions
        sites = {site.id: index for index, site in enumerate(program.sites)}
        # The model counts the copies of a row; it cannot say a plan that numbers them otherwise.
        rows = {
            name: index for index, name in enumerate(dict.fromkeys(c.id for c in program.clusters))
        }
        if not _numbered_by_start(starts):
            return None
        chosen = [
            _index(
                (decisions.cluster, rows[start.cluster]),
                (decisions.site, sites[start.site]),
                (decisions.start, start.period),
            )
            for start in starts
        ]
        opened = [
            _index(
                (decisions.opening_site, sites[opening.site]),
                (decisions.opening_period, opening.period),
            )
            for opening in openings
        ]
        if None in chosen or None in opened:
            return None
        x = _by(chosen, decisions.next_x)
        y = _by(opened, decisions.next_y)
        # A column that is fixed already, such as that of a site marked open, stays fixed.
        for value, variable in zip((*x, *y), (*decisions.x, *decisions.y), strict=True):
            if not variable.lb <= value <= variable.ub:
                return None
        return np.concatenate([x, y])


def fixer_of(model: Model) -> Fixer:
    """Load a model once for many questions."""
    try:
        solver = loaded(hand_over(model.model), EXACTLY)
    except TriviallyInfeasibleError:
        solver = None
    return Fixer(model, decisions_of(model.model), solver)


def random_plans(random: Random, space: Space, count: int) -> Iterator[PlanTuple]:
    """Plans of which some keep every rule: mostly starts that pass alone, now and then any.

    Sites are opened in time, too late, early, twice as many as needed, or not at all.
    """
    facts = space.facts
    for _ in range(count):
        starts = []
        for cluster, copy in ((start.cluster, start.copy) for start in _firsts(space)):
            allowed = [
                start for start in space.books if (start.cluster, start.copy) == (cluster, copy)
            ]
            if random.random() < 0.1 or not allowed:
                site = random.choice(list(facts.sites))
                start = Start(cluster, copy, site, random.randrange(facts.calendar.decisions))
                starts += [start] if random.random() < 0.2 else []
            elif random.random() < 0.6:
                starts.append(random.choice(allowed))
        openings = []
        for site, row in facts.sites.items():
            periods = [start.period for start in starts if start.site == site]
            if word(row, "Decision") == "open":
                openings.append(Opening(site, 0))
            elif periods and random.random() < 0.95:
                wait = round(row.number("Preparation (periods)"))
                ready = min(periods) - wait + (random.random() < 0.05)
                openings.append(Opening(site, max(0, random.randint(0, max(0, ready)))))
        yield tuple(starts), tuple(openings)


def _firsts(space: Space) -> Iterator[Start]:
    """One start of every cluster and copy, for its ids."""
    for cluster, row in space.facts.clusters.items():
        for copy in range(1, round(row.number("Copies")) + 1):
            yield Start(cluster, copy, "", 0)


def _numbered_by_start(starts: Sequence[Start]) -> bool:
    """Whether the copies of each row are numbered from 1 in the order of their starts."""
    order = sorted(starts, key=lambda start: (start.cluster, start.copy))
    for before, start in zip([None, *order], order, strict=False):
        if before is None or before.cluster != start.cluster:
            if start.copy != 1:
                return False
        elif start.copy != before.copy + 1 or start.period < before.period:
            return False
    return True


def _index(*wanted: tuple[NDArray[np.intp], int]) -> int | None:
    """Where all arrays have their wanted values."""
    matches = np.ones(len(wanted[0][0]), dtype=bool)
    for array, value in wanted:
        matches &= array == value
    found = np.nonzero(matches)[0]
    return int(found[0]) if len(found) else None


def _by(chosen: Sequence[int | None], following: NDArray[np.intp]) -> NDArray[np.float64]:
    """Columns of "have happened by": one more from each that was chosen on."""
    values = np.zeros(len(following))
    for first in chosen:
        index = -1 if first is None else first
        while index >= 0:
            values[index] += 1.0
            index = int(following[index])
    return values
