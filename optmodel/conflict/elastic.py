"""The least by which limits must give way: the whole model, with slack instead of a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyomo.environ as pyo

from optmodel.conflict.elastic_rows import in_order_of, put_limits_back
from optmodel.conflict.known_options import OptionsOf
from optmodel.conflict.lever import Lever, together
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.formulation.model import build_model, funding_of
from optmodel.formulation.rows import linear
from optmodel.program.build import build
from optmodel.search.columns import Columns
from optmodel.search.controls import Controls
from optmodel.search.existence import plan_exists
from optmodel.search.highs import solve_model
from optmodel.workbook.edit import edited
from optmodel.workbook.tables import Tables

GAP = 1e-5
"""Amounts are shown with three digits; nearer than this changes none of them."""
SCALE = 100.0
"""Prices are counted so that the dearest is this: the solver's tolerances are absolute."""


@dataclass(frozen=True, slots=True)
class Slack:
    """What a search with slack found."""

    possible: bool | None
    """Whether there is a plan once the limits may give way by any amount; None = not known."""
    amounts: tuple[float, ...] = ()
    """One per lever; empty without a plan."""
    least: float = 0.0
    """Of one lever alone: no smaller amount can do (proven)."""


def least_slack(
    tables: Tables,
    levers: Sequence[Lever],
    controls: Controls,
    *,
    most_used: int | None = None,
    options_of: OptionsOf = build_options,
) -> Slack:
    """Find the least amounts, weighed by price, with which every other limit can be kept.

    Limits that give way are first taken out of the input, so that what they had ruled out is
    there again and no bound follows from them. Then their rows are put back with slack.

    Parameters
    ----------
    tables
        The input.
    levers
        What may give way; each works by rows.
    most_used
        How much of all of them together may be used; for levers that are yes or no.
    options_of
        Lists the options of a program.
    """
    program, _ = build(tables)
    relaxed, _ = build(edited(tables, together(lever.without for lever in levers)))
    if program is None or relaxed is None or not levers:
        return Slack(None)
    model: Any = build_model(relaxed, options_of(relaxed), build_preparation(relaxed))
    model.del_component("value")
    original = in_order_of(program, funding_of(model).program)
    model.slack = pyo.Var(range(len(levers)), bounds=(0.0, None))
    for place, lever in enumerate(levers):
        if lever.step:
            model.slack[place].domain = pyo.NonNegativeIntegers
    for rule in dict.fromkeys(lever.row_rule for lever in levers):
        own = [(place, it) for place, it in enumerate(levers) if it.row_rule == rule]
        most = put_limits_back(model, rule, original, [(it, model.slack[p]) for p, it in own])
        for number, (place, lever) in enumerate(own):
            model.slack[place].setub(min(lever.most, most[number]))
    if most_used is not None:
        model.slack_used = pyo.Constraint(
            expr=linear((1.0, it) for it in model.slack.values()) <= most_used
        )
    return _minimized(model, levers, controls)


def _minimized(model: Any, levers: Sequence[Lever], controls: Controls) -> Slack:
    """Search for the cheapest slack."""
    alone = len(levers) == 1
    dearest = max(lever.price_musd for lever in levers)
    weights = [1.0 if alone else SCALE * lever.price_musd / dearest for lever in levers]
    model.cheapest = pyo.Objective(
        expr=linear(
            (-weight, it) for weight, it in zip(weights, model.slack.values(), strict=True)
        ),
        sense=pyo.maximize,
    )
    result = solve_model(model, replace(controls, gap=min(controls.gap, GAP)))
    if result.x is None:
        return Slack(plan_exists(result))
    position = Columns.of(model).position
    amounts = tuple(float(result.x[position[id(it)]]) for it in model.slack.values())
    least = max(0.0, -result.bound) if alone and result.bound is not None else 0.0
    return Slack(True, amounts, least)
