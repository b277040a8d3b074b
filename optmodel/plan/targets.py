"""Targets of policy: what the plan reaches of each, and what a miss costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from optmodel.economics.target_terms import target_source
from optmodel.economics.targets import metric_amounts, unfiltered_amounts
from optmodel.economics.types import FloatArray, Options, Pool
from optmodel.plan.limit import Limit
from optmodel.plan.usage import Usage
from optmodel.program.policy import Target
from optmodel.program.program import Program

MONEY_METRICS = frozenset({"capex", "value", "receipts"})


@dataclass(frozen=True, slots=True)
class TargetState:
    """How a plan stands against one target."""

    target: Target
    subject: str
    """The target in words, such as ``jobs of state Ohio by 2030 (40.0% of all)``."""
    unit: str
    """Of the metric; a share of a metric is counted in it too."""
    actual: float
    """The metric over the filter by the date."""
    whole: float
    """What a share is of: the metric over everything by the date; of receipts the calls."""

    @property
    def required(self) -> float:
        """Least or most of the metric over the filter."""
        target = self.target
        return target.amount * self.whole if target.is_share else target.amount

    @property
    def missed(self) -> float:
        """By how much the target is missed, 0 where it is met."""
        over = self.actual - self.required
        return max(0.0, -over if self.target.sense == "at least" else over)

    @property
    def penalty_musd(self) -> float:
        """Price of the miss; 0 for a target that must be met."""
        price = self.target.price_musd
        return 0.0 if price is None else price * self.missed


def target_states(
    program: Program, options: Options, used: Usage, pools: Mapping[int, Pool]
) -> tuple[TargetState, ...]:
    """How the decisions stand against every target, in the order of the program."""
    return tuple(_state(program, options, used, pools, target) for target in program.targets)


def target_limits(states: Iterable[TargetState]) -> Iterator[Limit]:
    """Give the targets that must be met; one with a price is a wish and limits nothing."""
    for state in states:
        target = state.target
        if target.price_musd is None:
            yield Limit(
                "target",
                state.subject,
                state.actual,
                state.required,
                state.unit,
                target.cell,
                target.sense,
            )


def penalty_musd(states: Iterable[TargetState]) -> float:
    """Prices of everything that is missed."""
    return sum((state.penalty_musd for state in states), 0.0)


def _state(
    program: Program, options: Options, used: Usage, pools: Mapping[int, Pool], target: Target
) -> TargetState:
    """Add up what the funded options bring to a metric, and what belongs to no option."""
    source = target_source(program, target)
    funded = sorted(used.option_of.items())
    picked = [option for _, option in funded]
    shares = np.array([used.shares_of[k][source] for k, _ in funded])
    amounts = metric_amounts(program, options, target)[picked]
    whole = unfiltered_amounts(program, options, target)[picked]
    if target.metric == "receipts":
        actual = float(shares @ amounts) + _pooled_receipts(pools, source, target)
        prepared = used.preparation_calls_musd[source, : target.by_period + 1]
        called = float(shares @ whole) + float(prepared.sum())
        return target_state(program, target, actual, called)
    weights: FloatArray = shares if target.filter_by == "source" else np.ones(len(picked))
    return target_state(program, target, float(weights @ amounts), float(whole.sum()))


def target_state(program: Program, target: Target, actual: float, whole: float) -> TargetState:
    """Hold a metric over the filter, and over everything, against a target."""
    return TargetState(target, _subject(program, target), _unit(program, target), actual, whole)


def _pooled_receipts(pools: Mapping[int, Pool], source: int, target: Target) -> float:
    """Receipts of a pool by the date; 0 of a source that is none."""
    if source not in pools:
        return 0.0
    return float(pools[source].receipts[: target.by_period + 1].sum())


def _unit(program: Program, target: Target) -> str:
    """Unit of a metric: of output the only one that the clusters have, if it is only one."""
    if target.metric in MONEY_METRICS:
        return "USD m"
    if target.metric != "output":
        return target.metric
    of_product = target.filter if target.filter_by == "product" else None
    units = {
        cluster.output_unit
        for cluster in program.clusters
        if cluster.output_year and of_product in {None, cluster.product}
    }
    return f"{units.pop()}/year" if len(units) == 1 and "" not in units else "units/year"


def _subject(program: Program, target: Target) -> str:
    """Say what a target is about."""
    about = "" if target.filter_by == "all" else f" of {target.filter_by} {target.filter}"
    by = program.calendar.label(target.by_period)
    of = "its calls" if target.metric == "receipts" else "all"
    share = f" ({target.amount:.1%} of {of})" if target.is_share else ""
    return f"{target.metric}{about} by {by}{share}"
