"""From the values of a solution back to starts and openings."""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.economics.types import IntArray
from optmodel.errors import ContradictionError
from optmodel.formulation.chosen import Chosen
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.model import decisions_of

INTEGRALITY = 1e-5
"""A binary further than this from 0 and from 1 is no decision (the solver promises 1e-6)."""


def decode(model: pyo.ConcreteModel, x: NDArray[np.float64]) -> Chosen:
    """Starts and openings of a solution.

    Parameters
    ----------
    model
        The model that ``build_model`` made.
    x
        Values of its columns in their order: first x, then y, then the rest.

    Raises
    ------
    ContradictionError
        Where a binary is not within 1e-5 of 0 or 1, where one falls back to 0, or where a
        cluster starts at two sites: the solver then contradicts the model.
    """
    decisions = decisions_of(model)
    n, m = len(decisions.x), len(decisions.y)
    started = _rounded(x[:n], decisions.x)
    opened = _rounded(x[n : n + m], decisions.y)
    starts = _first(started, decisions.previous_x, decisions.x)
    latest = np.full(m, NONE, dtype=np.intp)
    has_next = np.nonzero(decisions.next_y != NONE)[0]
    latest[decisions.next_y[has_next]] = has_next
    openings = _first(opened, latest, decisions.y)
    if len(set(decisions.cluster[starts].tolist())) < len(starts):
        raise ContradictionError(["The solver starts a cluster at two sites."])
    return Chosen(options=starts, openings=_openings(decisions, starts, openings))


def _openings(decisions: Decisions, starts: IntArray, openings: IntArray) -> dict[int, int]:
    """Site to the period of its opening.

    Where opening costs nothing the solver may open at any time, or for nothing: such a site
    is opened just in time for its first start, or not at all.
    """
    found = {}
    for opening in openings.tolist():
        site, period = int(decisions.opening_site[opening]), int(decisions.opening_period[opening])
        if decisions.free_to_open[site] and decisions.y[opening].lb != 1.0:
            here = decisions.start[starts[decisions.site[starts] == site]]
            if not len(here):
                continue
            needed = decisions.opened(site, int(here.min() - decisions.lag[site]))
            period = int(decisions.opening_period[needed])
        found[site] = period
    return found


def _rounded(values: NDArray[np.float64], variables: list[object]) -> NDArray[np.bool_]:
    """Binaries as yes and no."""
    nearest = np.round(values)
    wrong = ~((np.abs(values - nearest) <= INTEGRALITY) & ((nearest == 0) | (nearest == 1)))
    if wrong.any():
        first = int(np.argmax(wrong))
        raise ContradictionError(
            [f"The solver gives {variables[first]} the value {values[first]}, not 0 or 1."]
        )
    return np.asarray(nearest == 1)


def _first(yes: NDArray[np.bool_], previous: IntArray, variables: list[object]) -> IntArray:
    """Indices that are yes while the one before in the same row of periods is not."""
    before = np.append(yes, False)[previous]  # NONE = -1 looks up the appended False
    fallen = before & ~yes
    if fallen.any():
        raise ContradictionError(
            [f"The solver takes back a decision at {variables[int(np.argmax(fallen))]}."]
        )
    return np.nonzero(yes & ~before)[0].astype(np.intp)
