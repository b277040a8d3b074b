"""From the values of a solution back to starts, openings and who pays for them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.economics.types import IntArray
from optmodel.errors import ContradictionError
from optmodel.formulation.chosen import Chosen
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.decode_shares import ValueOf, opening_shares, start_shares
from optmodel.formulation.model import decisions_of, funding_of, pools_of, terms_of
from optmodel.formulation.shares import previous_openings

INTEGRALITY = 1e-5
"""A value further than this from a whole number is no decision (the solver promises 1e-6)."""


def decode(model: pyo.ConcreteModel, x: NDArray[np.float64]) -> Chosen:
    """Starts, openings and shares of a solution.

    Copies of a row are numbered in the order of their starts, those of one period in the order
    of the sites: copy i+1 starts no earlier than copy i (rule copies_in_order). Openings whose
    period is no matter come just in time (see ``openings``).

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
        where more copies start than there are, or where the shares of a start are not all of
        it: the solver then contradicts the model.
    """
    decisions, funding = decisions_of(model), funding_of(model)
    n, m = len(decisions.x), len(decisions.y)
    begun = _rounded(x[:n], decisions.x)
    opened = _rounded(x[n : n + m], decisions.y)
    starts = _increments(begun, decisions.previous_x, decisions.x)
    opens = _increments(opened, previous_openings(decisions), decisions.y)
    options, columns = _numbered(decisions, np.repeat(np.arange(n), starts))
    solved = _openings(decisions, np.flatnonzero(opens))
    openings = terms_of(model).just_in_time(decisions, columns, solved)
    value_of = _values(model, x)
    return Chosen(
        options=options,
        openings=openings,
        shares=start_shares(funding, pools_of(model), value_of, starts)[columns],
        preparation_shares=opening_shares(funding, value_of, openings),
    )


def _values(model: pyo.ConcreteModel, x: NDArray[np.float64]) -> ValueOf:
    """Find the values of variables; the columns are all of them in their order."""
    if not len(model.share) and not len(model.preparation_share):
        return lambda _variable: 0.0
    variables = model.component_data_objects(pyo.Var, active=True)
    values = dict(zip(map(id, variables), x.tolist(), strict=True))
    return lambda variable: values[id(variable)]


def _numbered(decisions: Decisions, started: IntArray) -> tuple[IntArray, IntArray]:
    """(options, columns) of the starts, sorted; each copy of a row takes one, in their order."""
    in_order = started[np.lexsort((decisions.site[started], decisions.start[started]))]
    taken = np.zeros(len(decisions.copies), dtype=np.intp)
    first_column = np.searchsorted(decisions.cluster, np.arange(len(decisions.copies)))
    found = []
    for column in in_order.tolist():
        row = int(decisions.cluster[column])
        if taken[row] == decisions.copies[row]:
            raise ContradictionError(["The solver starts more copies of a row than there are."])
        first = decisions.first_option[row][taken[row]]
        found.append((int(first + column - first_column[row]), column))
        taken[row] += 1
    pairs = np.array(sorted(found), dtype=np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


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
