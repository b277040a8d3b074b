"""Programs with their options written down by hand: value by start, calls from the start on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from optmodel.economics.types import Options, Preparation
from optmodel.formulation.decode import decode
from optmodel.formulation.model import build_model
from optmodel.program.capacity import Operator, OperatorFit
from optmodel.program.program import Cluster, Dependency, GroupRule, Program, Site, Source
from optmodel.search.controls import Controls
from optmodel.search.highs import solve_model
from optmodel.search.result import Outcome, SolveResult
from tests.economics.programs import calendar, cluster, program, site, source

Values = Mapping[tuple[str, ...], Sequence[float | None]]
"""(cluster id, site id) to the value of a start in each period; None = no option. Copies share. A
cluster with operators has (cluster id, site id, operator id)."""

EXACT = Controls(time_limit_s=60.0, gap=0.0)


@dataclass(frozen=True, slots=True)
class Case:
    """A program with its options and preparation."""

    program: Program
    options: Options
    preparation: Preparation

    def model(self, without: str = "") -> Any:
        """Build the model, without one rule."""
        model = build_model(self.program, self.options, self.preparation)
        if without:
            model.component(without).deactivate()
        return model

    def solve(self, without: str = "") -> SolveResult:
        """Solve it exactly."""
        return solve_model(self.model(without), EXACT)

    def best(self, without: str = "") -> float:
        """Return the proven best value."""
        result = self.solve(without)
        assert result.outcome is Outcome.OPTIMAL, result
        assert result.value is not None
        return result.value

    def plan(self) -> dict[str, tuple[str, int]]:
        """Cluster label to (site id, start) of the best plan."""
        model = self.model()
        result = solve_model(model, EXACT)
        assert result.x is not None, result
        chosen = decode(model, result.x)
        return {
            self.program.clusters[self.options.cluster[o]].label: (
                self.program.sites[self.options.site[o]].id,
                int(self.options.start[o]),
            )
            for o in chosen.options.tolist()
        }


def one(name: str, **figures: object) -> Cluster:
    """Make a cluster that is called 1 in the period of its start and uses nothing."""
    return cluster(**{"id": name, "name": name, "capex_musd": 1.0, **figures})


def copies(name: str, count: int, **figures: object) -> tuple[Cluster, ...]:
    """Make the copies of a row."""
    return tuple(one(name, copy=i + 1, copies=count, **figures) for i in range(count))


def place(name: str, **figures: object) -> Site:
    """Make a site without limits."""
    return site(**{"id": name, "name": name, **figures})


def money(commitment: float = 1e6, **figures: object) -> Source:
    """Make a pledge that bears no interest and takes no share."""
    return source(commitment_musd=commitment, **figures)


def needs(late: str, early: str, **how: Any) -> Dependency:
    """``late`` needs ``early``, counted from its start, anywhere, unless told."""
    base: dict[str, Any] = {"timing": "start", "lag_periods": 0, "same_site": False}
    return Dependency(cluster=late, needs=early, cell="Dependencies!A5", **base | how)


def group(members: Sequence[str], sense: str, count: int, by: int) -> GroupRule:
    """Make a rule for a group named G."""
    return GroupRule("G", tuple(members), sense, count, by, "Group rules!A5")


def runs(*operators: str) -> tuple[OperatorFit, ...]:
    """Make the operators that could run a cluster, each at no extra cost."""
    return tuple(OperatorFit(name, 0.0, 0.0, "Operator fit!A5") for name in operators)


def company(name: str, **limits: Any) -> Operator:
    """Make an operator that is committed and can carry anything, unless told."""
    base: dict[str, Any] = {"maximum_clusters": None, "maximum_capital_musd": None, "cells": {}}
    return Operator(id=name, status="committed", **base | limits)


def case(
    values: Values,
    *clusters: Cluster,
    sites: Sequence[Site] = (),
    pledge: Source | None = None,
    calls: Mapping[str, Sequence[float]] | None = None,
    horizon: int | None = None,
    dependencies: Sequence[Dependency] = (),
    group_rules: Sequence[GroupRule] = (),
    more: Mapping[str, Any] | None = None,
    **settings: object,
) -> Case:
    """Make a case; clusters and sites that are not given are plain ones, in order of mention.

    ``calls`` gives calls from the start on by cluster id; without it a cluster calls its capex
    in the period of its start. ``more`` are further fields of the program, such as operators.
    """
    rows = clusters or tuple(one(name) for name in dict.fromkeys(k for k, *_ in values))
    places = tuple(sites) or tuple(place(name) for name in dict.fromkeys(s for _, s, *_ in values))
    periods = max(len(row) for row in values.values()) if values else 1
    made = program(
        rows,
        places,
        pledge=_inside(pledge or money(), periods, horizon or periods + 1),
        when=calendar(horizon=horizon or periods + 1, decisions=periods),
        **settings,
    )
    made = replace(made, dependencies=tuple(dependencies), group_rules=tuple(group_rules))
    made = replace(made, **(more or {}))
    return Case(made, _options(made, values, calls or {}), no_cost(made))


def no_cost(made: Program) -> Preparation:
    """Preparation that costs each site its ``preparation_musd``, evenly from the opening on."""
    decisions = made.calendar.decision_periods
    longest = max(1, *(s.preparation_periods for s in made.sites)) if made.sites else 1
    spend = np.zeros((len(made.sites), decisions, longest))
    for index, each in enumerate(made.sites):
        length = max(1, each.preparation_periods)
        spend[index, :, :length] = each.preparation_musd / length
    allowed = np.ones((len(made.sites), decisions), dtype=bool)
    payable = np.empty((*allowed.shape, len(made.sources)), dtype=np.bool_)
    payable[:] = [each.pays_preparation for each in made.sources]
    return Preparation(allowed, payable, spend, spend.sum(axis=2), ())


def _inside(pledge: Source, periods: int, horizon: int) -> Source:
    """The pledge with its dates cut to the calendar, as a built program has them."""
    return replace(
        pledge,
        last_start=min(pledge.last_start, periods - 1),
        last_call=min(pledge.last_call, horizon - 1),
    )


def _options(made: Program, values: Values, calls: Mapping[str, Sequence[float]]) -> Options:
    """The options of a table of values, in the order that ``Options`` promises."""
    found = [
        (k, o, s, t, value)
        for k, row in enumerate(made.clusters)
        for o, name in _runners(made, row)
        for s, where in enumerate(made.sites)
        for t, value in enumerate(values.get((row.id, where.id, *name), ()))
        if value is not None
    ]
    rows = [calls.get(made.clusters[k].id, (made.clusters[k].capex_musd,)) for k, *_ in found]
    longest = max((len(row) for row in rows), default=1)
    called = np.array([[*row, *[0.0] * (longest - len(row))] for row in rows], dtype=float)
    called = called.reshape(len(found), longest)
    worth = np.array([value for *_, value in found], dtype=float)
    return Options(
        cluster=np.array([k for k, *_ in found], dtype=np.intp),
        operator=np.array([o for _, o, *_ in found], dtype=np.intp),
        site=np.array([s for _, _, s, *_ in found], dtype=np.intp),
        start=np.array([t for *_, t, _ in found], dtype=np.intp),
        npv_musd=worth,
        npv_source_musd=0.25 * worth.reshape(-1, 1),
        payable=np.ones((len(found), 1), dtype=np.bool_),
        capital_musd=called.sum(axis=1),
        capital_steps_musd=called,
        capex_steps_musd=called,
        payback_years=np.zeros(len(found)),
        recovery_years=np.zeros((len(found), 1)),
        operating_cash_musd=np.zeros((len(found), 0)),
        receipts_by_musd=np.zeros((len(found), 0)),
        excluded=(),
    )


def _runners(made: Program, row: Cluster) -> list[tuple[int, tuple[str, ...]]]:
    """(index of an operator, its part of the key of values) of a cluster, in the order of both."""
    operators = [operator.id for operator in made.operators]
    runners = sorted(operators.index(fit.operator) for fit in row.fits)
    return [(o, (operators[o],)) for o in runners] or [(-1, ())]
