"""Which columns of the hand-over belong to which variables of the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.formulation.pools import CHOICES
from optmodel.search.matrix import Floats


@dataclass(frozen=True, slots=True)
class Columns:
    """Look-up of the columns of a model that ``build_model`` made."""

    model: pyo.ConcreteModel
    position: dict[int, int]
    """Id of a Pyomo variable to its column."""

    @classmethod
    def of(cls, model: pyo.ConcreteModel) -> Columns:
        """Number the variables in their order of declaration, as the hand-over does."""
        variables = model.component_data_objects(pyo.Var, active=True)
        return cls(model, {id(variable): column for column, variable in enumerate(variables)})

    def family(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """(columns,) whether a column belongs to one of the families of variables."""
        found = np.zeros(len(self.position), dtype=np.bool_)
        for name in names:
            family: Any = self.model.component(name)
            found[[self.position[id(variable)] for variable in family.values()]] = True
        return found

    @property
    def decisions(self) -> NDArray[np.bool_]:
        """Starts and openings, x and y."""
        return self.family(("x", "y"))

    @property
    def pool_choices(self) -> NDArray[np.bool_]:
        """Yes or no of pools, all of which follow from starts, openings and shares."""
        return self.family((*CHOICES, "pays"))

    def calls_to_spare(self) -> list[tuple[str, Floats]]:
        """(id, coefficients of all its calls) of each source but the first, the last first."""
        by_source: dict[str, Floats] = {}
        for (source, _), variable in self.model.calls.items():
            calls = by_source.setdefault(source, np.zeros(len(self.position)))
            calls[self.position[id(variable)]] = 1.0
        sources = [source.id for source in self.model.funding.program.sources]
        return [(source, by_source[source]) for source in sources[:0:-1] if source in by_source]
