"""Rows of a model with slack: a limit and what is added to it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pyomo.environ as pyo
from pyomo.core.expr.numeric_expr import LinearExpression

from optmodel.conflict.lever import Lever
from optmodel.formulation.builders import add_builder_capacity
from optmodel.formulation.funding import add_commitment_limit
from optmodel.formulation.groups import add_group_rule
from optmodel.formulation.markets import add_market_limit
from optmodel.formulation.model import decisions_of, funding_of, pools_of
from optmodel.formulation.operators import add_operator_capacity
from optmodel.formulation.rows import Rows, Term
from optmodel.formulation.sectors import add_sector_limit
from optmodel.formulation.sites import add_clusters_per_site, add_sites_opened
from optmodel.formulation.starts import add_fund_once, add_starts_per_period
from optmodel.formulation.supply import add_site_supply
from optmodel.formulation.targets import add_target
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Program

WITH_COLUMNS: Mapping[str, str] = MappingProxyType({"group_rule": "group_site", "target": "miss"})
"""Rule to the columns of its own that are made together with its rows."""


def call_limit_rows(model: Any, program: Program) -> None:
    """Add every row of ``call_limit``; with slack none follows from another."""
    rows = Rows()
    for source in program.sources:
        for window in call_windows(source, program.calendar.horizon_periods):
            available, terms = 0.0, []
            for h, maximum in zip(window.periods, window.maximum_musd, strict=True):
                available += maximum
                if (source.id, h) in model.calls:
                    terms.append((1.0, model.calls[source.id, h]))
                    rows.at_most((source.id, h), terms, available)
    rows.attach(model, "call_limit")


ADDING: Mapping[str, Callable[[Any, Program], object]] = MappingProxyType(
    {
        "fund_once": lambda model, it: add_fund_once(model, it, decisions_of(model)),
        "starts_per_period": lambda model, it: add_starts_per_period(
            model, it, funding_of(model).options, decisions_of(model)
        ),
        "sites_opened": lambda model, it: add_sites_opened(model, it, decisions_of(model)),
        "clusters_per_site": lambda model, it: add_clusters_per_site(
            model, it, decisions_of(model)
        ),
        "site_supply": lambda model, it: add_site_supply(model, it, decisions_of(model)),
        "call_limit": call_limit_rows,
        "commitment_limit": add_commitment_limit,
        "sector_limit": lambda model, it: add_sector_limit(
            model, replace(funding_of(model), program=it)
        ),
        "group_rule": lambda model, it: add_group_rule(model, it, decisions_of(model)),
        "builder_capacity": lambda model, it: add_builder_capacity(model, it, decisions_of(model)),
        "market_limit": lambda model, it: add_market_limit(model, it, decisions_of(model)),
        "operator_capacity": lambda model, it: add_operator_capacity(
            model, it, funding_of(model).options, decisions_of(model)
        ),
        "target": lambda model, it: add_target(
            model, replace(funding_of(model), program=it), pools_of(model)
        ),
    }
)
"""Rule to what adds its rows for a program over the columns of a model."""


def in_order_of(program: Program, merged: Program) -> Program:
    """Put clusters, sites and operators of a program into the order of a model's.

    The model's order depends on figures, and the figures of a relaxed program are others.
    """
    first = {it.id: it for it in reversed(program.clusters)}
    sites = {it.id: it for it in program.sites}
    operators = {it.id: it for it in program.operators}
    return replace(
        program,
        clusters=tuple(first[it.id] for it in merged.clusters),
        sites=tuple(sites[it.id] for it in merged.sites),
        operators=tuple(operators[it.id] for it in merged.operators),
    )


def put_limits_back(
    model: Any, rule: str, program: Program, levers: Sequence[tuple[Lever, Any]]
) -> dict[int, float]:
    """Replace the rows of a rule by those of the program, with slack where a lever says so.

    Returns
    -------
    dict
        Position of the lever in ``levers`` to the largest slack that can be of any use.
    """
    for component in (rule, WITH_COLUMNS.get(rule, "")):
        if component:
            model.del_component(component)
    ADDING[rule](model, program)
    rows, most = Rows(), dict.fromkeys(range(len(levers)), 0.0)
    for key, row in list(model.component(rule).items()):
        name = key if isinstance(key, tuple) else (key,)
        moved = [(place, *lever.loosens(name)) for place, (lever, _) in enumerate(levers)]
        moved = [(place, low, high) for place, low, high in moved if low or high]
        if not moved:
            continue
        terms = _terms(row.body)
        least, largest = _reach(terms)
        lower, upper = (None if it is None else pyo.value(it) for it in (row.lower, row.upper))
        if upper is not None:
            given = [(-high, levers[place][1]) for place, _, high in moved if high]
            rows.at_most((*name, "most"), [*terms, *given], upper)
        if lower is not None:
            given = [(low, levers[place][1]) for place, low, _ in moved if low]
            rows.at_least((*name, "least"), [*terms, *given], lower)
        for place, low, high in moved:
            above = (largest - upper) / high if high and upper is not None else 0.0
            below = (lower - least) / low if low and lower is not None else 0.0
            most[place] = max(most[place], above, below)
        row.deactivate()
    rows.attach(model, f"{rule}_with_slack")
    return {place: float(math.ceil(amount)) for place, amount in most.items()}


def _terms(body: Any) -> list[Term]:
    """Coefficients and variables of the left side of a row."""
    if isinstance(body, LinearExpression):
        return list(zip(map(float, body.linear_coefs), body.linear_vars, strict=True))
    return []


def _reach(terms: Sequence[Term]) -> tuple[float, float]:
    """Least and most that a left side can be."""
    ends = [(amount * it.lb, amount * it.ub) for amount, it in terms]
    return sum(min(pair) for pair in ends), sum(max(pair) for pair in ends)
