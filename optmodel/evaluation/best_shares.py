"""The best shares of a plan whose starts and openings are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.visitor import identify_variables

from optmodel.economics.given import GivenStart, given_options
from optmodel.economics.types import IntArray, Preparation
from optmodel.errors import ContradictionError, NoPlanError
from optmodel.evaluation.edited import EditedOpening, EditedStart
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.decode_shares import opening_shares, start_shares
from optmodel.formulation.model import build_payers_model, decisions_of, funding_of, pools_of
from optmodel.formulation.shares import Funding
from optmodel.program.program import Program
from optmodel.search.controls import Controls
from optmodel.search.highs import solve_model
from optmodel.search.polish import polish
from optmodel.search.result import Outcome

Starts = tuple[EditedStart, ...]
Openings = Mapping[int, EditedOpening]


def best_shares(
    program: Program,
    preparation: Preparation,
    starts: Starts,
    openings: Openings,
    controls: Controls,
) -> tuple[Starts, Openings] | None:
    """Fill in the parts that are None with the best ones, all else as it is.

    Starts of one row in the same place and period are paid alike, unless each says who pays.
    Where the value leaves it open, the pledge pays first.

    Returns
    -------
    tuple
        Starts and openings, each with its parts; None where no shares keep the limits.

    Raises
    ------
    NoPlanError
        Where the search was stopped, or failed, before it found any shares.
    """
    options = given_options(program, _of_every_copy(program, starts))
    model = build_payers_model(program, options, _only_these(preparation, openings))
    decisions, funding = decisions_of(model), funding_of(model)
    columns = [_column(program, decisions, start) for start in starts]
    count = np.bincount(np.array(columns, dtype=np.intp), minlength=len(decisions.x))
    if {site for site, _ in _opened(decisions)} != set(openings):
        return None  # a site is opened that cannot be opened
    _hold(decisions, count)
    _hold_shares(funding, starts, columns)
    _hold_openings(funding, openings)
    _drop_settled(model)
    result = polish(model, solve_model(model, controls), controls)
    if result.outcome is Outcome.INFEASIBLE:
        return None
    if result.x is None:
        raise NoPlanError(f"The shares that were left blank could not be found: {result.reason}.")
    variables = model.component_data_objects(pyo.Var, active=True)
    values = dict(zip(map(id, variables), result.x.tolist(), strict=True))
    try:
        paid = start_shares(funding, pools_of(model), lambda one: values[id(one)], count)
        opened = opening_shares(
            funding,
            lambda one: values[id(one)],
            {site: opening.period for site, opening in openings.items()},
        )
    except ContradictionError:
        return None
    return (
        tuple(
            start if start.parts is not None else replace(start, parts=tuple(paid[column].tolist()))
            for start, column in zip(starts, columns, strict=True)
        ),
        {
            site: opening if opening.parts is not None else replace(opening, parts=opened[site])
            for site, opening in openings.items()
        },
    )


def _of_every_copy(program: Program, starts: Starts) -> set[GivenStart]:
    """The starts, for every copy of their rows: the model counts copies and wants them alike."""
    copies: dict[str, list[int]] = {}
    for index, cluster in enumerate(program.clusters):
        copies.setdefault(cluster.id, []).append(index)
    return {
        (copy, start.operator, start.site, start.period)
        for start in starts
        for copy in copies[program.clusters[start.cluster].id]
    }


def _only_these(preparation: Preparation, openings: Openings) -> Preparation:
    """A preparation in which nothing may be opened but what is."""
    allowed = np.zeros_like(preparation.allowed)
    for site, opening in openings.items():
        allowed[site, opening.period] = True
    return replace(preparation, allowed=allowed)


def _column(program: Program, decisions: Decisions, start: EditedStart) -> int:
    """Column x of a start; the model counts rows of Clusters, not copies."""
    rows = list(dict.fromkeys(cluster.id for cluster in program.clusters))
    wanted = (
        (decisions.cluster, rows.index(program.clusters[start.cluster].id)),
        (decisions.operator, start.operator),
        (decisions.site, start.site),
        (decisions.start, start.period),
    )
    matches = np.all([array == value for array, value in wanted], axis=0)
    return int(np.flatnonzero(matches)[0])


def _opened(decisions: Decisions) -> set[tuple[int, int]]:
    """Site and period of every opening of the model."""
    sites, periods = decisions.opening_site.tolist(), decisions.opening_period.tolist()
    return set(zip(sites, periods, strict=True))


def _hold(decisions: Decisions, count: IntArray) -> None:
    """Hold what has started by when, and that every site is opened."""
    begun = count.astype(np.float64)
    for column in range(len(begun)):  # in the order of time within a row and site
        before = int(decisions.previous_x[column])
        begun[column] += begun[before] if before >= 0 else 0.0
    for variable, value in zip(decisions.x, begun.tolist(), strict=True):
        variable.domain = pyo.Integers  # more copies than the site can take are held as well
        variable.setlb(value)
        variable.setub(value)
    for variable in decisions.y:
        variable.setlb(1.0)


def _hold_shares(funding: Funding, starts: Starts, columns: list[int]) -> None:
    """Hold the shares where each start of a column says who pays; else those are to be found."""
    by_column = groupby(sorted(zip(columns, range(len(starts)), strict=True)), key=lambda it: it[0])
    for column, group in by_column:
        parts = [starts[index].parts for _, index in group]
        paid = None
        if all(each is not None for each in parts):
            paid = np.array(parts).sum(axis=0)
        for payer in funding.payers:
            variable = _of(payer.columns, payer.shares, column)
            if variable is None:
                continue
            variable.setub(max(variable.ub, float(len(parts))))
            if paid is not None:
                _set(variable, float(paid[payer.source]))


def _hold_openings(funding: Funding, openings: Openings) -> None:
    """Hold who pays for a preparation, where that is said."""
    decisions = funding.decisions
    for column, site in enumerate(decisions.opening_site.tolist()):
        parts = openings[site].parts
        for payer in funding.payers if parts is not None else ():
            variable = _of(payer.openings, payer.opening_shares, column)
            if variable is not None and parts is not None:
                _set(variable, parts[payer.source])


def _of(columns: IntArray, variables: list[Any], column: int) -> Any:
    """The variable of a column, None where the source has none there."""
    found = np.flatnonzero(columns == column)
    return variables[int(found[0])] if len(found) else None


def _set(variable: Any, value: float) -> None:
    variable.setlb(value)
    variable.setub(value)


def _drop_settled(model: pyo.ConcreteModel) -> None:
    """Leave out the rows in which nothing is left to decide: the shares cannot break them."""
    for row in list(model.component_data_objects(pyo.Constraint, active=True)):
        if all(variable.lb == variable.ub for variable in identify_variables(row.body)):
            row.deactivate()
