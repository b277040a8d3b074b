"""From the values of a solution back to starts and openings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.economics.types import IntArray
from optmodel.errors import ContradictionError
from optmodel.formulation.chosen import Chosen
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.model import decisions_of, terms_of

INTEGRALITY = 1e-5
"""A value further than this from a whole number is no decision (the solver promises 1e-6)."""


def decode(model: pyo.ConcreteModel, x: NDArray[np.float64]) -> Chosen:
    """Starts and openings of a solution.

    Copies of a row are numbered in the order of their starts, those of one period in the order
    of the sites: copy i+1 starts no earlier than copy i (rule copies_in_order). Openings that
    nothing needs are left out (see ``openings``).

    Parameters
    ----------
    model
        The model that ``build_model`` made.
    x
        Values of its columns in their order: first x, then y, then the rest.

    Raises
    ------
    ContradictionError
        Where a value is not within 1e-5 of a whole number inside its bounds, where one falls,
        or where more copies start than there are: the solver then contradicts the model.
    """
    decisions = decisions_of(model)
    n, m = len(decisions.x), len(decisions.y)
    begun = _rounded(x[:n], decisions.x)
    opened = _rounded(x[n : n + m], decisions.y)
    previous_y = np.full(m, NONE, dtype=np.intp)
    has_next = np.nonzero(decisions.next_y != NONE)[0]
    previous_y[decisions.next_y[has_next]] = has_next
    starts = _increments(begun, decisions.previous_x, decisions.x)
    openings = np.nonzero(_increments(opened, previous_y, decisions.y))[0]
    started = np.repeat(np.arange(n), starts)
    terms, solved = terms_of(model), _openings(decisions, openings)
    needed = terms.needed(decisions, started, solved)
    return Chosen(
        options=_numbered(decisions, started),
        openings=needed,
        shares=np.ones((len(started), 1)),
        preparation_shares=dict.fromkeys(needed, (1.0,)),
        spared_musd=terms.cost_musd(solved) - terms.cost_musd(needed),
    )


def _numbered(decisions: Decisions, started: IntArray) -> IntArray:
    """Options of the starts, sorted; each copy of a row takes one start, in their order."""
    in_order = started[np.lexsort((decisions.site[started], decisions.start[started]))]
    taken = np.zeros(len(decisions.copies), dtype=np.intp)
    first_column = np.searchsorted(decisions.cluster, np.arange(len(decisions.copies)))
    found = []
    for column in in_order.tolist():
        row = int(decisions.cluster[column])
        if taken[row] == decisions.copies[row]:
            raise ContradictionError(["The solver starts more copies of a row than there are."])
        first = decisions.first_option[row][taken[row]]
        found.append(int(first + column - first_column[row]))
        taken[row] += 1
    return np.array(sorted(found), dtype=np.intp)


def _openings(decisions: Decisions, openings: IntArray) -> dict[int, int]:
    """Site to the period of its opening, as the solution has it."""
    sites, periods = decisions.opening_site[openings], decisions.opening_period[openings]
    return dict(zip(sites.tolist(), periods.tolist(), strict=True))


def _rounded(values: NDArray[np.float64], variables: list[Any]) -> IntArray:
    """Whole numbers within the bounds of their variables."""
    nearest = np.round(values)
    upper = np.array([variable.ub for variable in variables], dtype=np.float64)
    near = np.abs(values - nearest) <= INTEGRALITY
    wrong = ~(near & (nearest >= 0) & (nearest <= upper))
    if wrong.any():
        first = int(np.argmax(wrong))
        raise ContradictionError(
            [f"The solver gives {variables[first]} the value {values[first]}, no decision."]
        )
    return nearest.astype(np.intp)


def _increments(counts: IntArray, previous: IntArray, variables: list[Any]) -> IntArray:
    """By how much each column exceeds the one before it in the same row of periods."""
    before = np.append(counts, 0)[previous]  # NONE = -1 looks up the appended 0
    if (before > counts).any():
        fallen = int(np.argmax(before > counts))
        raise ContradictionError([f"The solver takes back a decision at {variables[fallen]}."])
    return np.asarray(counts - before, dtype=np.intp)
