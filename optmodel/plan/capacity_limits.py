"""Limits of outside parties: builders, markets, operators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.economics.types import FloatArray, Options
from optmodel.plan.limit import Limit
from optmodel.plan.tightest import governing_cell, tightest_period
from optmodel.plan.usage import Usage
from optmodel.program.capacity import Operator, Step, steps_by_period
from optmodel.program.program import Program

OUTPUT_UNIT = "units/year"


@dataclass(frozen=True, slots=True)
class OperatorLoad:
    """What an operator runs in a plan."""

    operator: Operator
    clusters: int
    """Copies count one each."""
    capital_musd: float
    """Capex less support of all of them, nominal."""


def capacity_limits(program: Program, options: Options, used: Usage) -> Iterator[Limit]:
    """Give builders and markets in their tightest periods, and what each operator carries."""
    for resource, in_use in zip(program.construction, used.construction, strict=True):
        steps = resource.capacity
        yield from _over_time(program, "builder_capacity", resource.id, in_use, steps)
    for market, output in zip(program.markets, used.output, strict=True):
        steps, subject = market.maximum, market.product
        yield from _over_time(program, "market_limit", subject, output, steps, unit=OUTPUT_UNIT)
    yield from _operators(program, options, used)


def limit_by_period(program: Program, steps: Sequence[Step]) -> FloatArray:
    """(H,) capacity of a builder or a market; no limit before the first step."""
    return np.array(steps_by_period(steps, np.inf, program.calendar.horizon_periods))


def _over_time(
    program: Program,
    rule: str,
    subject: str,
    used: FloatArray,
    steps: Sequence[Step],
    *,
    unit: str = "",
) -> Iterator[Limit]:
    """Give the period that leaves least; nothing where there is no limit at all."""
    capacity = limit_by_period(program, steps)
    period = tightest_period(used, capacity)
    if period is not None:
        cell = governing_cell(steps, period)
        label = f"{subject} ({program.calendar.label(period)})"
        yield Limit(rule, label, float(used[period]), float(capacity[period]), unit, cell)


def operator_loads(program: Program, options: Options, used: Usage) -> tuple[OperatorLoad, ...]:
    """What each operator runs, in the order of the program."""
    return tuple(operator_load(program, options, used, i) for i in range(len(program.operators)))


def operator_load(program: Program, options: Options, used: Usage, index: int) -> OperatorLoad:
    """What one operator runs."""
    mine = [option for option in used.option_of.values() if options.operator[option] == index]
    capital = float(options.capital_musd[mine].sum())
    return OperatorLoad(program.operators[index], len(mine), capital)


def _operators(program: Program, options: Options, used: Usage) -> Iterator[Limit]:
    """Give the clusters and the capital of each operator that has a limit."""
    for load in operator_loads(program, options, used):
        operator = load.operator
        loads = (
            (load.clusters, operator.maximum_clusters, "clusters", "Maximum clusters"),
            (load.capital_musd, operator.maximum_capital_musd, "USD m", "Maximum capital (USD m)"),
        )
        for amount, maximum, unit, header in loads:
            if maximum is not None:
                cell = operator.cells.get(header, "")
                yield Limit(
                    "operator_capacity", operator.id, float(amount), float(maximum), unit, cell
                )
