"""How much money is missing at least, where no plan is possible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.funding import commitment_left
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options
from optmodel.formulation.model import build_model
from optmodel.formulation.rows import Rows, linear
from optmodel.program.call_windows import call_windows
from optmodel.program.called import called
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
    least that must be added to the calls that can be made by period. Of several sources it is the
    money of all of them together: who pays is for the plan to decide.
    """
    found = _commitment(program, controls)
    if found.sentence or found.possible is False:
        return found
    return _by_period(program, controls)


def _commitment(program: Program, controls: Controls) -> Shortfall:
    """Compare the least that all calls together can be with what is left."""
    unlimited = _paying(program, commitment_musd=WITHOUT_LIMIT_MUSD, call_limits=())
    options = build_options(unlimited)
    left = sum(commitment_left(source) for source in program.sources)
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
    if least - left <= ENOUGH * max(1.0, abs(left)):
        return Shortfall("", possible)
    return Shortfall(_short(program.sources, least, left), possible)


def _short(sources: Sequence[Source], least: float, left: float) -> str:
    """Say that all calls together are more than what is left."""
    header = "Commitment (USD m)"
    where = ", ".join(filter(None, (source.cells.get(header, "") for source in sources)))
    cells, short = f" ({where})" if where else "", at_least(least - left)
    if len(sources) == 1:
        return (
            f"The {called('pledge', sources[0].id)} is short by at least {short} USD m "
            f"(proven): what must be funded calls at least {at_least(least)} USD m, and "
            f"{left:,.1f} USD m are left of the commitment{cells}."
        )
    return (
        f"What must be funded is short by at least {short} USD m beyond what all sources can pay "
        f"(proven): it calls at least {at_least(least)} USD m, and {left:,.1f} USD m are left of "
        f"their commitments{cells}."
    )


def _by_period(program: Program, controls: Controls) -> Shortfall:
    """Find the least that must be added to what can be called, period by period.

    A plan of this search stays within the commitments, so it proves that there is enough in all;
    where time ran out before one was found, only the bound is said.
    """
    free = _paying(program, call_limits=())
    model = build_model(free, build_options(free), build_preparation(free))
    model.value.deactivate()
    model.missing = pyo.Var(
        list(model.calls), bounds=lambda _model, *key: (0.0, model.calls[key].ub)
    )
    rows = Rows()
    for source in program.sources:
        for window in call_windows(source, program.calendar.horizon_periods):
            available = 0.0
            terms = []
            for h, maximum in zip(window.periods, window.maximum_musd, strict=True):
                available += maximum
                key = (source.id, h)
                if key in model.calls:
                    terms += [(1.0, model.calls[key]), (-1.0, model.missing[key])]
                    rows.at_most(key, terms, available)
    rows.attach(model, "call_limit_with_missing")
    model.least_missing = pyo.Objective(
        expr=linear((-1.0, missing) for missing in model.missing.values()), sense=pyo.maximize
    )
    result = solve_model(model, controls)
    missing = 0.0 if result.bound is None else -result.bound
    possible = plan_exists(result)
    if possible is False or missing <= ENOUGH:
        return Shortfall("", possible)
    return Shortfall(_short_by_period(program.sources, missing, possible=bool(possible)), possible)


def _short_by_period(sources: Sequence[Source], missing: float, *, possible: bool) -> str:
    """Say that what can be called by period is not enough."""
    limits = (limit for source in sources for limit in source.call_limits)
    cells = ", ".join(limit.cell for limit in limits if limit.cell)
    one = len(sources) == 1
    payer, they = (
        (f"the {called('pledge', sources[0].id)}", "it")
        if one
        else ("all sources together", "they")
    )
    subject = f"What {payer} can pay by period"
    if possible:
        payer, have = payer[0].upper() + payer[1:], "has" if one else "have"
        subject = f"{payer} {have} enough in all, but what {they} can pay by period"
    return (
        f"{subject} is short by at least {at_least(missing)} USD m (proven)"
        f"{f'; see {cells}' if cells else ''}."
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
    """The program with other terms of every source."""
    sources = tuple(replace(source, **terms) for source in program.sources)  # type: ignore[arg-type]
    return replace(program, sources=sources)
