"""What outside parties can carry: construction, markets, operators; and steps over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """A figure that holds from a period on, until the next one: of a supply, capacity or market."""

    from_period: int
    """0..H-1; what begins before period 0 begins in 0."""
    amount: float
    cell: str


def no_rows() -> Mapping[str, Any]:
    """Nothing by name: the default where a sheet has no rows."""
    return MappingProxyType({})


def steps_by_period(steps: Sequence[Step], before: float, horizon: int) -> tuple[float, ...]:
    """(H,) the figure of every period: the last step that has begun, ``before`` until the first.

    ``steps`` are sorted by period, one for a period at most.
    """
    figures = [before] * horizon
    for step in steps:
        figures[step.from_period :] = [step.amount] * (horizon - step.from_period)
    return tuple(figures)


@dataclass(frozen=True, slots=True)
class ConstructionResource:
    """What there is of a construction resource per period; no limit before the first step."""

    id: str
    capacity: tuple[Step, ...]
    """By period."""


@dataclass(frozen=True, slots=True)
class Market:
    """Most output of a product that can be sold, units a year; no limit before the first step."""

    product: str
    maximum: tuple[Step, ...]
    """By period."""


@dataclass(frozen=True, slots=True)
class OperatorFit:
    """A row of Operator fit: an operator that could run a cluster, and what that costs more."""

    operator: str
    """Id in ``Program.operators``."""
    extra_capex_musd: float
    """Added to capex like Placement's: no site factor, spread as capex."""
    extra_operating_cost_musd_year: float
    """Added in operating periods: no site factor, escalated like operating cost."""
    cell: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A company that may run clusters."""

    id: str
    status: str
    """``committed``, ``in talks`` or ``declined``."""
    maximum_clusters: int | None
    maximum_capital_musd: float | None
    """Most capital (capex less support) of all clusters that it runs."""
    cells: Mapping[str, str]
