"""A site as the prices see it: values of its columns go in, its best layout comes out."""

from __future__ import annotations

import numpy as np

from optmodel.decomposition.chains import NONE, Chains, chains_of
from optmodel.decomposition.layout import Layouts, Lost, NoLayoutError, Priced
from optmodel.decomposition.parts import Part, Parts
from optmodel.decomposition.pricing import Pricing
from optmodel.decomposition.scenarios import Scenarios, scenarios_of
from optmodel.decomposition.whole import WholeSite
from optmodel.search.solver import Floats

REMEMBERED = 400
"""Layouts of a site that are kept as a first guess."""


class Site:
    """One site: prices go in, its best layout comes out."""

    def __init__(self, chains: Chains, scenarios: Scenarios) -> None:
        self._chains, self._scenarios = chains, scenarios
        self._known: list[Floats] = []
        self._multipliers = np.zeros((len(scenarios.opening), scenarios.rows.shape[0]))

    def price(self, values: Floats, tolerance: float) -> Priced:
        """The best layout where column j is worth values[j]; see ``Layouts``."""
        return self._priced(self._search(values), tolerance)

    def losses(self, values: Floats, tolerance: float) -> Lost:
        """What is lost by each column; 0 or more, and never too much."""
        chains, scenarios = self._chains, self._scenarios
        search = self._search(values)
        bound = self._priced(search, tolerance).bound
        search.relax()
        reach = np.full(chains.count, -np.inf)
        reach[scenarios.starts] = search.reach()
        opened = scenarios.opening != NONE
        reach[scenarios.opening[opened]] = search.bounds[opened]
        losses = np.empty(chains.count)
        losses[chains.order] = np.maximum(0.0, bound - reach)
        closed = float(search.bounds[~opened].max(initial=-np.inf))
        closed = min(bound, closed) if np.isfinite(closed) else bound
        return Lost(bound, closed, losses)

    def _search(self, values: Floats) -> Pricing:
        worth = np.asarray(self._chains.to_values @ values)
        return Pricing(self._scenarios, worth, self._known, self._multipliers)

    def _priced(self, search: Pricing, tolerance: float) -> Priced:
        bound = search.run(tolerance)
        best = search.best()
        if not best:
            raise NoLayoutError
        self._remember(best)
        layouts = tuple(np.asarray(self._chains.to_columns @ layout) for layout in best)
        return Priced(layouts, search.value, bound, max(bound, search.divided()))

    def _remember(self, found: list[Floats]) -> None:
        for layout in found:
            if not any(layout is known for known in self._known):
                self._known.append(layout)
        del self._known[:-REMEMBERED]


def site_of(parts: Parts, part: Part) -> Layouts:
    """A site by its scenarios where it has the form for it, as it stands otherwise."""
    chains = chains_of(parts, part)
    scenarios = scenarios_of(chains) if chains is not None else None
    if chains is None or scenarios is None:
        return WholeSite(parts, part)
    return Site(chains, scenarios)
