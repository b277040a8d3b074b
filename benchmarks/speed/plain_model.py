"""The plain transcription: the problem in Pyomo as most people would write it.

z[k,s,t] = 1 where cluster k starts at site s in period t, o[s,t] = 1 where site s is opened in t.
Everything that is "by" a period is a sum over the periods until then, written out. The figures
(value and capital of each start, which starts are possible at all) are those of optmodel, so that
only the model and the way to the solver differ.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pyomo.environ as pyo

from benchmarks.speed.plain_scope import unknown_features
from optmodel.economics.types import Options, Preparation
from optmodel.program.call_windows import call_windows
from optmodel.program.capacity import steps_by_period
from optmodel.program.program import Program

Start = tuple[int, int, int]


class NotPlainError(Exception):
    """The program asks for something that the plain transcription does not write."""


@dataclass(frozen=True, slots=True)
class _Starts:
    """Which starts there are."""

    every: list[Start]
    at: dict[tuple[int, int], list[int]]
    """(cluster, site) to periods, ascending."""
    sites: dict[int, list[int]]
    """Cluster to sites."""
    clusters: dict[int, list[int]]
    """Site to clusters."""


def plain_model(program: Program, options: Options, preparation: Preparation) -> pyo.ConcreteModel:
    """Build the model; NotPlainError where the program asks for more than it knows."""
    unknown = unknown_features(program, options)
    if unknown:
        raise NotPlainError(", ".join(unknown))
    starts = _starts(options)
    model = pyo.ConcreteModel()
    model.z = pyo.Var(starts.every, domain=pyo.Binary)
    openings = [(int(s), int(t)) for s, t in np.argwhere(preparation.allowed)]
    model.o = pyo.Var(openings, domain=pyo.Binary)
    for s, t in openings:
        if program.sites[s].decision == "open":
            model.o[s, t].fix(1)
    _add_once(model, program, starts)
    _add_ready(model, program, starts)
    _add_supply(model, program, starts)
    _add_calls(model, program, options, preparation)
    _add_order(model, program, starts)
    _add_construction(model, program, starts)
    values = zip(starts.every, options.npv_musd.tolist(), strict=True)
    model.value = pyo.Objective(
        expr=pyo.quicksum(value * model.z[start] for start, value in values)
        - pyo.quicksum(float(preparation.npv_musd[s, t]) * model.o[s, t] for s, t in openings),
        sense=pyo.maximize,
    )
    return model


def _starts(options: Options) -> _Starts:
    every = list(
        zip(options.cluster.tolist(), options.site.tolist(), options.start.tolist(), strict=True)
    )
    starts = _Starts(every, defaultdict(list), defaultdict(list), defaultdict(list))
    for k, s, t in every:
        if not starts.at[k, s]:
            starts.sites[k].append(s)
            starts.clusters[s].append(k)
        starts.at[k, s].append(t)
    return starts


def _by(model: pyo.ConcreteModel, starts: _Starts, k: int, s: int, period: int) -> list[pyo.Var]:
    """Return the starts of a cluster at a site by the end of a period."""
    return [model.z[k, s, t] for t in starts.at.get((k, s), ()) if t <= period]


def _anywhere(model: pyo.ConcreteModel, starts: _Starts, k: int, period: int) -> list[pyo.Var]:
    return [z for s in starts.sites[k] for z in _by(model, starts, k, s, period)]


def _add_once(model: pyo.ConcreteModel, program: Program, starts: _Starts) -> None:
    """A cluster starts once at most (exactly once if it must), a site is opened once at most."""
    model.once = pyo.ConstraintList()
    last = program.calendar.decision_periods - 1
    for k, cluster in enumerate(program.clusters):
        started = pyo.quicksum(_anywhere(model, starts, k, last))
        if cluster.decision == "fund":
            model.once.add(started == 1)
        elif starts.sites[k]:
            model.once.add(started <= 1)
    model.opened_once = pyo.ConstraintList()
    opened = defaultdict(list)
    for s, t in model.o:
        opened[s].append(model.o[s, t])
    for openings in opened.values():
        model.opened_once.add(pyo.quicksum(openings) <= 1)


def _add_ready(model: pyo.ConcreteModel, program: Program, starts: _Starts) -> None:
    """What has started at a site by a period needs the site to have been opened in time."""
    model.ready = pyo.ConstraintList()
    opened = defaultdict(list)
    for s, t in model.o:
        opened[s].append(t)
    for k, s, t in starts.every:
        latest = t - program.sites[s].preparation_periods
        ready = [model.o[s, p] for p in opened[s] if p <= latest]
        model.ready.add(pyo.quicksum(_by(model, starts, k, s, t)) <= pyo.quicksum(ready))


def _add_supply(model: pyo.ConcreteModel, program: Program, starts: _Starts) -> None:
    """Land from the start on, everything else from the end of the build on."""
    model.supply = pyo.ConstraintList()
    calendar = program.calendar
    longest = max(cluster.build_periods for cluster in program.clusters)
    until = min(calendar.horizon_periods, calendar.decision_periods + longest)
    for s, site in enumerate(program.sites):
        for resource in program.resources:
            supply = program.supply(site, resource)
            uses = {
                k: use
                for k in starts.clusters[s]
                if (use := program.use(program.clusters[k], site, resource))
            }
            for h in range(until if uses else 0):
                used = [
                    use * z
                    for k, use in uses.items()
                    for z in _by(model, starts, k, s, h - _wait(program, k, resource))
                ]
                if used and math.isfinite(supply[h]):
                    model.supply.add(pyo.quicksum(used) <= supply[h])


def _wait(program: Program, k: int, resource: str) -> int:
    return 0 if resource == "land" else program.clusters[k].build_periods


def _add_calls(
    model: pyo.ConcreteModel, program: Program, options: Options, preparation: Preparation
) -> None:
    """What is called by period, what can be called, and what there is in all."""
    (source,) = program.sources
    horizon = range(program.calendar.horizon_periods)
    called: dict[int, list[pyo.Expression]] = defaultdict(list)
    capital = options.capital_steps_musd.tolist()
    for (k, s, t), steps in zip(model.z, capital, strict=True):
        if source.draw == "at start":
            steps = [sum(steps)]  # noqa: PLW2901
        for c, amount in enumerate(steps):
            if amount:
                called[t + c].append(amount * model.z[k, s, t])
    for s, t in model.o:
        for c, amount in enumerate(preparation.spend_musd[s, t].tolist()):
            if amount:
                called[t + c].append(amount * model.o[s, t])
    model.calls = pyo.Var(horizon, domain=pyo.NonNegativeReals)
    model.calling = pyo.Constraint(horizon, rule=lambda m, h: m.calls[h] == pyo.quicksum(called[h]))
    model.limits = pyo.ConstraintList()
    for window in call_windows(source, len(horizon)):
        limit = np.cumsum(window.maximum_musd).tolist()
        for count in range(len(window.periods)):
            used = pyo.quicksum(model.calls[g] for g in window.periods[: count + 1])
            model.limits.add(used <= limit[count])
    left = source.commitment_musd - source.already_committed_musd
    model.commitment = pyo.Constraint(expr=pyo.quicksum(model.calls.values()) <= left)


def _add_order(model: pyo.ConcreteModel, program: Program, starts: _Starts) -> None:
    """Nothing starts before what it needs has started, and the lag is over."""
    model.order = pyo.ConstraintList()
    row = {cluster.id: k for k, cluster in enumerate(program.clusters)}
    for needed in program.dependencies:
        b, a = row[needed.cluster], row[needed.needs]
        build = program.clusters[a].build_periods if needed.timing == "finish" else 0
        for t in range(program.calendar.decision_periods):
            by = t - needed.lag_periods - build
            places = starts.sites[b] if needed.same_site else [None]
            for s in places:
                late = _anywhere(model, starts, b, t) if s is None else _by(model, starts, b, s, t)
                early = (
                    _anywhere(model, starts, a, by) if s is None else _by(model, starts, a, s, by)
                )
                if late:
                    model.order.add(pyo.quicksum(late) <= pyo.quicksum(early))


def _add_construction(model: pyo.ConcreteModel, program: Program, starts: _Starts) -> None:
    """What is under construction uses no more of a resource than there is in a period."""
    model.construction = pyo.ConstraintList()
    horizon = program.calendar.horizon_periods
    for resource in program.construction:
        capacity = steps_by_period(resource.capacity, math.inf, horizon)
        used: dict[int, list[pyo.Expression]] = defaultdict(list)
        for k, s, t in starts.every:
            steps = program.clusters[k].construction_use.get(resource.id, ())
            for c, amount in enumerate(steps):
                if amount and t + c < horizon:
                    used[t + c].append(amount * model.z[k, s, t])
        for h, terms in used.items():
            if math.isfinite(capacity[h]):
                model.construction.add(pyo.quicksum(terms) <= capacity[h])
