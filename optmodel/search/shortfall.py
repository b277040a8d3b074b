"""How much money is missing at least, where no plan is possible."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options
from optmodel.formulation.model import build_model
from optmodel.formulation.rows import Rows, linear
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Program, Source
from optmodel.search.controls import Controls
from optmodel.search.existence import plan_exists
from optmodel.search.highs import solve_model

WITHOUT_LIMIT_MUSD = 1e12
"""A commitment that no program reaches (a billion billion dollars), and still finite."""
ENOUGH = 1e-6
"""A shortfall below this part of what is there is rounding, not money that is missing."""
SMALLEST_SHOWN = 0.1
"""The least amount that one decimal can show, USD m."""
TINIEST = 1e-6
"""A dollar: less than that is not told apart, USD m."""
FLOAT_NOISE = 1e-9
"""Part of an amount that computing may lose: 49.99999999 is 50, and not 49.9."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What the money search found."""

    sentence: str
    """What is short and by how much at least; empty where money is not the reason."""
    possible: bool | None
    """Whether a plan exists once money is no limit; None where no search came to an answer."""


def shortfall(program: Program, controls: Controls) -> Shortfall:
    """Look for the least money with which every other rule can be met.

    First the least commitment, with no limit by period; where the commitment is enough, the
    least that must be added to the calls that can be made by period.
    """
    source = program.sources[0]
    found = _commitment(program, source, controls)
    if found.sentence or found.possible is False:
        return found
    return _by_period(program, source, controls)


def _commitment(program: Program, source: Source, controls: Controls) -> Shortfall:
    """Compare the least that all calls together can be with what is left."""
    unlimited = _paying(program, commitment_musd=WITHOUT_LIMIT_MUSD, call_limits=())
    options = build_options(unlimited)
    left = source.commitment_musd - source.already_committed_musd
    least = smallest_calls(unlimited, options)
    possible: bool | None = False
    if not _without_option(unlimited, options):
        model = build_model(unlimited, options, build_preparation(unlimited))
        model.value.deactivate()
        calls = model.calls.values()
        model.least_calls = pyo.Objective(
            expr=linear((-1.0, call) for call in calls), sense=pyo.maximize
        )
        result = solve_model(model, controls)
        possible = plan_exists(result)
        least = max(least, -result.bound) if result.bound is not None else least
    missing = least - left
    if missing <= ENOUGH * max(1.0, abs(left)):
        return Shortfall("", possible)
    where = source.cells.get("Commitment (USD m)", "")
    return Shortfall(
        f"The pledge {source.id} is short by at least {at_least(missing)} USD m (proven): what "
        f"must be funded calls at least {at_least(least)} USD m, and {left:,.1f} USD m are left "
        f"of the commitment{f' ({where})' if where else ''}.",
        possible,
    )


def _by_period(program: Program, source: Source, controls: Controls) -> Shortfall:
    """Find the least that must be added to what can be called, period by period.

    A plan of this search stays within the commitment, so it proves that there is enough in all;
    where time ran out before one was found, only the bound is said.
    """
    free = _paying(program, call_limits=())
    model = build_model(free, build_options(free), build_preparation(free))
    model.value.deactivate()
    periods = [h for _, h in model.calls]
    model.missing = pyo.Var(periods, bounds=lambda _model, h: (0.0, model.calls[source.id, h].ub))
    rows = Rows()
    for window in call_windows(source, program.calendar.horizon_periods):
        available = 0.0
        terms = []
        for h, maximum in zip(window.periods, window.maximum_musd, strict=True):
            available += maximum
            if (source.id, h) in model.calls:
                terms += [(1.0, model.calls[source.id, h]), (-1.0, model.missing[h])]
                rows.at_most((source.id, h), terms, available)
    rows.attach(model, "call_limit_with_missing")
    model.least_missing = pyo.Objective(
        expr=linear((-1.0, missing) for missing in model.missing.values()), sense=pyo.maximize
    )
    result = solve_model(model, controls)
    missing = 0.0 if result.bound is None else -result.bound
    possible = plan_exists(result)
    if possible is False or missing <= ENOUGH:
        return Shortfall("", possible)
    cells = ", ".join(limit.cell for limit in source.call_limits if limit.cell)
    subject = f"What the pledge {source.id} can pay by period"
    if possible:
        subject = f"The pledge {source.id} has enough in all, but what it can pay by period"
    return Shortfall(
        f"{subject} is short by at least {at_least(missing)} USD m (proven)"
        f"{f'; see {cells}' if cells else ''}.",
        possible,
    )


def smallest_calls(program: Program, options: Options) -> float:
    """The cheapest start of every cluster that must be funded, added up, USD m."""
    cheapest = np.full(len(program.clusters), np.inf)
    np.minimum.at(cheapest, options.cluster, options.capital_musd)
    must = [cluster.decision == "fund" for cluster in program.clusters]
    known = cheapest[np.array(must, dtype=bool) & np.isfinite(cheapest)]
    return float(known.sum())


def at_least(musd: float) -> str:
    """The amount with one decimal, rounded down, so that "at least" stays true.

    An amount too small for that keeps as many decimals as its first figure needs.
    """
    digits = 1 if musd >= SMALLEST_SHOWN else -math.floor(math.log10(max(musd, TINIEST)))
    below = math.floor(musd * (1.0 + FLOAT_NOISE) * 10**digits) / 10**digits
    return f"{below:,.{digits}f}"


def _without_option(program: Program, options: Options) -> bool:
    """Whether a cluster that must be funded has no option."""
    found = set(options.cluster.tolist())
    return any(
        cluster.decision == "fund" and index not in found
        for index, cluster in enumerate(program.clusters)
    )


def _paying(program: Program, **terms: object) -> Program:
    """The program with other terms of the pledge."""
    pledge = replace(program.sources[0], **terms)  # type: ignore[arg-type]
    return replace(program, sources=(pledge, *program.sources[1:]))
