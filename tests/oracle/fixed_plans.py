"""What the model says about a given plan: its value, or that it is not allowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.audit.claim import Opening, Start
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.model import decisions_of
from optmodel.search.matrix import TriviallyInfeasibleError, hand_over

from .pipeline import EXACTLY, Model, loaded
from .share_rows import Decision
from .space import Shares


@dataclass(slots=True)
class Fixer:
    """A model in the solver, ready to be asked about plans."""

    model: Model
    decisions: Decisions
    solver: highspy.Highs | None
    """None where some row cannot hold whatever is decided."""
    position: dict[int, int]
    """``id`` of a Pyomo variable to its column."""

    @property
    def sources(self) -> list[str]:
        """Ids of the sources."""
        return [source.id for source in self.model.program.sources]

    def value(
        self, starts: Sequence[Start], openings: Sequence[Opening], shares: Shares | None = None
    ) -> float | None:
        """Objective of a plan, None where the model does not allow it or cannot even say it.

        ``shares`` say who pays for what; without them the only source does.
        """
        if self.solver is None:
            return None
        fixed = self._columns(starts, openings, shares or {})
        if fixed is None:
            return None
        if not self.solver.getNumCol():
            return float(self.solver.getLp().offset_)
        indices = np.array(list(fixed), dtype=np.int32)
        values = np.array(list(fixed.values()))
        self.solver.changeColsBounds(len(indices), indices, values, values)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(self.solver.getInfo().objective_function_value)

    def _columns(
        self, starts: Sequence[Start], openings: Sequence[Opening], shares: Shares
    ) -> dict[int, float] | None:
        """Column to its value for x, y and the shares, None where a decision has no column."""
        # The model counts the copies of a row; it cannot say a plan that numbers them otherwise.
        if not _numbered_by_start(starts):
            return None
        decisions = self.decisions
        chosen = [self._column(start) for start in starts]
        opened = [self._opening(opening) for opening in openings]
        if None in chosen or None in opened:
            return None
        fixed: dict[int, float] = {}
        groups = (
            (decisions.x, decisions.next_x, "share", chosen, starts),
            (decisions.y, decisions.next_y, "preparation_share", opened, openings),
        )
        for variables, following, name, columns, said in groups:
            values = _by(columns, following)
            # A column that is fixed already, such as that of a site marked open, stays fixed.
            for value, variable in zip(values, variables, strict=True):
                if not variable.lb <= value <= variable.ub:
                    return None
                fixed[self.position[id(variable)]] = value
            paid = self._shares(name, variables, zip(columns, said, strict=True), shares)
            if paid is None:
                return None
            fixed |= paid
        return fixed

    def _shares(
        self,
        name: str,
        variables: Sequence[Any],
        decided: Iterable[tuple[int | None, Decision]],
        shares: Shares,
    ) -> dict[int, float] | None:
        """Column to its value for the shares of starts or of openings.

        None where a source pays a part that it has no column for: it may not pay, or it is the
        only one that may and does not pay all.
        """
        columns = self.model.model.component(name)
        found = {} if columns is None else dict(columns.items())
        paying = dict.fromkeys(found, 0.0)
        for column, decision in decided:
            assert column is not None
            index = variables[column].index()
            keys = {source: (*_key(index), source) for source in self.sources}
            paid = {f: share for f, share in shares.get(decision, {}).items() if share}
            if not any(key in found for key in keys.values()):
                if decision in shares and paid != self._whole(decision):
                    return None
                continue
            for source, share in paid.items():
                if keys[source] not in found:
                    return None
                paying[keys[source]] += share
        if any(not found[key].lb <= share <= found[key].ub for key, share in paying.items()):
            return None
        return {self.position[id(found[key])]: share for key, share in paying.items()}

    def _whole(self, decision: Decision) -> dict[str, float]:
        """All of it from the only source that may pay, or nothing from any."""
        program, options = self.model.program, self.model.options
        if isinstance(decision, Start):
            may = options.payable[self._option(decision)]
        else:
            site = [site.id for site in program.sites].index(decision.site)
            may = self.model.preparation.payable[site, decision.period]
            may = [
                allowed and f.pays_preparation
                for allowed, f in zip(may, program.sources, strict=True)
            ]
            if not any(may):
                may = [source.pays_preparation for source in program.sources]
        payers = [source for source, pays in zip(self.sources, may, strict=True) if pays]
        if isinstance(decision, Opening) and not self._costs(decision):
            payers = payers[:1]
        return dict.fromkeys(payers, 1.0)

    def _costs(self, opening: Opening) -> bool:
        """Whether preparing the site costs anything."""
        site = [site.id for site in self.model.program.sites].index(opening.site)
        return bool(self.model.preparation.spend_musd[site, opening.period].any())

    def _option(self, start: Start) -> int:
        """Index of a start in the options."""
        program, options = self.model.program, self.model.options
        clusters = [(cluster.id, cluster.copy) for cluster in program.clusters]
        found = _index(
            (options.cluster, clusters.index((start.cluster, start.copy))),
            (options.operator, self._operator(start)),
            (options.site, [site.id for site in program.sites].index(start.site)),
            (options.start, start.period),
        )
        assert found is not None
        return found

    def _column(self, start: Start) -> int | None:
        """Index of a start among the columns x."""
        program, decisions = self.model.program, self.decisions
        rows = list(dict.fromkeys(cluster.id for cluster in program.clusters))
        return _index(
            (decisions.cluster, rows.index(start.cluster)),
            (decisions.operator, self._operator(start)),
            (decisions.site, [site.id for site in program.sites].index(start.site)),
            (decisions.start, start.period),
        )

    def _operator(self, start: Start) -> int:
        """Index of the operator of a start, -1 for none."""
        return ["", *(operator.id for operator in self.model.program.operators)].index(
            start.operator
        ) - 1

    def _opening(self, opening: Opening) -> int | None:
        """Index of an opening among the columns y."""
        sites = [site.id for site in self.model.program.sites]
        return _index(
            (self.decisions.opening_site, sites.index(opening.site)),
            (self.decisions.opening_period, opening.period),
        )


def fixer_of(model: Model) -> Fixer:
    """Load a model once for many questions."""
    variables = model.model.component_data_objects(pyo.Var, active=True)
    position = {id(variable): index for index, variable in enumerate(variables)}
    try:
        solver = loaded(hand_over(model.model), EXACTLY)
    except TriviallyInfeasibleError:
        solver = None
    return Fixer(model, decisions_of(model.model), solver, position)


def _key(index: object) -> tuple[object, ...]:
    """The index of a Pyomo variable as a tuple."""
    return index if isinstance(index, tuple) else (index,)


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
